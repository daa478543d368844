// The two checkers that are programs of their own: the Nu checker (Java) and Lighthouse.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import lighthouse from 'lighthouse';

const NU = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** Errors and warnings of the Nu checker, which fetches these addresses. */
export async function nu(urls) {
  // It fetches from loopback only when told so. Which language a page of mostly names is in, it would guess.
  const loopback = '-Dnu.validator.servlet.allow-forbidden-hosts=true';
  const run = spawn('java', ['-Xss4m', loopback, '-jar', NU, '--format', 'json', '--exit-zero-always', '--no-langdetect', ...urls], { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  for await (const piece of run.stderr) text += piece;
  let answer;
  try { answer = JSON.parse(text); } catch { throw new Error(`the Nu checker: ${text.slice(0, 500)}`); }
  const told = answer.messages.filter((m) => m.type === 'error' || m.type === 'non-document-error' || m.subType === 'warning');
  return told.map((m) => `${m.url}:${m.lastLine ?? ''}: ${m.message}`);
}

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Lighthouse's four scores of a page on a phone: the median of so many runs, and what fell short. */
export async function scores(browser, url, runs) {
  const port = new URL(browser.wsEndpoint()).port;
  const all = [];
  for (let i = 0; i < runs; i++) {
    const result = await lighthouse(url, { port, output: 'json', logLevel: 'silent' });
    const { audits, categories } = result.lhr;
    const counted = CATEGORIES.flatMap((c) => categories[c].auditRefs).filter((ref) => ref.weight > 0).map((ref) => audits[ref.id]);
    const short = counted.filter((a) => a.score !== null && a.score < .9);
    all.push({ scores: CATEGORIES.map((c) => Math.round(categories[c].score * 100)), short: short.map((a) => a.id) });
    // The machine may have been busy with something else: where one run is not enough, the median of three counts.
    if (i === 0 && all[0].scores.some((s) => s < 100)) runs = Math.max(runs, 3);
  }
  const median = (list) => list.sort((x, y) => x - y)[list.length >> 1];
  return {
    scores: CATEGORIES.map((_, i) => median(all.map((a) => a.scores[i]))),
    short: [...new Set(all.flatMap((a) => a.short))],
  };
}
