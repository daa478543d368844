// node pictures.mjs BINARY: the README's pictures, of this repository's digest.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './browser.mjs';
import { REPOSITORY, build, copyOwn, serve } from './site.mjs';

const PICTURES = [
  { file: 'home.png', address: '', width: 1280, height: 1250 },
  { file: 'brief.png', address: 'briefs/south-korean-government-and-its-top-battery-companies-plan-to-invest/', width: 1280, height: 1000 },
  { file: 'company.png', address: 'companies/catl/', width: 1280, height: 1250 },
];

const [binary] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'briefmill-pictures-'));
const server = await serve();
const browser = await launch();
try {
  copyOwn(folder);
  server.mount('/', build(resolve(binary), folder, 'public', `${server.origin}/`));
  const page = await browser.newPage();
  for (const { file, address, width, height } of PICTURES) {
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    await page.goto(`${server.origin}/${address}`, { waitUntil: 'networkidle0' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: join(REPOSITORY, 'docs', file) });
  }
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
