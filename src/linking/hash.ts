/** Spreads text over 32 bits: equal texts meet, others hardly do. Not for secrets. */

/** FNV-1a over UTF-16 units (Fowler, Noll and Vo; RFC 9923), finished as MurmurHash3 finishes. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix32(hash);
}

/** MurmurHash3's finaliser (Appleby): each bit of the input changes half of the output's. */
export function mix32(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
