// What a keystroke costs in the field that filters names, on a slow phone: `node finder.mjs BINARY [PAGE]`.
//
// Builds a digest of 5,000 companies and types in the field of `companies/`, and for comparison in the field of the
// masthead, which does nothing as one types. Times are of the main thread's own clock, so that other processes count
// little: script, style and layout until the frame after the keystroke, and what is done when the page is at rest.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './browser.mjs';
import { serve } from './site.mjs';

const COMPANIES = 5000;
const FIRST = 'Ald Bas Cob Del Emb Fjo Gar Har Ind Jun Kes Lin Mer Nov Ony Pin Qua Rid Sab Tun Umb Van Wil Xen Yar'.split(' ');
const REST = 'er alt ax ta on rd net bor igo iper trel den idian ora yx acle ry ge le dra ra tage low row'.split(' ');
const LAST = ['Robotics', 'Energy', 'Materials', 'Mobility', 'Semiconductor', 'Logistics', 'Biosciences', 'Photonics',
  'Hydrogen', 'Aerospace', 'Foundry', 'Storage', 'Électrique', 'Batterie'];
const TECHNOLOGIES = ['heat pump', 'fuel cell', 'lidar', 'solid-state battery', 'sodium-ion battery', 'electrolyzer'];

function make(folder) {
  mkdirSync(join(folder, 'content/briefs'), { recursive: true });
  for (let i = 0; i < COMPANIES; i++) {
    const [first, rest, last] = [FIRST[i % 25], REST[Math.floor(i / 25) % 24], LAST[Math.floor(i / 600) % 14]];
    const name = `${first}${rest} ${last}${i % 3 ? '' : ` ${LAST[i % 14]}`}`;
    const technology = TECHNOLOGIES[i % 6];
    writeFileSync(join(folder, `content/briefs/made-${i}.md`), `---\ntitle: ${name} to invest $${i + 2} million in ${technology}\n`
      + `date: 2024-0${1 + i % 9}-1${i % 10}\ncompanies: ["${name}"]\ntechnologies: [${technology}]\n---\n\n`
      + `${name} will invest $${i + 2} million in a plant for the ${technology}.\n`);
  }
  writeFileSync(join(folder, 'briefmill.yaml'),
    'title: Names\nbase_url: http://localhost/\npages: { term_feeds: false, pair_feeds: false }\n');
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function measure(page, field, rate) {
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name) => metrics.find((m) => m.name === name).value * 1000;
    return of('ScriptDuration') + of('RecalcStyleDuration') + of('LayoutDuration');
  };
  await page.focus(field);
  await wait(2000);
  await page.emulateCPUThrottling(rate);
  const [now, later] = [[], []];
  for (const c of 'robotics en<<<<<<<<<<<e<a<s<noryx fo<<<<<<<<batterie<<<<<<<<') {
    const before = await work();
    await cdp.send('Input.dispatchKeyEvent', c === '<'
      ? { type: 'keyDown', key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 } : { type: 'keyDown', text: c, key: c });
    await wait(100);
    const shown = await work();
    await wait(500);
    now.push(shown - before);
    later.push(await work() - shown);
  }
  return [now, later].map((list) => {
    const sorted = list.sort((a, b) => a - b);
    return [sorted[sorted.length >> 1], sorted[Math.floor(sorted.length * 0.9)], sorted.at(-1)].map((ms) => ms.toFixed(1)).join(' / ');
  });
}

const binary = resolve(process.argv[2]);
const path = process.argv[3] ?? 'companies/';
const folder = mkdtempSync(join(tmpdir(), 'briefmill-finder-'));
make(folder);
execFileSync(binary, ['build', '--quiet', '--root', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
const server = await serve();
server.mount('/', join(folder, 'public'));
const browser = await launch();
console.log('ms: median / 9 of 10 / most    until the next frame    at rest');
for (const rate of [1, 4, 6]) {
  for (const field of ['#finder', '.find input']) {
    const page = await browser.newPage();
    await page.setViewport({ width: 412, height: 823, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true });
    await page.goto(`${server.origin}/${path}`, { waitUntil: 'networkidle0' });
    const [now, later] = await measure(page, field, rate);
    console.log(`x${rate} ${field.padEnd(12)} ${now.padStart(24)} ${later.padStart(24)}`);
    await page.close();
  }
}
await browser.close();
server.close();
rmSync(folder, { recursive: true });
