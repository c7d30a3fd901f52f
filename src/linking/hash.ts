/** Spreads text over 32 bits: equal texts meet, others hardly do. Not for secrets. */

/** FNV-1a over UTF-16 units (Fowler, Noll and Vo; RFC 9923), finished as MurmurHash3 finishes. */
export function hash32(text: string): number {
  return mix32(hashOf(text));
}

/** What FNV-1a makes of no text. */
export const EMPTY_HASH = 0x811c9dc5 | 0;

/** What FNV-1a makes of a text and one more UTF-16 unit. */
export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** FNV-1a, unfinished, so that it can go on. */
export function hashOf(text: string): number {
  let hash = EMPTY_HASH;
  for (let at = 0; at < text.length; at++) hash = addToHash(hash, text.charCodeAt(at));
  return hash;
}

/** MurmurHash3's finaliser (Appleby): each bit of the input changes half of the output's. */
export function mix32(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
