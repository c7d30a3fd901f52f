/** Words and names that nobody has, the same in every run. */

/** Mulberry32, by Tommy Ettinger. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const random = randomFrom(2022);
export const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
const SYLLABLES = 'ba ko ri len dra mi sto va ner pol gu tir sha wen dor ly kas em zu fin'.split(' ');

export function word(syllables: number): string {
  return Array.from({ length: syllables }, () => pick(SYLLABLES)).join('');
}

export function properWord(isOwn = false): string {
  const made = word(isOwn ? 5 : 2 + Math.floor(random() * 2));
  return made.charAt(0).toUpperCase() + made.slice(1);
}

/** Megabytes in use, those outside the heap too, after a collection where the process may ask for one. */
export function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_048_576;
}
