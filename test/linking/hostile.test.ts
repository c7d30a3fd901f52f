import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildLexicon } from '../../src/linking/lexicon.js';
import { match } from '../../src/linking/match.js';
import type { Name } from '../../src/linking/name.js';

/** A name in each of the scripts that write from the right, hang marks on letters or lie beyond 16 bits. */
const SCRIPTS = [
  'אוקראינה',
  'أوكرانيا',
  'أُوكْرَانِيَا الجديدة',
  'Ουκρανία',
  'უკრაინა',
  'यूक्रेन',
  'ยูเครน',
  '乌克兰',
  '𠮷野家',
  '𝐍𝐀𝐓𝐎',
  'Ạ́kwàbọ̀',
  'Їжакевич',
  '우크라이나',
];

const listed: Name[] = JSON.parse(readFileSync(new URL('../fixtures/linking/names.json', import.meta.url), 'utf8'));
const names: Name[] = [
  ...listed,
  ...SCRIPTS.map(
    (text, at): Name => ({
      record: `script-${at}`,
      recordKind: 'ACTOR',
      text,
      language: null,
      kind: 'NAME',
      caseSensitive: false,
    }),
  ),
];
const lexicon = buildLexicon(names);

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...listed.map(({ text }) => text)) },
  { weight: 2, arbitrary: fc.constantFrom(...SCRIPTS, ...SCRIPTS.map((text) => text.normalize('NFD'))) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(' ', '-', '’s ', "'", '. ', '\u0301', '\u0306', '\u200f', '\u200d', '\ufe0f', '\u00ad'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('🇺🇦', '👨‍👩‍👧', 'ישראל', 'أوكرانيا', '𝐍𝐀𝐓𝐎', '𠮷', 'ﬁ', 'ß', '\ud83d', '\udc00'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);
const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  test('the code points between the offsets are the surface, and matches of one field never overlap', () => {
    let seen = 0;
    const records = new Set<string>();
    fc.assert(
      fc.property(text, fc.option(text), (title, summary) => {
        const found = match(lexicon, { title, summary });
        seen += found.length;
        const ends = { TITLE: 0, SUMMARY: 0 };
        const starts = { TITLE: -1, SUMMARY: -1 };
        for (const { field, start, end, surface, score, record } of found) {
          records.add(record);
          const points = Array.from((field === 'TITLE' ? title : summary) ?? '');
          expect(points.slice(start, end).join('')).toBe(surface);
          expect(surface).not.toBe('');
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          // Records that share a name share its place.
          if (start !== starts[field]) expect(start).toBeGreaterThanOrEqual(ends[field]);
          starts[field] = start;
          ends[field] = end;
        }
      }),
      { numRuns: 1500 },
    );
    expect(seen).toBeGreaterThan(1000);
    expect([...records].filter((record) => record.startsWith('script-'))).toHaveLength(SCRIPTS.length);
  });
});

describe('long hostile text takes time in proportion to its length', () => {
  test.each([
    ['one ordinary name', 'Stark '],
    ['names that shout', 'SAFE US '],
    ['a capital in headlines', 'Kyiv Dynamo '],
    ['the start of a long name', 'Ministry of '],
    ['letters without a space', 'A'],
    ['marks without a letter', '\u0301'],
    ['apostrophes', "s'"],
    ['white space', ' \n'],
    ['emoji', '🇺🇦Kyiv'],
  ])('%s', (_what, unit) => {
    const summary = unit.repeat(200_000 / unit.length);
    const before = performance.now();
    match(lexicon, { title: summary, summary });
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
