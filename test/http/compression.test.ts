import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compress, encodingFor } from '../../src/http/compression.js';

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP;Q=0.5', 'gzip'],
  ['gzip;q=1.0, br;q=0.8', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0 , gzip; q=0', null],
  ['*', 'br'],
  ['*;q=0', null],
  ['*;q=0, gzip', 'gzip'],
  ['br;q=0, *;q=0.3', 'gzip'],
  ['identity;q=1, gzip;q=0.5', null],
  ['identity;q=0.5, gzip;q=0.5', 'gzip'],
  ['identity;q=0, *', 'br'],
  ['zstd, deflate', null],
  ['gzip;q=nonsense', null],
  [',,;q=1,gzip', 'gzip'],
])('Accept-Encoding %j takes %j', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});

test('a body that comes again is compressed once', async () => {
  const body = Buffer.from('one and the same '.repeat(1000));
  const first = await compress(body, 'br');
  expect(await compress(Buffer.from(body), 'br')).toBe(first);
  expect(brotliDecompressSync(first)).toEqual(body);
  expect(gunzipSync(await compress(body, 'gzip'))).toEqual(body);
});
