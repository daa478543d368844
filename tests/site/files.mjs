// What is told from a site's files alone: links and their anchors, titles, weights, what feeds must say.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { addressOf } from './site.mjs';

/** Links and anchors that lead nowhere, of every page, as a server at `base` would answer them. */
export function brokenLinks(site, base) {
  const root = new URL(base);
  const pages = new Map(site.pages.map((p) => [p.path, p]));
  const broken = [];
  for (const page of site.pages) {
    const here = new URL(addressOf(page.path), root);
    for (const id of page.twice) broken.push(`${page.path}: id ${id} twice`);
    for (const link of new Set(page.links)) {
      let to;
      try { to = new URL(link, here); } catch { broken.push(`${page.path}: ${link} is no address`); continue; }
      if (to.origin !== root.origin) continue;
      const wrong = whatIsWrong(site, pages, root, to);
      if (wrong) broken.push(`${page.path}: ${link} ${wrong}`);
    }
    // What stands at two addresses is known under one of them.
    const known = page.path === 'editions/latest/index.html' ? !whatIsWrong(site, pages, root, new URL(page.canonical)) : page.canonical === here.href;
    if (page.canonical !== undefined && !page.moved && !known) {
      broken.push(`${page.path}: canonical ${page.canonical}`);
    }
  }
  return broken;
}

function whatIsWrong(site, pages, root, to) {
  if (!to.pathname.startsWith(root.pathname)) return 'leads out of the folder';
  let path = decodeURIComponent(to.pathname.slice(root.pathname.length));
  if (path === '' || path.endsWith('/')) path += 'index.html';
  if (!site.files.has(path)) return 'is no file';
  const anchor = decodeURIComponent(to.hash.slice(1));
  return anchor && pages.has(path) && !pages.get(path).ids.has(anchor) ? 'is no anchor' : undefined;
}

/** Links that a double-clicked folder cannot follow: each must name a file. */
export function brokenOnDisk(site) {
  return site.pages.filter((p) => p.path !== '404.html').flatMap((page) => [...new Set(page.links)].flatMap((link) => {
    const to = new URL(link, `file:///site/${page.path}`);
    if (to.protocol !== 'file:') return [];
    const path = decodeURIComponent(to.pathname.replace(/^\/site\//, ''));
    return site.files.has(path) ? [] : [`${page.path}: ${link} is no file`];
  }));
}

/** Titles and descriptions that two pages for search engines share, and pages that lack one. */
export function repeatedWords(site) {
  const wrong = [];
  for (const field of ['title', 'description']) {
    const seen = new Map();
    for (const page of site.pages.filter((p) => p.kind && !p.moved && !p.noindex)) {
      const words = page[field].trim();
      if (!words) wrong.push(`${page.path}: no ${field}`);
      else if (seen.has(words)) wrong.push(`${page.path} and ${seen.get(words)}: ${field} ${words}`);
      else seen.set(words, page.path);
    }
  }
  return wrong;
}

const KB = (bytes) => Math.round(bytes / 102.4) / 10;

/** Weights in KB, compressed: of pages alone, and of a brief with all that it loads but the font. */
export function weights(site) {
  const pages = site.pages.filter((p) => p.kind).sort((x, y) => x.packed - y.packed);
  const packed = new Map();
  const asset = (path) => {
    if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(join(site.folder, path))).length);
    return packed.get(path);
  };
  const whole = (page) => page.packed + page.assets.reduce((sum, link) => {
    const path = decodeURIComponent(new URL(link, `file:///${page.path}`).pathname.slice(1));
    return sum + asset(path);
  }, 0);
  const briefs = pages.filter((p) => p.kind === 'brief').map(whole).sort((x, y) => x - y);
  const middle = (list) => list[list.length >> 1] ?? 0;
  const heaviest = pages.at(-1);
  return {
    median: KB(middle(pages).packed ?? 0), heaviest: KB(heaviest.packed), heaviestPath: heaviest.path,
    brief: KB(middle(briefs)), heaviestBrief: KB(briefs.at(-1) ?? 0),
    elements: Math.max(...pages.map((p) => p.elements)),
  };
}

const DAY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** What is wrong with a JSON Feed. */
export function jsonFeed(text) {
  let feed;
  try { feed = JSON.parse(text); } catch (e) { return [String(e)]; }
  const wrong = [];
  if (!/^https:\/\/jsonfeed\.org\/version\/1(\.1)?$/.test(feed.version)) wrong.push('version');
  if (!feed.title) wrong.push('title');
  if (!Array.isArray(feed.items)) return [...wrong, 'items'];
  const ids = feed.items.map((i) => i.id);
  if (ids.some((id) => typeof id !== 'string' || !id)) wrong.push('an item without id');
  if (new Set(ids).size !== ids.length) wrong.push('an id twice');
  for (const item of feed.items) {
    if (item.content_html === undefined && item.content_text === undefined) wrong.push(`${item.id}: no content`);
    for (const day of [item.date_published, item.date_modified]) if (day !== undefined && !DAY.test(day)) wrong.push(`${item.id}: ${day}`);
  }
  return wrong;
}

/** Runs in a browser, whose parser of XML says what is not well-formed: what is wrong with each of some files. */
export function xmlFaults(texts) {
  const day = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  const ATOM = 'http://www.w3.org/2005/Atom';
  return texts.flatMap(([path, text]) => {
    const root = new DOMParser().parseFromString(text, 'application/xml').documentElement;
    if (root.querySelector('parsererror') || root.localName === 'parsererror') return [`${path}: not well-formed`];
    if (root.localName === 'opml') {
      return [...root.querySelectorAll('outline')].every((o) => o.hasAttribute('text')) ? [] : [`${path}: an outline without text`];
    }
    if (root.namespaceURI !== ATOM) return [];
    const wrong = [];
    const of = (element, name) => [...element.children].filter((c) => c.localName === name && c.namespaceURI === ATOM);
    const one = (element, name) => {
      const found = of(element, name);
      if (found.length !== 1 || !found[0].textContent.trim()) wrong.push(`${path}: ${found.length} ${name} in ${element.localName}`);
      return found[0]?.textContent ?? '';
    };
    const entries = of(root, 'entry');
    const ids = new Set();
    for (const element of [root, ...entries]) {
      const id = one(element, 'id');
      if (ids.has(id)) wrong.push(`${path}: id ${id} twice`);
      ids.add(id);
      one(element, 'title');
      if (!day.test(one(element, 'updated'))) wrong.push(`${path}: updated is no time`);
      for (const link of of(element, 'link')) if (!link.getAttribute('href')) wrong.push(`${path}: a link without href`);
    }
    if (!of(root, 'author').length && entries.some((e) => !of(e, 'author').length)) wrong.push(`${path}: no author`);
    return wrong;
  });
}
