import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Signature } from '../../src/linking/signature.js';
import { SignatureStore } from '../../src/linking/signature-store.js';

const lengths = fc.tuple(fc.nat(30), fc.nat(300), fc.nat(100), fc.constantFrom(0, 6));
const steps = fc.array(fc.record({ slot: fc.nat(20), lengths }), { maxLength: 200, size: 'max' });

let next = 0;

function made([neutral, stems, shingles, bands]: [number, number, number, number]): Signature {
  const start = next % 10;
  const hashes = Int32Array.from({ length: start + neutral + stems + shingles + bands }, () => next++);
  const [stemsAt, shinglesAt] = [start + neutral, start + neutral + stems];
  const bandsAt = shinglesAt + shingles;
  const end = bandsAt + bands;
  return { at: 0, language: null, hashes, neutral: start, stems: stemsAt, shingles: shinglesAt, bands: bandsAt, end };
}

function parts({ hashes, neutral, stems, shingles, bands, end }: Signature): number[][] {
  return [
    [neutral, stems],
    [stems, shingles],
    [shingles, bands],
    [bands, end],
  ].map(([from, to]) => [...hashes.subarray(from, to)]);
}

test('signatures of any length come and go, and each is what was put', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const [store, known] = [new SignatureStore(), new Map<number, Signature>()];
      const read = made([0, 0, 0, 0]);
      for (const { slot, lengths } of all) {
        if (known.has(slot)) store.drop(slot);
        const signature = made(lengths);
        store.put(slot, signature);
        known.set(slot, signature);
      }
      for (const [slot, expected] of known) {
        store.read(slot, read);
        expect(parts(read)).toEqual(parts(expected));
      }
    }),
    { numRuns: 100 },
  );
});

test('takes the memory of those that were dropped', () => {
  const store = new SignatureStore();
  for (let time = 0; time < 10_000; time++) {
    if (time >= 20) store.drop(time % 20);
    store.put(time % 20, made([10, 30, 50, 6]));
  }
  expect(store.length).toBeLessThan(2 * 20 * 101);
});
