import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByTime } from '../../src/linking/by-time.js';

type Entry = { at: number; name: number };

const ADD = fc.record({ kind: fc.constant('ADD' as const), at: fc.integer({ min: 0, max: 400 }) });
const LATEST = fc.constant({ kind: 'LATEST' as const });
const REMOVE = fc.constant({ kind: 'REMOVE' as const });
const NEAREST = fc.record({
  kind: fc.constant('NEAREST' as const),
  at: fc.integer({ min: -10, max: 410 }),
  most: fc.integer({ min: 0, max: 60 }),
});
const steps = fc.array(
  fc.oneof({ weight: 6, arbitrary: ADD }, { weight: 3, arbitrary: LATEST }, { weight: 3, arbitrary: REMOVE }, NEAREST),
  { minLength: 0, maxLength: 3000, size: 'max' },
);

/** What an array that is sorted anew each time would answer. */
class Plain {
  entries: Entry[] = [];

  add(entry: Entry): void {
    this.entries.push(entry);
    this.entries.sort((one, other) => one.at - other.at);
  }

  nearest(at: number, most: number): Entry[] {
    const earlier = this.entries.filter((entry) => entry.at <= at).reverse();
    const later = this.entries.filter((entry) => entry.at > at);
    // Of two as near as each other the earlier one comes first.
    return [...earlier, ...later].sort((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at)).slice(0, most);
  }
}

test('whatever is added and removed, all stand in the order of time and the nearest are found', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const [list, plain] = [new ByTime<Entry>(), new Plain()];
      for (const [name, step] of all.entries()) {
        if (step.kind === 'ADD' || step.kind === 'LATEST') {
          const at = step.kind === 'ADD' ? step.at : (plain.entries.at(-1)?.at ?? 0);
          list.add({ at, name });
          plain.add({ at, name });
        } else if (step.kind === 'REMOVE') {
          expect(list.removeFirst()).toEqual(plain.entries.shift());
        } else {
          const found: Entry[] = [];
          list.nearest(step.at, step.most, (entry) => found.push(entry));
          expect(found).toEqual(plain.nearest(step.at, step.most));
        }
        expect(list.count).toBe(plain.entries.length);
      }
    }),
    { numRuns: 30 },
  );
});
