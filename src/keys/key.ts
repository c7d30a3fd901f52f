// What a bearer key looks like: fw_, the key's identifier and its secret, and a checksum, in letters and digits. The
// prefix and the checksum let secret scanners find a leaked one without asking anybody, as with GitHub's tokens.
import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { parse, stringify, v4 as uuid } from 'uuid';

const ID_BYTES = 16;
const SECRET_BYTES = 32;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Base 62 of 48 bytes, and of the 4 of a CRC-32. */
const BODY = 65;
const CHECKSUM = 6;

const KEY = new RegExp(`^fw_([0-9A-Za-z]{${BODY}})([0-9A-Za-z]{${CHECKSUM}})$`);

export interface NewKey {
  /** A UUID. */
  id: string;
  /** What the key's owner sends: nothing else has it. */
  key: string;
  hash: Uint8Array<ArrayBuffer>;
}

/** A key with 256 random bits. */
export function makeKey(): NewKey {
  const id = uuid();
  const body = base62(Buffer.concat([parse(id), randomBytes(SECRET_BYTES)]), BODY);
  const key = `fw_${body}${checksum(body)}`;
  return { id, key, hash: hashOf(key) };
}

/** Identifier of the key, a UUID; null for what is no key of this form. */
export function idOf(key: string): string | null {
  const [, body = '', check] = KEY.exec(key) ?? [];
  if (body === '' || check !== checksum(body)) return null;
  let value = 0n;
  for (const digit of body) value = value * 62n + BigInt(DIGITS.indexOf(digit));
  const hex = value.toString(16).padStart((ID_BYTES + SECRET_BYTES) * 2, '0');
  // 65 digits reach a little further than 48 bytes, and an identifier of our making is a version 4 one.
  const bytes = Buffer.from(hex.slice(0, ID_BYTES * 2), 'hex');
  return hex.length === (ID_BYTES + SECRET_BYTES) * 2 && isVersion4(bytes) ? stringify(bytes) : null;
}

/**
 * SHA-256: a slow, salted hash is for what people think up. 256 random bits cannot be guessed at any speed, and a fast
 * hash costs each request nothing.
 */
export function hashOf(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(key).digest());
}

function checksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes, CHECKSUM);
}

function base62(bytes: Uint8Array, length: number): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let digits = '';
  for (; value > 0n; value /= 62n) digits = DIGITS[Number(value % 62n)] + digits;
  return digits.padStart(length, '0');
}

/** RFC 9562, sections 4.1 and 5.4. */
function isVersion4(bytes: Uint8Array): boolean {
  return ((bytes[6] ?? 0) & 0xf0) === 0x40 && ((bytes[8] ?? 0) & 0xc0) === 0x80;
}
