import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ListsByTime, NOBODY } from '../../src/linking/lists-by-time.js';

const LISTS = 3;
const list = fc.integer({ min: 0, max: LISTS - 1 });
const ADD = fc.record({ kind: fc.constant('ADD' as const), list, at: fc.integer({ min: 0, max: 400 }) });
const LATEST = fc.record({ kind: fc.constant('LATEST' as const), list });
const REMOVE = fc.record({ kind: fc.constant('REMOVE' as const), list });
const EMPTY = fc.record({ kind: fc.constant('EMPTY' as const), list });
const MOVE = fc.record({ kind: fc.constant('MOVE' as const) });
const NEAREST = fc.record({
  kind: fc.constant('NEAREST' as const),
  list,
  at: fc.integer({ min: -10, max: 410 }),
  most: fc.integer({ min: 0, max: 60 }),
  furthest: fc.integer({ min: 0, max: 500 }),
});
const steps = fc.array(
  fc.oneof(
    { weight: 600, arbitrary: ADD },
    { weight: 300, arbitrary: LATEST },
    { weight: 300, arbitrary: REMOVE },
    { weight: 100, arbitrary: NEAREST },
    { weight: 2, arbitrary: EMPTY },
    { weight: 1, arbitrary: MOVE },
  ),
  { minLength: 0, maxLength: 3000, size: 'max' },
);

type Article = { at: number; slot: number };

/** What an array that is sorted anew each time would answer. */
class Plain {
  articles: Article[] = [];

  add(article: Article): void {
    this.articles.push(article);
    this.articles.sort((one, other) => one.at - other.at);
  }

  nearest({ at, most, furthest }: { at: number; most: number; furthest: number }): number[] {
    const earlier = this.articles.filter((article) => article.at <= at).reverse();
    const later = this.articles.filter((article) => article.at > at);
    // Of two as near as each other the earlier one comes first.
    return [...earlier, ...later]
      .filter((article) => Math.abs(article.at - at) <= furthest)
      .sort((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at))
      .slice(0, most)
      .map(({ slot }) => slot);
  }
}

test('whatever is added and removed, all stand in the order of time and the nearest are found', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const times = { at: new Float64Array(all.length) };
      let memory = new ListsByTime(times);
      const lists = new Array<number>(LISTS).fill(NOBODY);
      const plains = Array.from({ length: LISTS }, () => new Plain());
      const removeFirst = (number: number) => {
        expect(memory.first(lists[number] as number)).toBe(plains[number]?.articles.shift()?.slot ?? -1);
        if (lists[number] !== NOBODY) lists[number] = memory.removeFirst(lists[number] as number);
      };
      for (const [slot, step] of all.entries()) {
        if (step.kind === 'MOVE') {
          const moved = new ListsByTime(times);
          for (const [number, from] of lists.entries()) lists[number] = moved.take(from, memory);
          memory = moved;
          continue;
        }
        const plain = plains[step.list] as Plain;
        if (step.kind === 'ADD' || step.kind === 'LATEST') {
          const at = step.kind === 'ADD' ? step.at : (plain.articles.at(-1)?.at ?? 0);
          times.at[slot] = at;
          lists[step.list] = memory.add(lists[step.list] as number, slot);
          plain.add({ at, slot });
        } else if (step.kind === 'REMOVE') removeFirst(step.list);
        else if (step.kind === 'EMPTY') while (plain.articles.length > 0) removeFirst(step.list);
        else {
          const found = new Int32Array(step.most);
          expect(memory.nearest(lists[step.list] as number, { ...step, found })).toBe(plain.nearest(step).length);
          expect([...found.subarray(0, plain.nearest(step).length)]).toEqual(plain.nearest(step));
        }
      }
      for (const number of lists.keys()) while (lists[number] !== NOBODY) removeFirst(number);
      expect(plains.every(({ articles }) => articles.length === 0)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('what one list leaves another takes, and what nobody wants any more is known', () => {
  const memory = new ListsByTime({ at: Float64Array.from({ length: 1000 }, (_, slot) => slot) });
  const grown = (length: number) => {
    let list = NOBODY;
    for (let slot = 0; slot < length; slot++) list = memory.add(list, slot);
    return list;
  };
  const short = (list: number, length: number) => {
    let left = list;
    for (let slot = 0; slot < length; slot++) left = memory.removeFirst(left);
    return left;
  };
  for (let time = 0; time < 100; time++) short(grown(1000), 1000);
  expect(memory.length).toBeLessThan(10_000);
  expect(memory.isScattered).toBe(true);
  const moved = new ListsByTime({ at: new Float64Array(1000) });
  moved.take(short(grown(1000), 990), memory);
  expect(moved.length).toBeLessThan(1000);
});
