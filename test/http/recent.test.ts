import { expect, test } from 'vitest';
import { Recent } from '../../src/http/recent.js';

test('what was used last stays, what is oldest makes place', () => {
  const recent = new Recent<string>(100);
  for (const key of 'abcdefghij') recent.set(key, key, 10);
  expect(recent.get('a')).toBe('a');
  recent.set('k', 'k', 10);
  expect([recent.get('a'), recent.get('b'), recent.get('k'), recent.size]).toEqual(['a', undefined, 'k', 100]);
});

test('what is too large is not kept, and replaces nothing but its own older value', () => {
  const recent = new Recent<string>(100);
  recent.set('a', 'small', 1);
  recent.set('b', 'small', 1);
  recent.set('a', 'large', 11);
  expect([recent.get('a'), recent.get('b'), recent.size]).toEqual([undefined, 'small', 1]);
});
