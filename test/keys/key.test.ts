import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, idOf, makeKey } from '../../src/keys/key.js';

const keys = Array.from({ length: 200 }, makeKey);

test('a key has a prefix, one length and letters and digits only: a double click takes all of it', () => {
  for (const { key } of keys) expect(key).toMatch(/^fw_[0-9A-Za-z]{71}$/);
});

test('no two keys share an identifier or a secret', () => {
  expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
  expect(new Set(keys.map(({ key }) => key.slice(30))).size).toBe(keys.length);
});

test('a key tells its identifier, and its hash is SHA-256', () => {
  for (const { id, key, hash } of keys) {
    expect(idOf(key)).toBe(id);
    expect(hash).toEqual(hashOf(key));
    expect(Buffer.from(hash)).toEqual(createHash('sha256').update(key).digest());
  }
});

test('the checksum gives away any character that is changed, left out or doubled', () => {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  fc.assert(
    fc.property(
      fc.constantFrom(...keys),
      fc.nat({ max: 73 }),
      fc.constantFrom('', ...digits),
      ({ key }, at, instead) => {
        const changed = key.slice(0, at) + instead + key.slice(at + 1);
        fc.pre(changed !== key);
        expect(idOf(changed)).toBeNull();
        expect(idOf(key.slice(0, at) + key.charAt(at) + key.slice(at))).toBeNull();
      },
    ),
  );
});

test.each([
  '',
  'fw_',
  'fw_ÿ',
  `fw_${'z'.repeat(71)}`,
  `fw_${'0'.repeat(71)}`,
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
])('what is no key has no identifier: %s', (text) => {
  expect(idOf(text)).toBeNull();
});

test('any text is looked at without failing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => idOf(text) === null));
});
