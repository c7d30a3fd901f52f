/** Compares the ties that linking makes by itself with those that a person has written down. */
import { indexCandidates } from '../src/linking/candidate.js';
import { infer } from '../src/linking/infer.js';
import { buildLexicon } from '../src/linking/lexicon.js';
import { match } from '../src/linking/match.js';
import type { RecordKind } from '../src/linking/name.js';
import { type GoldArticle, readGold } from './gold.js';
import { starterCandidates, starterKinds, starterNames, starterTies } from './starter-record.js';

/** One tie of one article. RIGHT: both have it. MISSED: only the person. FALSE: only linking. */
export type Verdict = {
  article: GoldArticle;
  record: string;
  recordKind: RecordKind;
  outcome: 'RIGHT' | 'MISSED' | 'FALSE';
  ground: 'NAMED' | 'INFERRED';
};

export type Figures = { ties: number; missed: number; false: number; precision: number; recall: number; f1: number };

/** @param articles the project's own where none are given */
export function evaluate(articles: GoldArticle[] = readGold()): Verdict[] {
  const lexicon = buildLexicon(starterNames(), starterTies());
  const candidates = indexCandidates(starterCandidates(), lexicon);
  const kinds = starterKinds();
  return articles.flatMap((article) => {
    const matches = match(lexicon, article);
    const inferred = infer(candidates, { ...article, publishedAt: new Date(article.publishedAt) }, matches);
    const found = new Map([
      ...inferred.filter(isAuto).map(({ record }) => [record, 'INFERRED'] as const),
      ...matches.filter(isAuto).map(({ record }) => [record, 'NAMED'] as const),
    ]);
    return judge(article, found, kinds);
  });
}

function isAuto({ review }: { review: string }): boolean {
  return review === 'AUTO';
}

function judge(article: GoldArticle, found: Map<string, Verdict['ground']>, kinds: Map<string, RecordKind>): Verdict[] {
  const verdict = (record: string, outcome: Verdict['outcome'], ground: Verdict['ground']): Verdict => {
    const recordKind = kinds.get(record);
    if (!recordKind) throw new Error(`the record has no ${record}, which "${article.title}" expects`);
    return { article, record, recordKind, outcome, ground };
  };
  const expected = new Map<string, Verdict['ground']>([
    ...article.named.map((record) => [record, 'NAMED'] as const),
    ...article.inferred.map((record) => [record, 'INFERRED'] as const),
  ]);
  return [
    ...[...expected].map(([record, ground]) => verdict(record, found.has(record) ? 'RIGHT' : 'MISSED', ground)),
    ...[...found]
      .filter(([record]) => !expected.has(record) && !article.either.includes(record))
      .map(([record, ground]) => verdict(record, 'FALSE', ground)),
  ];
}

export function figures(verdicts: Verdict[]): Figures {
  const count = (wanted: Verdict['outcome']) => verdicts.filter(({ outcome }) => outcome === wanted).length;
  const [right, missed, wrong] = [count('RIGHT'), count('MISSED'), count('FALSE')];
  const precision = right / (right + wrong);
  const recall = right / (right + missed);
  return {
    ties: right + missed,
    missed,
    false: wrong,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
  };
}
