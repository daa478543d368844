// node check.mjs BINARY [--full]: builds two digests, this repository's and one of 1,200 made briefs, and checks what a
// reader gets. Prints a table of figures, then what is wrong; the exit status says whether what must hold does.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as browsing from './browser.mjs';
import { brokenLinks, brokenOnDisk, jsonFeed, repeatedWords, weights } from './files.mjs';
import { make } from './made.mjs';
import { addressOf, build, copyOwn, made, oneOfEach, readSite, serve } from './site.mjs';
import { CATEGORIES, nu, scores } from './tools.mjs';

/** What must hold besides that nothing is wrong. In KB, compressed. */
const MOST = { brief: 20, median: 10, heaviest: 120, elements: 8000 };
/** A score below 100 is told, one below this fails; but for performance, which is of the machine as much as of the page. */
const LEAST_SCORE = 95;
const MEASURED = ['home', 'edition', 'brief', 'term', 'search'];
const BRIEFS = 1200;

const [binary, ...flags] = process.argv.slice(2);
if (!binary) {
  console.error('node check.mjs BINARY [--full]');
  process.exit(2);
}
const full = flags.includes('--full');
const folder = mkdtempSync(join(tmpdir(), 'briefmill-site-'));
const server = await serve();
const browser = await browsing.launch();
const rows = [];
const faults = [];
let passed = 0;
let failed = 0;
let since = Date.now();

/** A line of the table; what is wrong is listed below it. */
function row(site, what, figure, wrong = []) {
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  since = Date.now();
  const verdict = wrong.length ? `${wrong.length} WRONG` : 'ok';
  rows.push([site, what, String(figure), verdict, seconds]);
  if (wrong.length) failed++; else passed++;
  faults.push(...wrong.map((w) => `${site}, ${what}: ${w}`));
}

/** Checks one digest from end to end. */
async function check(name, digest, options) {
  const base = `${server.origin}/${name}/`;
  const sub = `${server.origin}/${name}-sub/folder/`;
  const site = readSite(build(resolve(binary), digest, 'public', base));
  server.mount(`/${name}/`, site.folder);
  row(name, 'pages', site.pages.length);

  row(name, 'links and anchors', site.pages.reduce((n, p) => n + p.links.length, 0), brokenLinks(site, base));
  const inFolder = readSite(build(resolve(binary), digest, 'sub', sub));
  server.mount(`/${name}-sub/folder/`, inFolder.folder);
  row(name, 'links in a sub-folder', inFolder.pages.reduce((n, p) => n + p.links.length, 0), brokenLinks(inFolder, sub));
  let onDisk = site;
  try {
    onDisk = readSite(build(resolve(binary), digest, 'disk', base, 'links: files\n'));
    row(name, 'links from disk', onDisk.pages.reduce((n, p) => n + p.links.length, 0), brokenOnDisk(onDisk));
  } catch (e) {
    row(name, 'links from disk', `left out: ${String(e.stderr ?? e).split('\n')[0]}`);
  }

  row(name, 'titles and descriptions', 'no two alike', repeatedWords(site));
  const w = weights(site);
  const over = Object.entries(MOST).filter(([what, most]) => w[what] > most).map(([what, most]) => `${what} ${w[what]} is over ${most}`);
  row(name, 'KB: median page', w.median);
  row(name, 'KB: heaviest page', `${w.heaviest} ${w.heaviestPath}`);
  row(name, 'KB: a brief, with style and scripts', `${w.brief}, at most ${w.heaviestBrief}`);
  row(name, 'elements of a page, at most', w.elements, over);

  const feeds = [...site.files].filter((f) => /\.(xml|opml)$/.test(f));
  row(name, 'feeds and other XML', feeds.length, await browsing.xml(browser, site, feeds));
  // The page for what is not found names full addresses, since a server shows it anywhere.
  const jsonFeeds = [...new Set(site.pages.filter((p) => p.path !== '404.html').flatMap((p) => p.feeds.filter((f) => f.endsWith('.json'))
    .map((f) => decodeURIComponent(new URL(f, `file:///${p.path}`).pathname.slice(1)))))];
  row(name, 'JSON Feeds', jsonFeeds.length,
    jsonFeeds.flatMap((f) => jsonFeed(readFileSync(join(site.folder, f), 'utf8')).map((wrong) => `${f}: ${wrong}`)));

  const kinds = oneOfEach(site);
  const seen = await browsing.look(browser, server.origin, base, kinds, options.views);
  row(name, `axe, ${kinds.length} types of page`, `${seen.runs} runs`, seen.axe);
  row(name, 'wider than the screen', seen.sideways.length, seen.sideways);
  row(name, 'console, policy, third parties', `${seen.requests} requests of a brief`, seen.troubles);
  const inSub = await browsing.lookOnce(browser, server.origin, kinds.map((k) => sub + addressOf(k.path)));
  row(name, 'console in a sub-folder', kinds.length, inSub);
  const disk = oneOfEach(onDisk).filter((k) => k.path !== '404.html');
  row(name, 'console from disk', disk.length, await browsing.lookOnce(browser, 'file://', disk.map((k) => `file://${join(onDisk.folder, k.path)}`)));

  const checked = options.nu(site, kinds).map((p) => base + addressOf(p.path));
  row(name, 'Nu checker: pages', checked.length, await nu(checked));

  for (const kind of MEASURED) {
    const page = options.scored && kinds.find((k) => k.kind === kind);
    if (!page) continue;
    const told = await scores(browser, base + addressOf(page.path), full ? 3 : 1);
    const low = CATEGORIES.filter((c, i) => c !== 'performance' && told.scores[i] < LEAST_SCORE);
    row(name, `Lighthouse: ${kind}`, told.scores.join(' ') + (told.short.length ? ` (${told.short.join(', ')})` : ''),
      low.map((c) => `${c} is below ${LEAST_SCORE}`));
  }
}

try {
  const own = made(folder, 'own');
  copyOwn(own);
  await check('own', own, { nu: (site) => site.pages, views: browsing.VIEWS, scored: true });
  const big = made(folder, 'big');
  make(big, BRIEFS);
  // Of each type the heaviest page, and some others.
  const sample = (site, kinds) => [...new Set([...kinds, ...site.pages.filter((_, i) => i % (full ? 1 : 97) === 0)])];
  await check('big', big, { nu: sample, views: full ? browsing.VIEWS : browsing.FEW_VIEWS, scored: full });
} finally {
  await browser.close();
  server.close();
  if (!flags.includes('--keep')) rmSync(folder, { recursive: true, force: true });
  else console.log(`kept: ${folder}`);
}

const widths = rows[0].map((_, i) => Math.max(...rows.map((r) => r[i].length)));
for (const line of rows) console.log(line.map((cell, i) => i === 4 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])).join('  '));
for (const fault of faults.slice(0, 200)) console.log(fault);
if (faults.length > 200) console.log(`and ${faults.length - 200} more`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
