// Builds sites with the program, serves them on loopback and reads their files.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';

export const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Copies this repository's digest into a folder. */
export function copyOwn(folder) {
  for (const name of ['briefmill.yaml', 'content']) cpSync(join(REPOSITORY, name), join(folder, name), { recursive: true });
}

/** Builds a digest for an address, with further settings, and gives the site's folder. */
export function build(binary, digest, name, baseUrl, more = '') {
  const file = join(digest, 'briefmill.yaml');
  const own = readFileSync(file, 'utf8').split('\n').filter((l) => !/^(base_url|output|links):/.test(l)).join('\n');
  writeFileSync(file, `${own.trim()}\nbase_url: ${baseUrl}\noutput: ${name}\n${more}`);
  execFileSync(binary, ['build', '--quiet', '--root', digest], { stdio: ['ignore', 'ignore', 'pipe'] });
  return join(digest, name);
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.woff2': 'font/woff2', '.json': 'application/json', '.xml': 'application/xml',
  '.opml': 'text/x-opml', '.csv': 'text/csv', '.txt': 'text/plain; charset=utf-8', '.webmanifest': 'application/manifest+json' };
const PACKED = /\.(html|css|js|svg|json|xml|opml|csv|txt|webmanifest)$/;

/** Serves folders on loopback, each below its path; compressed, as a host does. */
export async function serve() {
  const mounts = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const mount = [...mounts.keys()].filter((m) => path.startsWith(m)).sort((x, y) => y.length - x.length)[0];
    const folder = mounts.get(mount);
    let file = folder && join(folder, path.slice(mount.length) + (path.endsWith('/') ? 'index.html' : ''));
    let status = 200;
    if (!file || !existsSync(file)) [status, file] = [404, folder && join(folder, '404.html')];
    let bytes = Buffer.alloc(0);
    try { bytes = readFileSync(file); } catch { status = 404; }
    const headers = { 'content-type': TYPES[extname(file ?? '')] ?? 'application/octet-stream', 'cache-control': 'max-age=600' };
    if (PACKED.test(file ?? '')) [bytes, headers['content-encoding']] = [gzipSync(bytes), 'gzip'];
    response.writeHead(status, headers).end(bytes);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, mount: (path, folder) => mounts.set(path, folder), close: () => server.close() };
}

/** Every file of a folder, with forward slashes, sorted. */
export function files(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => entry.isDirectory() ? files(folder, `${below}${entry.name}/`) : [`${below}${entry.name}`])
    .sort();
}

/** What the checks need to know of one page. */
export function readPage(folder, path) {
  const html = readFileSync(join(folder, path));
  const page = { path, kind: undefined, title: '', description: '', canonical: undefined, noindex: false, links: [], ids: new Set(),
    twice: [], elements: 0, bytes: html.length, packed: gzipSync(html).length, feeds: [], moved: false, assets: [] };
  let inTitle = false;
  const parser = new Parser({
    onopentag(name, a) {
      page.elements++;
      if (page.ids.has(a.id)) page.twice.push(a.id);
      else if (a.id !== undefined) page.ids.add(a.id);
      if (name === 'title' && page.title === '') inTitle = true;
      if (name === 'body') page.kind = a.class?.match(/page-([\w-]+)/)?.[1];
      if (name === 'meta' && a.name === 'description') page.description = a.content;
      if (name === 'meta' && a.name === 'robots') page.noindex = a.content.includes('noindex');
      if (name === 'meta' && a['http-equiv'] === 'refresh') page.moved = true;
      if (name === 'link' && a.rel === 'canonical') page.canonical = a.href;
      else if (name === 'link' && a.rel === 'alternate') page.feeds.push(a.href);
      if (name === 'link' && a.rel === 'stylesheet') page.assets.push(a.href);
      if (name === 'script' && a.src) page.assets.push(a.src);
      for (const value of [name !== 'link' || a.rel !== 'canonical' ? a.href : undefined, a.src, a.action]) {
        if (value !== undefined) page.links.push(value);
      }
    },
    ontext(text) { if (inTitle) page.title += text; },
    onclosetag(name) { if (name === 'title') inTitle = false; },
  });
  parser.write(html.toString());
  parser.end();
  return page;
}

/** A built site with all its pages read. */
export function readSite(folder) {
  const all = files(folder);
  const pages = all.filter((f) => f.endsWith('.html') && !/(^|\/)email\.html$/.test(f)).map((f) => readPage(folder, f));
  return { folder, files: new Set(all), pages };
}

/** One page of each type, the heaviest: what a page of that type must cope with. */
export function oneOfEach(site) {
  const kinds = new Map();
  for (const page of site.pages.filter((p) => p.kind && !p.moved)) {
    if (!(kinds.get(page.kind)?.elements >= page.elements)) kinds.set(page.kind, page);
  }
  return [...kinds.values()].sort((x, y) => x.kind < y.kind ? -1 : 1);
}

/** The address of a page's file below a site's address. */
export const addressOf = (path) => path.replace(/(^|\/)index\.html$/, '$1');

export const made = (...parts) => { const path = join(...parts); mkdirSync(path, { recursive: true }); return path; };
