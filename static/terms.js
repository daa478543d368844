// Looks up names as one types. Without it the page shows its terms, and the field stays hidden.
//
// The names and their other names lie in a script that loads when the field is first used: scripts load from a disk too,
// where nothing else does. It is told in `src/site/files/names.rs`.
(() => {
  // So many answers are shown, as many at once as a phone has room for and the others when the page is at rest.
  const SHOWN = 50;
  const AT_ONCE = 10;
  const REST = 120;
  const LETTERS = { "ß": "ss", "ς": "σ", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };
  // Words without accents; of a name without a letter or digit the name itself.
  const plain = (text) => {
    const small = text.toLowerCase();
    const bare = /^[\x00-\x7f]*$/.test(small) ? small : small.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC")
      .toLowerCase().replace(/[ßςøæœłđðþı]/g, (letter) => LETTERS[letter]);
    return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim() || small.trim();
  };
  const add = (parent, name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  // A folder opens by its address on a server; from a disk only a file does.
  const page = location.protocol === "file:" ? "index.html" : "";

  // Each list of names as it arrives, by the folder that it is of.
  const arrivals = new Map();
  window.briefmillNames = (part, names) => arrivals.get(part)?.(names);

  // What a page shows of each term: a row of its table, or a column, which is the cells of all rows at one place.
  const rows = [...document.querySelectorAll("[data-row]")];
  const shownOf = (folder) => [
    ...rows.map((row) => ({ address: row.dataset.row, elements: [row] })),
    ...[...document.querySelectorAll("[data-column]")].map((head) => ({
      address: head.dataset.column,
      elements: [head, ...rows.map((row) => row.cells[head.cellIndex])],
    })),
  ].filter(({ address }) => address.startsWith(folder));

  const begin = (form) => {
    const { finder, folder, root, place } = form.dataset;
    const field = form.querySelector("input");
    const count = form.querySelector("[role=status]");
    const list = form.querySelector("ol");
    const usual = document.querySelector("[data-found]");
    const parts = shownOf(folder);
    const showOnly = (isShown) => {
      for (const { address, elements } of parts) {
        const hidden = !isShown(address);
        if (elements[0].hidden !== hidden) for (const element of elements) element.hidden = hidden;
      }
    };

    // What the page shows without it is put away, so that the browser keeps its layout and need not work it out anew.
    const setAway = (isAway) => {
      if (usual && usual.classList.contains("away") !== isAway) usual.classList.toggle("away", isAway);
    };

    // Each name with what it is looked up by: a space before each word, a line for each of its names.
    let loading = null;
    const load = () => {
      loading = loading || new Promise((resolve, reject) => {
        const script = document.createElement("script");
        arrivals.set(folder, (names) => {
          resolve(names.map(([name, slug, about, mentions, aliases]) => {
            const key = [name, ...aliases].map((each) => ` ${plain(each)}`).join("\n");
            return { name, slug, about, mentions, aliases, key };
          }));
        });
        script.src = finder;
        script.onerror = () => {
          loading = null;
          reject(new Error(`${finder} did not load`));
        };
        document.head.append(script);
      });
      return loading;
    };

    // The best first: a name that begins with what is typed, then one of its words, then what only holds it.
    const find = (names, text) => {
      const wanted = plain(text);
      const words = wanted.split(" ");
      const ranks = [[], [], []];
      // A single letter is looked for where words begin.
      const isLetter = wanted.length < 2;
      for (const entry of names) {
        const { key } = entry;
        if (!words.every((word) => key.includes(isLetter ? ` ${word}` : word))) continue;
        if (key.startsWith(` ${wanted}`) || key.includes(`\n ${wanted}`)) ranks[0].push(entry);
        else if (words.every((word) => key.includes(` ${word}`))) ranks[1].push(entry);
        else ranks[2].push(entry);
      }
      return ranks.flat();
    };
    // The other name by which it was found, where the name itself does not hold the words.
    const otherOf = ({ aliases, key }, words) => {
      const place = key.split("\n").findIndex((line) => words.every((word) => line.includes(word)));
      return place > 0 ? aliases[place - 1] : "";
    };

    let waiting = 0;
    // Answers that were made once are written anew, which costs less than to make them.
    const items = [];
    const itemAt = (i) => {
      if (!items[i]) {
        const item = document.createElement("li");
        const link = add(item, "a", " ");
        item.append(" ");
        items[i] = { item, link, small: add(item, "small", " ") };
      }
      return items[i];
    };
    const fill = (found, words, from) => {
      const out = document.createDocumentFragment();
      found.forEach((entry, i) => {
        const { item, link, small } = itemAt(from + i);
        const other = otherOf(entry, words);
        const counts = entry.about || (entry.mentions ? `(${entry.mentions})` : "");
        link.firstChild.data = entry.name;
        link.setAttribute("href", `${root}${folder}${entry.slug}/${page}${place}`);
        small.firstChild.data = other ? `${other}, ${counts}` : String(counts);
        if (!item.parentNode) out.append(item);
      });
      if (out.firstChild) list.append(out);
      for (const { item } of items.slice(from + found.length)) item.remove();
    };
    const show = (found, total, text) => {
      const words = plain(text).split(" ");
      fill(found.slice(0, AT_ONCE), words, 0);
      if (found.length > AT_ONCE) waiting = setTimeout(() => fill(found.slice(AT_ONCE, SHOWN), words, AT_ONCE), REST);
      setAway(true);
      const shown = found.length > SHOWN ? `, the first ${SHOWN} are shown` : "";
      count.textContent = `${found.length.toLocaleString("en")} of ${total.toLocaleString("en")}${shown}`;
    };

    let latest = 0;
    const run = async () => {
      const own = ++latest;
      clearTimeout(waiting);
      const text = field.value;
      const isEmpty = !text.trim();
      if (isEmpty) {
        list.hidden = true;
        count.textContent = "";
        setAway(false);
        showOnly(() => true);
        return;
      }
      try {
        const names = await load();
        if (own !== latest) return;
        const found = find(names, text);
        show(found, names.length, text);
        list.hidden = false;
        if (parts.length) {
          const addresses = new Set(found.map(({ slug }) => `${folder}${slug}/`));
          showOnly((address) => addresses.has(address));
        }
      } catch {
        if (own === latest) count.textContent = "The names did not load. Load the page again.";
      }
    };

    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("focus", () => load().catch(() => {}), { once: true });
    field.addEventListener("input", run);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && field.value) {
        event.preventDefault();
        field.value = "";
        run();
      }
    });
    // What a browser restores is looked up too.
    if (field.value) run();
  };
  document.querySelectorAll("[data-finder]").forEach(begin);

  // A company's amounts of one kind, one year or both. Without it all of them stand there, and the table of their numbers
  // leads to each kind and year.
  const narrow = (form) => {
    const fields = [form.elements.kind, form.elements.year];
    const status = form.querySelector("[role=status]");
    const sections = [...document.querySelectorAll("[data-kind]")];
    const run = () => {
      const [kind, year] = fields.map((field) => field.value);
      let [shown, total] = [0, 0];
      for (const section of sections) {
        let isEmpty = true;
        for (const body of section.querySelectorAll("[data-year]")) {
          const count = Number(body.dataset.count);
          total += count;
          body.hidden = Boolean((kind && kind !== section.dataset.kind) || (year && year !== body.dataset.year));
          if (!body.hidden) {
            shown += count;
            isEmpty = false;
          }
        }
        section.hidden = isEmpty;
      }
      status.textContent = kind || year ? `${shown} of ${total} amounts` : "";
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", run);
    // What a link leads to must not be hidden.
    document.querySelector("[data-grid]").addEventListener("click", () => {
      for (const field of fields) field.value = "";
      run();
    });
    run();
  };
  document.querySelectorAll("[data-narrow]").forEach(narrow);
})();
