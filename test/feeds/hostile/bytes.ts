/** Documents whose bytes are the attack: encodings, damage, and what is no text at all. */

import { gzipSync } from 'node:zlib';
import { documentOf } from '../fixture.js';
import { fill, item, MEGABYTE, type Row } from './build.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

export const BYTES: Row[] = [
  ['NULs', 'EMPTY', () => Buffer.alloc(5 * MEGABYTE)],
  ['a NUL after every character of a name', 1, () => item('').replaceAll('title', 't\0i\0t\0l\0e\0')],
  ['control characters everywhere', 1, () => item('<description>a\u0001\u0002&#3;\u001f\u007f\u0085b</description>')],
  ['10 MB of bytes that are no UTF-8', 'NOT_A_FEED', () => Buffer.alloc(10 * MEGABYTE, 0xff)],
  [
    'UTF-8 cut inside its characters',
    1,
    () =>
      Buffer.from(
        Buffer.from(item(`<description>${fill('Łódź', 0.2)}</description>`)).filter(
          (_, at) => at < 200 || at % 7 > 0 || at > 180_000,
        ),
      ),
  ],
  [
    'overlong UTF-8',
    1,
    () =>
      Buffer.concat([
        latin1(`<?xml version="1.0" encoding="utf-8"?>`),
        latin1(item('<description>\xc0\xbc\xe0\x80\xbcscript></description>')),
      ]),
  ],
  ['UTF-16 with a byte too many', 1, () => Buffer.concat([Buffer.from(item(''), 'utf16le'), Buffer.from([0x41])])],
  [
    'UTF-16 that is all halves of characters',
    0,
    () => Buffer.concat([Buffer.from('\ufeff<rss>', 'utf16le'), Buffer.alloc(4 * MEGABYTE, 0xd8)]),
  ],
  [
    'UTF-32 of impossible characters',
    'NOT_A_FEED',
    () => Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), Buffer.alloc(12 * MEGABYTE, 0xfe)]),
  ],
  ['gzip', 'NOT_A_FEED', () => gzipSync(item(fill('x', 1)))],
  ['a PNG', 'NOT_A_FEED', () => Buffer.concat([latin1('\x89PNG\r\n\x1a\n'), Buffer.alloc(1000, 7)])],
  ['a byte order mark and nothing', 'EMPTY', () => Buffer.from([0xef, 0xbb, 0xbf])],
  ['one byte', 'NOT_A_FEED', () => Buffer.from('<')],
  ['a declared encoding that nobody knows', 1, () => `<?xml version="1.0" encoding="${'x'.repeat(900)}"?>${item('')}`],
  [
    'a declared encoding that runs no code',
    1,
    () => documentOf(latin1(item('<description>\xe9</description>')), `text/xml; charset=${fill('a', 1)}`),
  ],
];
