// Brotli and gzip, as a client accepts them (RFC 9110, section 12.5.3). The gateway reads no cookie, so no page can make
// a browser ask for a secret beside a text of the page's choice, as BREACH needs.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { Recent } from './recent.js';

export type Encoding = 'br' | 'gzip';

/** Compressed bodies that are kept, in bytes: a body that is sent again is compressed once. */
const KEPT_BYTES = 16_000_000;

const kept = new Recent<Buffer>(KEPT_BYTES);

/** Brotli's quality 4 takes as long as gzip's default and gives less. */
const QUALITY = 4;

/** The encoding that a client prefers, Brotli if it likes both; null if it accepts neither or prefers none. */
export function encodingFor(accepted: string | undefined): Encoding | null {
  const weights = new Map<string, number>();
  for (const part of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name === 'x-gzip' ? 'gzip' : name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const best: Encoding = weightOf('br') >= weightOf('gzip') ? 'br' : 'gzip';
  const weight = weightOf(best);
  return weight > 0 && weight >= (weights.get('identity') ?? 0) ? best : null;
}

/** Compresses in a thread of Node's pool, so that the event loop goes on. */
export async function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  const key = `${encoding} ${createHash('sha256').update(body).digest('base64')}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const bytes = await (encoding === 'gzip'
    ? promisify(gzip)(body)
    : promisify(brotliCompress)(body, {
        params: { [zlib.BROTLI_PARAM_QUALITY]: QUALITY, [zlib.BROTLI_PARAM_SIZE_HINT]: body.length },
      }));
  kept.set(key, bytes, bytes.length + key.length);
  return bytes;
}
