// What is told in a browser: accessibility, sideways scrolling, the console, the policy, who is asked for what.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { addressOf } from './site.mjs';
import { xmlFaults } from './files.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Each width with each scheme of colours, and the few that tell the most. */
export const VIEWS = [1280, 390, 320].flatMap((w) => [[w, 'light'], [w, 'dark']]);
export const FEW_VIEWS = [[1280, 'light'], [390, 'dark'], [320, 'light']];

export const launch = () => puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--hide-scrollbars'],
});

/** A page whose troubles are noted in `troubles`, with every address that it asks for in `asked`. */
async function open(browser, origin) {
  const page = await browser.newPage();
  const seen = { page, troubles: [], asked: [] };
  page.on('console', (m) => ['error', 'warn'].includes(m.type()) && seen.troubles.push(`console: ${m.text()}`));
  page.on('pageerror', (e) => seen.troubles.push(`error: ${e.message}`));
  page.on('request', (r) => {
    const url = r.url();
    seen.asked.push(url);
    if (!url.startsWith(origin) && !url.startsWith('data:')) seen.troubles.push(`asks ${url}`);
  });
  page.on('requestfailed', (r) => seen.troubles.push(`failed: ${r.url()}`));
  await page.evaluateOnNewDocument(() => addEventListener('securitypolicyviolation',
    (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`)));
  return seen;
}

const scheme = (value) => [{ name: 'prefers-color-scheme', value }];

/** What axe and the eye of a narrow screen find on some pages of a served site, in each of these views. */
export async function look(browser, origin, base, pages, views) {
  const found = { axe: [], sideways: [], troubles: [], requests: 0, runs: 0 };
  const rest = [...pages];
  const worker = async () => { while (rest.length) await lookAt(browser, origin, base, rest.shift(), views, found); };
  await Promise.all([worker(), worker()]);
  return found;
}

async function lookAt(browser, origin, base, { path, kind }, views, found) {
  const seen = await open(browser, origin);
  const { page } = seen;
  await page.setViewport({ width: views[0][0], height: 900 });
  await page.emulateMediaFeatures(scheme('light'));
  const answer = await page.goto(base + addressOf(path), { waitUntil: 'networkidle0' });
  if (kind === 'brief') found.requests = seen.asked.length;
  if (answer.status() >= 400) found.troubles.push(`${path}: ${answer.status()}`);
  await page.evaluate(AXE);
  for (const [width, colours] of views) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures(scheme(colours));
    // Colours are all that the scheme changes.
    const runOnly = colours === 'light' ? { type: 'tag', values: RULES } : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
    const violations = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ['violations'] })
      .then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.target.join(' '))])), runOnly);
    found.runs++;
    for (const [rule, nodes] of violations) found.axe.push(...nodes.map((n) => `${path} ${width} ${colours}: ${rule} at ${n}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.sideways.push(`${path} at ${width}: ${wide} pixels too wide`);
  }
  found.troubles.push(...seen.troubles.map((t) => `${path}: ${t}`));
  await page.close();
}

/** Pages opened once, from a sub-folder or from disk: their style comes, nothing complains, nobody else is asked. */
export async function lookOnce(browser, origin, addresses) {
  const wrong = [];
  for (const address of addresses) {
    const seen = await open(browser, origin);
    const answer = await seen.page.goto(address, { waitUntil: 'load' });
    if (answer?.status() >= 400 && !address.endsWith('404.html')) wrong.push(`${address}: ${answer.status()}`);
    const styled = await seen.page.evaluate(() => getComputedStyle(document.body).marginTop === '0px');
    if (!styled) wrong.push(`${address}: no style`);
    wrong.push(...seen.troubles.map((t) => `${address}: ${t}`));
    await seen.page.close();
  }
  return wrong;
}

/** What is wrong with some files of XML. */
export async function xml(browser, site, paths) {
  const page = await browser.newPage();
  const wrong = [];
  for (let i = 0; i < paths.length; i += 200) {
    const texts = paths.slice(i, i + 200).map((p) => [p, readFileSync(join(site.folder, p), 'utf8')]);
    wrong.push(...await page.evaluate(xmlFaults, texts));
  }
  await page.close();
  return wrong;
}
