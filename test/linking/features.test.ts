import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Features } from '../../src/linking/features.js';
import { ListsByTime } from '../../src/linking/lists-by-time.js';

// Few first bits and few others: many meet in one place of the table, and at its end.
const hash = fc
  .record({ first: fc.constantFrom(0, -1), other: fc.integer({ min: 0, max: 40 }) })
  .map(({ first, other }) => (first ^ other) | 0);
const articles = fc.array(fc.uniqueArray(hash, { maxLength: 30 }), { maxLength: 150, size: 'max' });

/** Articles of one feature after the other, of which so many are remembered at a time. */
const MOST = 20;

test('counts who has a feature and finds them, whatever features meet and vanish', () => {
  fc.assert(
    fc.property(articles, (all) => {
      const lists = new ListsByTime({ at: Float64Array.from(all, (_, slot) => slot) });
      const features = new Features(lists);
      const near = { at: all.length, most: MOST, furthest: all.length, found: new Int32Array(MOST) };
      for (const [slot, hashes] of all.entries()) {
        for (const feature of hashes) {
          features.add(feature);
          // Every other one is told by it.
          if (slot % 2 === 0) features.list(feature, slot);
        }
        const gone = slot - MOST;
        for (const feature of all[gone] ?? []) features.remove(feature, gone);
        const there = all.map((has, of) => ({ has, of })).slice(Math.max(0, gone + 1), slot + 1);
        for (const feature of slot % 10 === 0 ? new Set(all.flat()) : hashes) {
          const having = there.filter(({ has }) => has.includes(feature));
          expect(features.count(feature)).toBe(having.length);
          const found = [...near.found.subarray(0, features.nearest(feature, near))];
          expect(found).toEqual(having.flatMap(({ of }) => (of % 2 === 0 ? [of] : [])).reverse());
        }
      }
    }),
    { numRuns: 30 },
  );
});
