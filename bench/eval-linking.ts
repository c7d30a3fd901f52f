/**
 * Prints how well linking does on the gold articles, and every tie that it misses or makes up, a set at a time. A folder
 * of other articles, in files of the same form, is read in their place: `npm run eval:linking -- ../other-gold`.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { evaluate, figures, type Verdict } from './evaluation.js';
import { OWN_SETS, readGold } from './gold.js';

const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const sets = folder === undefined ? OWN_SETS : { [folder]: pathToFileURL(`${resolve(folder)}/`) };
for (const [name, articles] of Object.entries(sets)) print(name, evaluate(readGold(articles)));

function print(name: string, verdicts: Verdict[]): void {
  const rows: Record<string, Verdict[]> = { [`all of ${name}`]: verdicts };
  for (const [part, heldOut] of Object.entries({ tuned: false, 'held out': true })) {
    const own = verdicts.filter(({ article }) => article.heldOut === heldOut);
    rows[part] = own;
    for (const ground of ['NAMED', 'INFERRED'] as const) {
      rows[`${ground.toLowerCase()}, ${part}`] = own.filter((verdict) => verdict.ground === ground);
    }
  }
  for (const language of new Set(verdicts.map(({ article }) => article.language))) {
    rows[language] = verdicts.filter(({ article }) => article.language === language);
  }
  for (const kind of ['ACTOR', 'SYSTEM', 'DEAL', 'FUNDING', 'INCIDENT'] as const) {
    rows[kind] = verdicts.filter(({ recordKind }) => recordKind === kind);
  }
  console.table(
    Object.fromEntries(
      Object.entries(rows)
        .filter(([, some]) => some.length > 0)
        .map(([part, some]) => [part, rounded(some)]),
    ),
  );
  // The held-out part stays unread, so that nobody tunes on it; `--held-out` is for the day it is replaced.
  const shown = verdicts.filter(({ article }) => !article.heldOut || process.argv.includes('--held-out'));
  for (const { article, record, outcome } of shown.filter((verdict) => verdict.outcome !== 'RIGHT')) {
    console.log(
      `${outcome} ${record} [${article.language}, ${article.why}] ${article.title} | ${article.summary ?? ''}`,
    );
  }
}

function rounded(some: Verdict[]) {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const { precision, recall, f1, ...counts } = figures(some);
  return { ...counts, precision: round(precision), recall: round(recall), f1: round(f1) };
}
