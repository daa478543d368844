// Looks up in the index what a reader types. Without it the page leads to the indices.
//
// The index lies beside the page in small files, each a script that hands its data to `briefmillSearch`: scripts load
// from a disk too, where nothing else does. How words are folded and files laid out is told in `src/site/files/search/`.
(() => {
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const fields = form.elements;
  const status = document.querySelector("[role=status]");
  const results = document.querySelector("[data-results]");
  const list = results.querySelector("ol");
  const more = results.querySelector("button");
  const indices = document.querySelector("[data-indices]");
  const AT_ONCE = 10;
  // So many stories may stand among the ten.
  const STORIES = 5;
  // A folder opens by its address on a server; from a disk only a file does.
  const page = location.protocol === "file:" || "files" in form.dataset ? "index.html" : "";

  // Files

  const arrived = new Map();
  const loading = new Map();
  window.briefmillSearch = (part, ...data) => arrived.set(part, data);

  const load = (part, path) => {
    if (!loading.has(part)) {
      loading.set(part, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const fail = () => {
          loading.delete(part);
          reject(new Error(`${path} did not load`));
        };
        script.src = `${path}?${form.dataset.search}`;
        script.onload = () => (arrived.has(part) ? resolve(arrived.get(part)) : fail());
        script.onerror = fail;
        document.head.append(script);
      }));
    }
    return loading.get(part);
  };
  const file = (letter, number) => load(`${letter}${number}`, `${letter}/${number}.js`);
  const base = () => load("i0", "index.js").then(([data]) => data);

  // Numbers: 64 characters end one, 24 say that it goes on

  const digits = [];
  for (let code = 0x23, value = 0; code < 0x7f; code++) {
    if (!"&<>\\".includes(String.fromCharCode(code))) digits[code] = value++;
  }
  const numbers = (text) => {
    const out = [];
    let higher = 0;
    for (let at = 0; at < text.length; at++) {
      const digit = digits[text.charCodeAt(at)];
      if (digit < 64) {
        out.push(higher * 64 + digit);
        higher = 0;
      } else {
        higher = higher * 24 + digit - 63;
      }
    }
    return out;
  };
  // Gives each document of a list with the weight that the word has in it.
  const eachOf = (text, give) => {
    let next = 0;
    for (const number of numbers(text)) {
      next += Math.floor(number / 4);
      give(next, number % 4);
      next += 1;
    }
  };

  // Words

  const LETTERS = { "ß": "ss", "ς": "σ", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase()
    .replace(/[ßςøæœłđðþı]/g, (letter) => LETTERS[letter]);
  // Scripts without spaces between words are found by pairs of characters.
  const UNSPACED = /([\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\u{20000}-\u{3ffff}]+)/u;
  const beginning = (word, most) => [...word].slice(0, most).join("");
  const pairs = (run) => {
    const all = [...run];
    return all.length < 2 ? [run] : all.slice(1).map((c, i) => all[i] + c);
  };
  const wordsOf = (text) => {
    const plain = fold(text).replace(/['’]s(?![\p{L}\p{N}])/gu, "'").replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");
    const out = [];
    for (const [run] of plain.matchAll(/(?:[\p{L}\p{N}]|(?<=[0-9])\.(?=[0-9]))+/gu)) {
      for (const part of run.split(UNSPACED)) {
        if (!part) continue;
        const amount = part.match(/^([0-9][0-9.]*)(\p{L}{2,})$/u);
        if (UNSPACED.test(part)) out.push(...pairs(part));
        else out.push(...(amount ? amount.slice(1) : [part]).map((word) => beginning(word, 32)));
      }
    }
    return out;
  };
  const nameKey = (name) => beginning(fold(name).replace(/[^\p{L}\p{N}]+/gu, " ").trim(), 48).trimEnd();

  // The same word in the plural and in the singular, as far as it is spelt by rule.
  const forms = (word) => {
    const out = [word];
    if (/^[a-z]{4,}$/.test(word)) {
      if (/ies$/.test(word)) out.push(`${word.slice(0, -3)}y`);
      else if (/(?:x|ch|sh|ss|z)es$/.test(word)) out.push(word.slice(0, -2));
      else if (/s$/.test(word) && !/(?:ss|us|is)$/.test(word)) out.push(word.slice(0, -1));
      else if (/[^aeiou]y$/.test(word)) out.push(`${word.slice(0, -1)}ies`);
      else if (!/s$/.test(word)) out.push(/(?:x|ch|sh|z)$/.test(word) ? `${word}es` : `${word}s`);
    }
    return out;
  };

  // Tables: sorted keys in files, of which the first key of each is known

  const compare = (a, b) => {
    const x = [...a];
    const y = [...b];
    for (let i = 0; i < x.length && i < y.length; i++) {
      if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
    }
    return x.length - y.length;
  };
  // The last file whose first key is not behind a key.
  const placeOf = (first, key, behind = 1) => {
    let [low, high] = [0, first.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (compare(first[middle], key) < behind) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const tables = new Map();
  const tableOf = async (letter, number) => {
    const name = `${letter}${number}`;
    if (!tables.has(name)) {
      const [keys, ...columns] = await file(letter, number);
      let key = "";
      const read = (text) => {
        key = key.slice(0, digits[text.charCodeAt(0)]) + text.slice(1);
        return key;
      };
      tables.set(name, [keys ? keys.split("\t").map(read) : [], ...columns.map((c) => c.split("\t"))]);
    }
    return tables.get(name);
  };
  // Of the files that hold what begins with a key, so many are looked at.
  const AHEAD = 2;
  // Rows whose key is one of the words, or begins with what is being typed: the columns of each, its key first. Several
  // names may share a key.
  const rowsOf = async (letter, first, words, prefix) => {
    if (!first.length) return [];
    const wanted = new Set();
    const want = (start, end) => {
      for (let number = start; number <= end && number < start + AHEAD; number++) wanted.add(number);
    };
    const isUnique = letter === "w" || letter === "q";
    for (const word of words) want(placeOf(first, word, isUnique ? 1 : 0), placeOf(first, word));
    if (prefix) want(placeOf(first, prefix, isUnique ? 1 : 0), placeOf(first, `${prefix}\u{10ffff}`));
    const numbers = [...wanted].sort((a, b) => a - b);
    const loaded = await Promise.all(numbers.map((number) => tableOf(letter, number)));
    const rows = [];
    for (const [keys, ...columns] of loaded) {
      keys.forEach((key, i) => {
        if (words.includes(key) || (prefix && key.startsWith(prefix))) rows.push([key, ...columns.map((c) => c[i])]);
      });
    }
    return rows;
  };

  // Names

  const NAMES = { company: ["c", "b"], technology: ["t", "b"], publisher: ["p", "s"] };
  const namesOf = async (field, text, prefix) => {
    const key = nameKey(text);
    if (!key) return [];
    const letter = NAMES[field][0];
    const rows = await rowsOf(letter, (await base())[letter], [key], prefix ? key : "");
    const best = new Map();
    for (const [own, name, alias, row] of rows) {
      const [id, count] = numbers(row);
      // The name itself, then another name of it, then what begins with the key.
      const rank = own === key ? (nameKey(name) === key || alias ? 2 : 1) : 0;
      const before = best.get(id);
      if (!before || before.rank < rank) best.set(id, { id, name, alias, count, rank });
    }
    return [...best.values()].sort((a, b) => b.rank - a.rank || b.count - a.count || compare(a.name, b.name));
  };
  // The terms that are called what is asked for, as documents: 2 where that is the whole of a name, 1 where a name begins
  // with it. The plural of its last word is the same name.
  const calledBy = async (data, text) => {
    const out = new Map();
    const key = nameKey(text);
    if (!key) return out;
    const last = key.lastIndexOf(" ") + 1;
    const own = forms(key.slice(last)).map((word) => key.slice(0, last) + word);
    const rows = await Promise.all(["c", "t"].map((letter) => rowsOf(letter, data[letter], own, key)));
    for (const [each, name, alias, row] of rows.flat()) {
      // A name is found by the beginning of each of its words too.
      if (!alias && nameKey(name) !== each) continue;
      const document = data.briefs + numbers(row)[0];
      out.set(document, Math.max(out.get(document) || 0, own.includes(each) ? 2 : 1));
    }
    return out;
  };
  const listOf = async (letter, id, size) => {
    const [lists] = await file(letter, Math.floor(id / size));
    return lists.split("\t")[id % size];
  };

  // Searching

  const FACTORS = [1, 1.6, 4, 8];
  const storyOf = new Map();
  // The story that each brief tells, as a document; none is 0, which is a brief.
  const storiesOf = async (data) => {
    if (!storyOf.has(data)) {
      const out = new Int32Array(data.briefs);
      const lists = data.stories ? (await file("g", 0))[0].split("\t") : [];
      lists.forEach((list, i) => eachOf(list, (brief) => { out[brief] = data.documents - data.stories + i; }));
      storyOf.set(data, out);
    }
    return storyOf.get(data);
  };
  // What is asked for, part by part: each word, and of a phrase in quotes each two words that stand next to each other. A
  // quote that nothing closes begins no phrase. The last word may still be in the making, but not in quotes.
  const partsOf = (text) => {
    const parts = [];
    const addWord = (word, isOpen) => {
      const isBegun = isOpen && !/^[0-9]/.test(word) && (word.length > 1 || UNSPACED.test(word));
      parts.push({ letter: "w", word, own: forms(word), prefix: isBegun ? word : "" });
    };
    let end = 0;
    for (const phrase of text.matchAll(/["“„”]([^"“„”]*)["“”]/g)) {
      wordsOf(text.slice(end, phrase.index)).forEach((word) => addWord(word, false));
      end = phrase.index + phrase[0].length;
      const words = wordsOf(phrase[1]);
      if (words.length === 1) addWord(words[0], false);
      words.slice(1).forEach((word, i) => {
        const own = forms(words[i]).flatMap((one) => forms(word).map((other) => `${one} ${other}`));
        parts.push({ letter: "q", word: own[0], own, prefix: "" });
      });
    }
    const rest = wordsOf(text.slice(end));
    rest.forEach((word, i) => addWord(word, i === rest.length - 1));
    return parts;
  };
  // From this weight on, a word stands in the headline or among the names of what a brief is about.
  const NAMED = 2;
  const scoresOf = async (data, { letter, word, own, prefix }) => {
    const [rows, stories] = await Promise.all([rowsOf(letter, data[letter], own, prefix), storiesOf(data)]);
    const scores = new Float32Array(data.documents);
    const raise = (document, score) => { scores[document] = Math.max(scores[document], score); };
    for (const [key, text] of rows) {
      const exact = key === word ? 1 : own.includes(key) ? 0.9 : 0.4;
      // A word of most documents finds them all; the list tells those that it heads.
      const common = text.startsWith("!");
      if (common && exact < 0.5) continue;
      const give = (document, score, isNamed) => {
        raise(document, score);
        // What one of its headlines or terms says, a story says.
        if (isNamed && stories[document]) raise(stories[document], score);
      };
      if (common) for (let i = 0; i < data.briefs; i++) give(i, exact, true);
      eachOf(common ? text.slice(1) : text, (document, weight) => give(document, exact * FACTORS[weight], weight >= NAMED));
    }
    let found = 0;
    for (let i = 0; i < data.documents - data.stories; i++) found += scores[i] > 0 ? 1 : 0;
    const rarity = Math.log(1 + data.documents / (found + 1));
    return scores.map((score) => score * rarity);
  };
  const filtersOf = async (data, asked) => {
    const filters = [];
    for (const field of Object.keys(NAMES)) {
      if (!asked[field]) continue;
      const [name] = await namesOf(field, asked[field], false);
      if (!name || name.rank < 1) throw new Unknown(field, asked[field]);
      filters.push(await listOf(NAMES[field][1], name.id, data.lists));
    }
    for (const [field, letter] of [["event", "e"], ["kind", "k"]]) {
      if (!asked[field]) continue;
      const [kinds, lists] = await file(letter, 0);
      filters.push(lists.split("\t")[kinds.split("\t").indexOf(asked[field])] || "");
    }
    return filters;
  };
  class Unknown {
    constructor(field, name) {
      this.message = `No ${field} is called “${name}”.`;
    }
  }
  // The documents that are asked for, the best first.
  const search = async (asked) => {
    const data = await base();
    const words = wordsOf(asked.q);
    const [filters, stories, ...parts] = await Promise.all([
      filtersOf(data, asked),
      storiesOf(data),
      ...partsOf(asked.q).map((part) => scoresOf(data, part)),
    ]);
    const isAsked = words.length || filters.length || asked.year;
    const scores = new Float32Array(data.documents).fill(isAsked ? 1 : 0);
    for (const part of parts) {
      part.forEach((score, i) => {
        scores[i] = score > 0 && scores[i] > 0 ? scores[i] + score : 0;
      });
    }
    const passing = new Float32Array(data.documents).fill(1);
    const narrow = (keep) => {
      for (let i = 0; i < passing.length; i++) passing[i] *= keep(i);
    };
    for (const filter of filters) {
      const keep = new Uint8Array(data.documents);
      // What is about the name comes before what mentions it.
      eachOf(filter, (document, weight) => { keep[document] = weight ? 2 : 1; });
      narrow((i) => keep[i]);
    }
    if (asked.year) {
      const [, start, end] = data.years.find(([year]) => String(year) === asked.year) || [0, 0, 0];
      narrow((i) => (i >= start && i < end ? 1 : 0));
    }
    // A story passes as the best of its briefs does. It is as new as the newest of those that pass, and goes just before it.
    const isStory = (document) => document >= data.documents - data.stories;
    const places = Float64Array.from(scores.keys());
    passing.fill(0, data.documents - data.stories);
    stories.forEach((story, i) => {
      if (!story || !passing[i]) return;
      if (!passing[story]) places[story] = i - 0.5;
      passing[story] = Math.max(passing[story], passing[i]);
    });
    const found = [];
    scores.forEach((score, i) => {
      scores[i] = score * passing[i];
      if (scores[i] > 0) found.push(i);
    });
    // Of documents that say as much, the newer one, which comes first, counts a little more.
    if (words.length) {
      scores.forEach((score, i) => {
        scores[i] = score * (1 - (places[i] < data.briefs ? 0.2 * places[i] / data.briefs : 0));
      });
    }
    // What is called so goes first; of results that are equal otherwise, one whose name begins so goes before the others.
    const isTerm = (document) => document >= data.briefs && !isStory(document);
    const called = words.length && found.some(isTerm) ? await calledBy(data, asked.q) : new Map();
    const rank = (document, least) => (called.get(document) >= least ? 1 : 0);
    found.sort((a, b) => rank(b, 2) - rank(a, 2) || scores[b] - scores[a] || rank(b, 1) - rank(a, 1) || places[a] - places[b]);
    return { found, data, words, isStory };
  };

  // Results

  const add = (parent, name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const link = (parent, text, folder, place = "") => add(parent, "a", text, { href: `../${folder}${page}${place}` });
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const dayOf = (date) => {
    const [year, month, day] = date.split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  };
  const entryOf = (brief, words) => {
    const [title, slug, date, publisher, sentence, figures, event, reports, language] = brief;
    const item = document.createElement("li");
    if (language) item.lang = language;
    const line = add(item, "p");
    if (date) add(line, "time", dayOf(date), { datetime: date });
    else line.append("date unknown");
    for (const text of [publisher, event]) {
      if (text) line.append(" ", add(line, "span", text));
    }
    const text = add(item, "div");
    link(add(text, "h3"), title, `briefs/${slug}/`);
    if (sentence) add(text, "p", sentence);
    const asked = figures.filter(([amount]) => {
      const own = wordsOf(amount);
      return words.some((word) => /[0-9]/.test(word) && own.includes(word));
    });
    if (asked.length) {
      const amounts = add(text, "ul", "", { class: "amounts", "aria-label": "Figures" });
      for (const [amount, what, place] of asked) {
        link(add(amounts, "li"), what ? `${amount}: ${what}` : amount, `briefs/${slug}/`, `#${place}`);
      }
    }
    if (reports) add(text, "p", `Also reported by ${reports} more`, { class: "meta" });
    return item;
  };
  const entryOfTerm = ([name, slug, kind, about, mentions, aliases]) => {
    const item = document.createElement("li");
    add(item, "p", kind ? "technology" : "company");
    const text = add(item, "div");
    link(add(text, "h3"), name, `${kind ? "technologies" : "companies"}/${slug}/`);
    const counts = [about === 1 ? "1 brief" : `${about} briefs`];
    if (mentions) counts.push(`${mentions} in passing`);
    if (aliases.length) counts.push(`also ${aliases.join(", ")}`);
    add(text, "p", counts.join("; "));
    return item;
  };

  const entryOfStory = ([title, slug, first, last, reports, publishers, event, language]) => {
    const item = document.createElement("li");
    const line = add(item, "p", "story");
    if (event) line.append(" ", add(line, "span", event));
    const text = add(item, "div");
    const head = link(add(text, "h3"), title, `stories/${slug}/`);
    if (language) head.lang = language;
    const by = publishers > 1 ? ` by ${publishers} publishers` : publishers ? " by one publisher" : "";
    const days = first === last ? (first ? `, ${dayOf(first)}` : "") : `, ${dayOf(first)} to ${dayOf(last)}`;
    add(text, "p", `${reports} reports${by}${days}`);
    return item;
  };

  let latest = 0;
  let shown = null;
  // The next results: ten, and what stories stand between them, which so push none of the ten to a later page.
  const nextOf = ({ rest, isStory }) => {
    const [part, later] = [[], []];
    let [others, stories] = [0, 0];
    for (const document of rest) {
      const isNext = others < AT_ONCE && (!isStory(document) || stories < STORIES);
      (isNext ? part : later).push(document);
      if (isNext && isStory(document)) stories += 1;
      else if (isNext) others += 1;
    }
    shown.rest = later;
    return part;
  };
  const show = async (run, isMore) => {
    const { data, words, isStory } = shown;
    const part = nextOf(shown);
    // All are asked for at once, and each is shown when those before it are.
    const cards = part.map((document) => file("d", Math.floor(document / data.cards)).then(([c]) => c[document % data.cards]));
    cards.forEach((card) => card.catch(() => {}));
    if (!isMore) list.replaceChildren();
    more.hidden = true;
    for (const [i, document] of part.entries()) {
      const card = await cards[i];
      if (run !== latest) return;
      const item = isStory(document) ? entryOfStory(card) : document < data.briefs ? entryOf(card, words) : entryOfTerm(card);
      list.append(item);
      if (isMore && i === 0) item.querySelector("a").focus();
    }
    more.hidden = !shown.rest.length;
  };
  const asked = () => {
    const out = { q: "", company: "", technology: "", publisher: "", year: "", event: "", kind: "" };
    for (const name of Object.keys(out)) out[name] = (fields[name] ? fields[name].value : "").trim();
    return out;
  };
  const run = async () => {
    const own = ++latest;
    const wanted = asked();
    const isEmpty = !Object.values(wanted).some(Boolean);
    indices.hidden = !isEmpty;
    results.hidden = results.hidden || isEmpty;
    if (isEmpty) {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    try {
      const answer = await search(wanted);
      if (own !== latest) return;
      const count = answer.found.length;
      status.textContent = count === 1 ? "1 result" : count ? `${count.toLocaleString("en")} results` : "Nothing was found.";
      results.hidden = !count;
      shown = { ...answer, rest: answer.found };
      await show(own, false);
    } catch (error) {
      if (own !== latest) return;
      results.hidden = true;
      status.textContent = error instanceof Unknown ? error.message : "The index did not load. Load the page again.";
    }
  };

  // The address says what is asked for, so that it can be kept and sent on

  const remember = (isNew) => {
    const query = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value)).toString();
    const path = page ? location.pathname : location.pathname.replace(/index\.html$/, "");
    const address = query ? `${path}?${query}` : path;
    if (address === location.pathname + location.search) return;
    try {
      history[isNew ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // A browser may refuse it for files.
    }
  };
  const recall = () => {
    const query = new URLSearchParams(location.search);
    for (const name of Object.keys(asked())) {
      if (!fields[name]) continue;
      const value = query.get(name) || "";
      fields[name].value = value;
      // A year or kind that the digest does not have is asked for all the same, and finds nothing.
      if (fields[name].value !== value) {
        fields[name].append(new Option(value, value));
        fields[name].value = value;
      }
    }
  };

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      remember(false);
      run();
    }, 200);
  };
  const now = () => {
    clearTimeout(waiting);
    remember(true);
    run();
  };

  // Fields for names, each with a list of suggestions

  for (const box of form.querySelectorAll("[data-names]")) {
    const field = box.querySelector("input");
    const options = box.querySelector("[role=listbox]");
    let names = [];
    let active = -1;
    let turn = 0;
    const mark = (place) => {
      active = place;
      [...options.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
      if (place < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", options.children[place].id);
    };
    const close = () => {
      turn += 1;
      options.hidden = true;
      field.setAttribute("aria-expanded", "false");
      mark(-1);
    };
    const suggest = async () => {
      turn += 1;
      const own = turn;
      const found = await namesOf(field.name, field.value, true).catch(() => []);
      if (own !== turn) return;
      names = found.slice(0, 8);
      options.replaceChildren();
      names.forEach(({ name, alias, count }, i) => {
        const option = add(options, "li", name, { role: "option", id: `${field.name}-${i}`, "aria-selected": "false" });
        add(option, "small", ` ${alias ? `${alias}, ` : ""}${count}`);
      });
      options.hidden = !names.length;
      field.setAttribute("aria-expanded", String(names.length > 0));
      mark(-1);
    };
    const choose = (place) => {
      field.value = names[place].name;
      close();
      now();
    };
    field.addEventListener("input", () => {
      suggest();
      if (!field.value) soon();
    });
    field.addEventListener("keydown", (event) => {
      const count = options.hidden ? 0 : names.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!count) suggest();
        else mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + count) % count);
      } else if (event.key === "Enter" && count && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Escape" && count) {
        event.preventDefault();
        close();
      }
    });
    field.addEventListener("change", () => {
      if (options.hidden) now();
    });
    field.addEventListener("blur", () => {
      if (!options.hidden) {
        close();
        now();
      }
    });
    // The field keeps the focus, so that what is chosen is not lost with it.
    options.addEventListener("pointerdown", (event) => event.preventDefault());
    options.addEventListener("click", (event) => {
      const place = [...options.children].indexOf(event.target.closest("[role=option]"));
      if (place >= 0) choose(place);
    });
    form.addEventListener("submit", close);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
  });
  fields.q.addEventListener("input", soon);
  for (const name of ["year", "event", "kind"]) {
    if (fields[name]) fields[name].addEventListener("change", now);
  }
  more.addEventListener("click", () => show(latest, true).catch(() => {
    status.textContent = "The index did not load. Load the page again.";
  }));
  window.addEventListener("popstate", () => {
    recall();
    run();
  });
  document.querySelector("[data-plain]").hidden = true;
  form.hidden = false;
  recall();
  remember(false);
  run();
})();
