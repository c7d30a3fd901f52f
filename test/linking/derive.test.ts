import { describe, expect, test } from 'vitest';
import { adjectivesOf } from '../../src/linking/adjective.js';
import { derivedNames } from '../../src/linking/derive.js';
import type { Name } from '../../src/linking/name.js';
import { soundOf } from '../../src/linking/name-sound.js';
import { numbersIn } from '../../src/linking/numbers.js';
import { readName } from '../../src/linking/read-name.js';
import { ukrainianSpellings } from '../../src/linking/transliterate.js';

const name = (text: string, more: Partial<Name> = {}): Name => ({
  record: 'record',
  recordKind: 'ACTOR',
  text,
  language: null,
  kind: 'NAME',
  caseSensitive: false,
  ...more,
});
const derived = (...names: Name[]) => {
  const read = names.map(readName);
  const isListed = (folded: string) => read.some((name) => name.folded === folded);
  return derivedNames(read, { places: new Set(), isListed }).map(({ name }) => name.name.text);
};

describe('names that follow from others', () => {
  test.each([
    ['Karol Nawrocki', 'Nawrocki'],
    ['Ursula von der Leyen', 'von der Leyen'],
    ['Władysław Kosiniak-Kamysz', 'Kosiniak-Kamysz'],
  ])('the surname of %s is %s', (full, surname) => {
    expect(derived(name(full, { isPerson: true }))).toEqual([surname]);
  });

  test.each([
    ['Kongsberg Gruppen', 'Kongsberg'],
    ['Leonardo S.p.A.', 'Leonardo'],
    ['BAE Systems', 'BAE'],
  ])('%s is %s', (full, short) => {
    expect(derived(name(full))).toEqual([short]);
  });

  test('a weapon is called by its designation', () => {
    expect(derived(name('K2 Black Panther', { recordKind: 'SYSTEM' }))).toEqual(['K2']);
  });

  test.each(['Quantum Systems', 'Frontline Robotics', 'Saab'])('%s has no shorter name', (full) => {
    expect(derived(name(full))).toEqual([]);
  });

  test('a ministry gets the names that it shares, and not one that is another body’s own', () => {
    const names = [name('Ministry of Defence (Romania)'), name('Ministerstwo Obrony', { record: 'other' })];
    const texts = derived(...names);
    expect(texts).toContain('міноборони');
    expect(texts).not.toContain('ministerstwo obrony');
  });
});

test.each([
  ['uk', 'Румунія', 'румунський'],
  ['pl', 'Rumunia', 'rumunski'],
  ['ro', 'Polonia', 'poloneza'],
  ['uk', 'Албанія', 'албанський'],
] as const)('%s: the adjective of %s is %s', (language, state, adjective) => {
  expect(adjectivesOf(state, language)).toContain(adjective);
});

test.each([
  ['nawrocki', 'навроцький'],
  ['rutte', 'рютте'],
  ['merz', 'мерц'],
  ['brekelmans', 'брекельманс'],
  ['nicușor', 'нікушор'],
  ['pentagon', 'пентагон'],
  ['umerov', 'умєров'],
  ['kosiniak', 'косіняк'],
])('%s may be written %s', (latin, ukrainian) => {
  expect(ukrainianSpellings(latin)).toContain(ukrainian);
});

test.each([
  ['copenhagen', 'копенгаген'],
  ['copenhagen', 'kopenhaga'],
  ['vaslui', 'васлуй'],
  ['lublin', 'люблін'],
])('%s sounds like %s', (one, other) => {
  expect(soundOf(one)).toBe(soundOf(other));
});

test.each([
  ['43,7 mld euro', 43_700_000_000],
  ['16.68 miliarde de euro', 16_680_000_000],
  ['33 тисячі комплектів', 33_000],
  ['6,000 drones', 6000],
  ['1 500 żołnierzy', 1500],
])('%s is %d', (text, value) => {
  expect(numbersIn(text)[0]?.value).toBe(value);
});

test.each(['f-16', 'mig31', 'б-52'])('the number of %s counts nothing', (designation) => {
  expect(numbersIn(designation)).toEqual([]);
});
