import { expect, test } from 'vitest';
import { latinSpellings } from '../../src/graph/latin.js';

test.each([
  ['Μπακογιάννη', 'bakogianni'],
  ['Ντόρα Μπακογιάννη', 'ntora bakogianni'],
  ['Λαμπρινίδης', 'lamprinidis'],
])('Greek μπ is b at the start of a word alone: %s', (text, spelling) => {
  expect(latinSpellings(text)).toEqual([spelling]);
});
