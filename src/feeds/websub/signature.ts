// Whether a delivery comes from the hub that knows the subscription's secret (WebSub, section 7.1).
import { createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-1 is not among them: it is broken, and every hub that signs can do better. */
const METHODS = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** Null where the signature holds; else why the delivery is not to be trusted. */
export function signatureMistake(body: Uint8Array, header: string | undefined, secret: string): string | null {
  if (header === undefined || header === '') return 'it is not signed';
  const [, method = '', given = ''] = /^(\w+)=([0-9a-f]+)$/i.exec(header.trim()) ?? [];
  const length = METHODS.get(method.toLowerCase());
  if (length === undefined) return `it is not signed with ${[...METHODS.keys()].join(', ')}`;
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest();
  if (given.length !== length) return 'its signature is wrong';
  return timingSafeEqual(Buffer.from(given, 'hex'), expected) ? null : 'its signature is wrong';
}
