/**
 * Prints how well linking does on the gold articles, and every tie that it misses or makes up. A folder of other
 * articles, in files of the same form, is read in their place: `npm run eval:linking -- ../other-gold`.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { evaluate, figures, type Verdict } from './evaluation.js';
import { LANGUAGES, readGold } from './gold.js';

const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const verdicts = evaluate(folder === undefined ? undefined : readGold(pathToFileURL(`${resolve(folder)}/`)));
const part = (wanted: (verdict: Verdict) => boolean) => rounded(verdicts.filter(wanted));

console.table({
  all: rounded(verdicts),
  tuned: part(({ article }) => !article.heldOut),
  'held out': part(({ article }) => article.heldOut),
  'named, tuned': part(({ article, ground }) => ground === 'NAMED' && !article.heldOut),
  'named, held out': part(({ article, ground }) => ground === 'NAMED' && article.heldOut),
  'inferred, tuned': part(({ article, ground }) => ground === 'INFERRED' && !article.heldOut),
  'inferred, held out': part(({ article, ground }) => ground === 'INFERRED' && article.heldOut),
  ...Object.fromEntries(LANGUAGES.map((language) => [language, part(({ article }) => article.language === language)])),
  ...Object.fromEntries(
    (['ACTOR', 'SYSTEM', 'DEAL', 'FUNDING', 'INCIDENT'] as const).map((kind) => [
      kind,
      part(({ recordKind }) => recordKind === kind),
    ]),
  ),
});

// The held-out part stays unread, so that nobody tunes on it; `--held-out` is for the day it is replaced.
const shown = process.argv.includes('--held-out') ? verdicts : verdicts.filter(({ article }) => !article.heldOut);
for (const { article, record, outcome } of shown.filter(({ outcome }) => outcome !== 'RIGHT')) {
  console.log(`${outcome} ${record} [${article.language}, ${article.why}] ${article.title} | ${article.summary ?? ''}`);
}

function rounded(some: Verdict[]) {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const { precision, recall, f1, ...counts } = figures(some);
  return { ...counts, precision: round(precision), recall: round(recall), f1: round(f1) };
}
