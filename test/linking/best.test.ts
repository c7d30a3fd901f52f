import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Best } from '../../src/linking/best.js';

test('keeps the best, and of equals those that came first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5)), fc.integer({ min: 1, max: 10 }), (values, most) => {
      const best = new Best(most);
      for (const [item, value] of values.entries()) best.offer(item, value);
      const sorted = [...values.entries()].sort(([, one], [, other]) => other - one).slice(0, most);
      expect(Array.from({ length: best.count }, (_, place) => [best.item(place), best.value(place)])).toEqual(sorted);
    }),
  );
});
