// A digest of made briefs: the same bytes for the same number, whatever the machine. Names, texts and dates vary as they
// do in a desk's archive, and some are what nobody hopes for: 300 letters, right to left, nothing but emoji, markup.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LONG = 'Gesellschaft für die Förderung der Herstellung und Verwertung von Batteriezellen '.repeat(4).trim();
const HOSTILE = [
  LONG.slice(0, 300), 'שמש אנרגיה', 'شركة البطاريات', '🔋⚡', '<script>alert(1)</script> & Sons', 'O\'Neill "Volt" Ltd',
  '電池株式会社', 'iCell', 'A/B..C', 'Ünïcödé', 'Company-'.repeat(30), '100%',
];
const FIRST = ['Alder', 'Basalt', 'Cobalt', 'Delta', 'Ember', 'Fjord', 'Garnet', 'Harbor', 'Indigo', 'Juniper', 'Kestrel',
  'Linden', 'Meridian', 'Nova', 'Onyx', 'Pinnacle', 'Quarry', 'Ridge', 'Sable', 'Tundra', 'Umber', 'Vantage', 'Willow',
  'Xenon', 'Yarrow'];
const LAST = ['Robotics', 'Energy', 'Materials', 'Mobility', 'Semiconductor', 'Logistics', 'Biosciences', 'Photonics',
  'Hydrogen', 'Aerospace', 'Foundry', 'Storage'];
const OWN_TECH = ['edge', 'photonic', 'quantum', 'additive', 'modular', 'wireless', 'thermal', 'offshore'];
const TECH_OF = ['inference', 'manufacturing', 'sensing', 'computing', 'metrology'];
const KNOWN = ['LG Energy Solution', 'CATL', 'Tesla', 'Toyota', 'Northvolt', 'Samsung SDI', 'Panasonic', 'BYD'];
const KNOWN_TECH = ['solid-state battery', 'sodium-ion battery', 'heat pump', 'electrolyzer', 'fuel cell', 'lidar'];
const PLACES = ['Gdansk', 'Ohio', 'Nevada', 'Ulsan', 'Skellefteå', 'Debrecen', 'Kyoto', 'Valencia'];
const SOURCES = ['Trade Wire', 'Plant Journal', 'Grid Monitor', 'Börse Dienst', 'Motor Review', 'Policy Desk', 'Chip & Co'];
const DEEDS = [
  (a, t, p, n) => [`${a} to invest $${n} million in a ${t} plant in ${p}`,
    `${a} will invest $${n} million in a plant for the ${t} in ${p}, the company said on Monday.`],
  (a, t, p, n) => [`${a} opens ${n} GWh ${t} factory in ${p}`,
    `${a} has opened a factory for the ${t} with a capacity of ${n} GWh a year in ${p}.`],
  (a, t, p, n) => [`${a} raises €${n} million for its ${t}`,
    `${a} has raised €${n} million from investors to bring its ${t} to market by 2030.`],
  (a, t, p, n) => [`${a} recalls ${n},000 units over ${t} fault`,
    `${a} recalls ${n},000 units after a fault in the ${t} that it makes in ${p}.`],
  (a, t, p, n, b) => [`${b} buys ${a} for $${n} million`,
    `${b} will buy ${a}, a maker of the ${t} in ${p}, for $${n} million in cash.`],
  (a, t, p, n) => [`${a}'s profit rises ${n % 90}% on "${t}" demand`,
    `${a}'s profit rose ${n % 90}% to $${n} million in the quarter, as demand for the ${t} grew.`],
];
const FILLERS = [
  (a, t) => `"We don't expect the ${t} to be cheap," its chief executive said -- "but it's ours."`,
  (a) => `Analysts had put the sum at about $${(a.length % 9) + 1}.${a.length % 7} billion in 2024.`,
  () => 'The first line starts in 2027, the second a year later, and both are to employ 1,200 people.',
  (a, t, p) => `The [city of ${p}](https://city.example/${encodeURIComponent(p)}) gives the land for 25 years.`,
  (a, t) => `- the ${t}, 12 m wide and 6' high\n- *its* housing\n- \`code "as is"\``,
  () => '| year | GWh |\n| --- | ---: |\n| 2026 | 12 |\n| 2027 | 24.5 |',
  () => '> It is, they said, a beginning.',
  () => '## What comes next\n\nA permit is due by 30 June.',
  (a) => `![The site of ${a}](https://pictures.example/site.jpg)`,
];

/** Numbers from 0 to 1, always the same: a linear congruence, good enough to vary texts. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Writes a digest of `count` briefs into a folder. */
export function make(folder, count, seed = 7) {
  const next = numbers(seed);
  const upTo = (n) => Math.floor(next() * n);
  // Few names are in most briefs, most names in few.
  const pick = (list) => list[Math.floor(list.length * next() ** 2.2)];
  const companies = [...KNOWN, ...FIRST.flatMap((f) => LAST.map((l) => `${f} ${l}`)), ...HOSTILE];
  const technologies = [...KNOWN_TECH, ...OWN_TECH.flatMap((o) => TECH_OF.map((t) => `${o} ${t}`))];
  const quote = (text) => JSON.stringify(text);
  let event;
  for (let i = 0; i < count; i++) {
    // Every ninth brief tells the event before it once more, in another paper.
    if (i % 9 !== 8) {
      const hostile = i % 40 === 13 ? HOSTILE[(i / 40 | 0) % HOSTILE.length] : undefined;
      const day = new Date(Date.UTC(2022, 0, 1) + upTo(1400) * 86400e3).toISOString().slice(0, 10);
      event = { a: hostile ?? pick(companies), b: pick(companies), t: pick(technologies), p: pick(PLACES), n: 2 + upTo(900), day,
        deed: DEEDS[upTo(DEEDS.length)] };
    }
    const { a, b, t, p, n, day, deed } = event;
    const [title, lead] = deed(a, t, p, n, b);
    const again = i % 9 === 8;
    const texts = [lead];
    for (let k = 0, most = 2 + upTo(6); k < most; k++) texts.push(FILLERS[upTo(FILLERS.length)](a, t, p));
    const language = i % 50 === 21 ? 'de' : i % 50 === 22 ? 'fr' : undefined;
    const fields = [
      `title: ${quote(again ? `${title}, says ${p}` : i % 25 === 3 ? 'Weekly notes' : title)}`,
      // Some briefs have no day.
      i % 30 === 4 ? '' : `date: ${day}`,
      i % 5 ? `summary: ${quote(lead)}` : '',
      i % 20 === 6 ? '' : `source: { name: ${quote(SOURCES[i % SOURCES.length])}, url: "https://source${i % 7}.example/${i % 11 ? `a/${i}` : ''}" }`,
      language ? `language: ${language}` : '',
      `companies: [${[...new Set(i % 3 ? [a] : [a, b])].map(quote).join(', ')}]`,
      `technologies: [${quote(t)}]`,
      `mentions: { companies: [${quote(pick(companies))}], technologies: [${quote(pick(technologies))}] }`,
    ];
    const file = join(folder, 'content/briefs', day.slice(0, 4), `made-${i}.md`);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, `---\n${fields.filter(Boolean).join('\n')}\n---\n\n${texts.join('\n\n')}\n`);
  }
  mkdirSync(join(folder, 'content/pages'), { recursive: true });
  writeFileSync(join(folder, 'content/pages/about.md'), '---\ntitle: About\n---\n\nMade briefs, to check the pages with.\n');
  writeFileSync(join(folder, 'briefmill.yaml'), 'title: Made briefs\nbase_url: http://localhost/\n');
}
