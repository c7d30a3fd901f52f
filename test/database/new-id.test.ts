import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { newId } from '../../src/database/new-id.js';

test('each identifier is a UUIDv7 and greater than all before it, also within a millisecond', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
