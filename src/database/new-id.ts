// Identifiers of rows that come by the hundred.
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES = 16;
/** Asking for random bytes costs the same however many they are. */
const pool = new Uint8Array(BYTES * 512);
let used = pool.length;

const options = { random: new Uint8Array(BYTES), msecs: 0, seq: 0 };
const bytes = new Uint8Array(BYTES);
/** uuid puts the text together of twenty pieces, each of which has to be cleared away. */
const text = Buffer.alloc(36, '-');
const DIGITS = Buffer.from('0123456789abcdef');
/** Where the digits of each byte stand in the text. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** A UUIDv7 (RFC 9562 §5.7): each is greater than all that this process made before. */
export function newId(): string {
  const { random } = options;
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  for (let at = 0; at < BYTES; at++) random[at] = pool[used++] as number;
  const now = Date.now();
  if (now > options.msecs) {
    options.msecs = now;
    // Half of the counter's range is left for ids of the same millisecond.
    options.seq = new DataView(random.buffer).getUint32(0) >>> 1;
  } else {
    options.seq++;
  }
  v7(options, bytes);
  for (let at = 0; at < BYTES; at++) {
    const [byte, place] = [bytes[at] as number, PLACES[at] as number];
    text[place] = DIGITS[byte >>> 4] as number;
    text[place + 1] = DIGITS[byte & 15] as number;
  }
  return text.toString('latin1');
}
