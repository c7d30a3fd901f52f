// Whether a delivery comes from the hub that knows the subscription's secret (WebSub, section 7.1).
import { createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-1 is not among them: it is broken, and every hub that signs can do better. */
const METHODS = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);
const ALLOWED = [...METHODS.keys()].join(', ');

/** Null where the signature holds; else why the delivery is not to be trusted. */
export function signatureMistake(body: Uint8Array, header: string | undefined, secret: string): string | null {
  if (header === undefined || header.trim() === '') return `it is not signed with ${ALLOWED}: it is not signed`;
  const [, written = '', given = ''] = /^([\w-]{1,20})=([0-9a-f]+)$/i.exec(header.trim()) ?? [];
  if (written === '') return `it is not signed with ${ALLOWED}: its signature is not of the form method=hexadecimal`;
  const method = written.toLowerCase();
  const length = METHODS.get(method);
  if (length === undefined) return `it is not signed with ${ALLOWED}, but with ${method}`;
  const expected = createHmac(method, secret).update(body).digest();
  if (given.length !== length) return `its ${method} signature is wrong: it has another length`;
  if (timingSafeEqual(Buffer.from(given, 'hex'), expected)) return null;
  return `its ${method} signature is wrong: it was made with another secret or for another body`;
}
