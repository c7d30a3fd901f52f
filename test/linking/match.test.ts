import { describe, expect, test } from 'vitest';
import { buildLexicon, type Tie } from '../../src/linking/lexicon.js';
import { match } from '../../src/linking/match.js';
import type { Name } from '../../src/linking/name.js';

function name(record: string, text: string, more: Partial<Name> = {}): Name {
  return { record, recordKind: 'ACTOR', text, language: null, kind: 'NAME', caseSensitive: false, ...more };
}

function find(
  names: Name[],
  title: string,
  { summary = null, ties = [] }: { summary?: string | null; ties?: Tie[] } = {},
) {
  return match(buildLexicon(names, ties), { title, summary });
}

describe('where a match stands', () => {
  test('offsets count code points of their own field', () => {
    const found = find([name('saab', 'Saab')], '🚀🚀 Saab', { summary: 'e\u0301 Saab’s' });
    expect(found).toEqual([
      {
        record: 'saab',
        recordKind: 'ACTOR',
        field: 'TITLE',
        start: 3,
        end: 7,
        surface: 'Saab',
        score: 0.95,
        method: 'ALIAS',
        review: 'AUTO',
      },
      {
        record: 'saab',
        recordKind: 'ACTOR',
        field: 'SUMMARY',
        start: 3,
        end: 7,
        surface: 'Saab',
        score: 0.95,
        method: 'ALIAS',
        review: 'AUTO',
      },
    ]);
  });

  test.each([
    [
      'Security Action for Europe (SAFE)',
      'A loan of Security Action for Europe (SAFE), it says',
      'Security Action for Europe (SAFE)',
    ],
    ['Security Action for Europe (SAFE)', 'Security Action for Europe (SAFE', 'Security Action for Europe (SAFE'],
    ['Centre «Rubicon»', 'The Centre «Rubicon» moves', 'Centre «Rubicon»'],
    ['Missile "Flamingo"', 'A Missile "Flamingo" flies', 'Missile "Flamingo"'],
    ['Rakete „Flamingo“', 'Die Rakete „Flamingo“ fliegt', 'Rakete „Flamingo“'],
    ['Brigade [A (B)]', 'The Brigade [A (B)] moves', 'Brigade [A (B)]'],
    ['(UN) Peacekeepers', 'The (UN) Peacekeepers leave', '(UN) Peacekeepers'],
    ['Saab', 'Jets (Saab) fly', 'Saab'],
  ])('brackets and quotation marks of a name come whole: %s in %s', (text, title, surface) => {
    const [found] = find([name('one', text)], title);
    expect(found?.surface).toBe(surface);
    expect([...title].slice(found?.start, found?.end).join('')).toBe(surface);
  });

  test('the longest name wins over the names inside it', () => {
    const names = [
      name('fleet', 'Baltic Fleet'),
      name('sea', 'Baltic'),
      name('command', 'Baltic Fleet Command Centre'),
    ];
    expect(find(names, 'Baltic Fleet Command moves').map(({ surface }) => surface)).toEqual(['Baltic Fleet']);
  });

  test('a name that breaks off half-way leaves the shorter names after it findable', () => {
    const names = [name('long', 'Alpha Beta Gamma'), name('beta', 'Beta Delta')];
    expect(find(names, 'Alpha Beta Delta').map(({ record }) => record)).toEqual(['beta']);
  });

  test.each(['Helsing, Stark', 'Helsing. Stark', 'Helsing – Stark', 'Helsing; Stark'])(
    'a name does not reach across punctuation: %s',
    (title) => {
      expect(find([name('pair', 'Helsing Stark')], title)).toEqual([]);
    },
  );

  test('a name that has punctuation of its own is found with it', () => {
    const found = find([name('deal', 'Romania: 18 Bayraktar TB2')], 'On “Romania: 18 Bayraktar TB2” again');
    expect(found.map(({ surface }) => surface)).toEqual(['Romania: 18 Bayraktar TB2']);
  });

  test.each(['Kyivska', 'preKyiv', 'Kyiv2', "O'Kyiv"])('only whole words count: %s', (title) => {
    expect(find([name('kyiv', 'Kyiv')], title)).toEqual([]);
  });

  test('a record named over and over is returned twenty times a field', () => {
    const found = find([name('saab', 'Saab')], 'Saab '.repeat(50), { summary: 'Saab '.repeat(50) });
    expect(found.filter(({ field }) => field === 'TITLE')).toHaveLength(20);
    expect(found.filter(({ field }) => field === 'SUMMARY')).toHaveLength(20);
  });
});

describe('letter case', () => {
  const abbreviation = name('safe', 'SAFE', { kind: 'ABBREVIATION' });
  const sensitive = name('mapn', 'MApN', { caseSensitive: true });

  test.each(['a safe place', 'A Safe place', 'MAPN said', 'mapn said'])('%s names nothing', (title) => {
    expect(find([abbreviation, sensitive], title)).toEqual([]);
  });

  test('the exact case names the record', () => {
    expect(find([abbreviation, sensitive], 'loans of SAFE for MApN').map(({ record }) => record)).toEqual([
      'safe',
      'mapn',
    ]);
  });

  test('other names are found in capitals, and not in small letters only', () => {
    expect(find([name('romarm', 'Romarm')], 'ROMARM, Romarm and romarm').map(({ surface }) => surface)).toEqual([
      'ROMARM',
      'Romarm',
    ]);
  });
});

describe('what needs the rest of the article', () => {
  const state = name('romania', 'Romania');
  const capital = name('romania', 'Bucharest', { kind: 'METONYM', language: 'en' });

  test('a capital with its state is context, with a lower score', () => {
    const [romania, bucharest] = find([state, capital], 'Romania: Bucharest agrees');
    expect(bucharest).toMatchObject({ method: 'CONTEXT', review: 'AUTO' });
    expect(bucharest?.score).toBeLessThan(romania?.score ?? 0);
  });

  test('a capital alone is for a person to review', () => {
    expect(find([state, capital], 'Rain in Bucharest')).toMatchObject([{ method: 'ALIAS', review: 'NEEDS_REVIEW' }]);
  });

  test('the state in the title supports the capital in the summary', () => {
    expect(find([state, capital], 'Romania', { summary: 'All of Bucharest waits' })[1]).toMatchObject({
      review: 'AUTO',
    });
  });

  const full = name('donald-tusk', 'Donald Tusk');
  const surname = name('donald-tusk', 'Tusk', { kind: 'SHORT' });
  const poland = name('poland', 'Poland');

  test('a surname beside an unrelated actor needs review', () => {
    expect(find([full, surname, poland], 'Poland: Tusk speaks')[1]).toMatchObject({ review: 'NEEDS_REVIEW' });
  });

  test('a surname beside an actor tied to the person is context', () => {
    const found = find([full, surname, poland], 'Poland: Tusk speaks', { ties: [['donald-tusk', 'poland']] });
    expect(found[1]).toMatchObject({ record: 'donald-tusk', method: 'CONTEXT', review: 'AUTO' });
  });

  describe('a surname before a colon', () => {
    const merz = name('friedrich-merz', 'Friedrich Merz', { isPerson: true });
    const germany = [name('germany', 'Germany'), name('germany', 'German', { kind: 'DEMONYM', language: 'en' })];
    const surnameIn = (title: string) =>
      find([merz, ...germany], title, { ties: [['friedrich-merz', 'germany']] }).find(
        ({ record }) => record === 'friedrich-merz',
      );

    test('is quoted on what the own state does', () => {
      expect(surnameIn('Merz: Germany sends more')).toMatchObject({ method: 'CONTEXT', review: 'AUTO' });
    });

    test('is anybody where the state does nothing that states do, or stands elsewhere', () => {
      expect(surnameIn('Merz: Germany can win the cup')).toMatchObject({ review: 'NEEDS_REVIEW' });
      expect(surnameIn('Cup: Merz, Germany sends more')).toMatchObject({ review: 'NEEDS_REVIEW' });
    });
  });

  test('the border and the sky are a state’s by its adjective', () => {
    const names = [name('poland', 'Polish', { kind: 'DEMONYM', language: 'en' }), poland];
    expect(find(names, 'Shots near the Polish border')).toMatchObject([{ record: 'poland', review: 'AUTO' }]);
    expect(find(names, 'A Polish borscht')).toMatchObject([{ record: 'poland', review: 'NEEDS_REVIEW' }]);
  });

  test('a name of two records is returned for both, for review', () => {
    const found = find([name('one', 'Orion'), name('two', 'Orion')], 'Orion launched');
    expect(found.map(({ record, review }) => [record, review])).toEqual([
      ['one', 'NEEDS_REVIEW'],
      ['two', 'NEEDS_REVIEW'],
    ]);
  });

  test('a name of two records goes to the one that has another name in the article', () => {
    const names = [name('one', 'Orion'), name('two', 'Orion'), name('two', 'Orion Aerospace')];
    const found = find(names, 'Orion launched', { summary: 'Orion Aerospace confirmed it.' });
    expect(found.map(({ record, review }) => [record, review])).toEqual([
      ['two', 'AUTO'],
      ['two', 'AUTO'],
    ]);
  });

  test('an ordinary word is no weapon because a state is named', () => {
    const names = [name('typhoon', 'Typhoon', { recordKind: 'SYSTEM' }), state, capital];
    expect(find(names, 'Aid from Romania after the Typhoon in May')[1]).toMatchObject({ review: 'NEEDS_REVIEW' });
  });

  test('an ordinary word is a weapon where its maker is named', () => {
    const names = [name('merops', 'Merops', { recordKind: 'SYSTEM' }), name('saab', 'Saab')];
    expect(find(names, 'What Saab thinks of Merops')[1]).toMatchObject({ method: 'CONTEXT', review: 'AUTO' });
  });
});
