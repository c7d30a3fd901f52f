import { describe, expect, test } from 'vitest';
import { type InferenceCandidate, indexCandidates } from '../../src/linking/candidate.js';
import { infer } from '../../src/linking/infer.js';
import type { Match } from '../../src/linking/match.js';

const places = new Set(['romania', 'russia', 'sweden', 'ukraine']);

const drone: InferenceCandidate = {
  record: 'drone-over-vaslui',
  recordKind: 'INCIDENT',
  kind: 'DRONE_CRASH',
  actors: ['russia', 'romania'],
  systems: [],
  countries: ['romania'],
  place: 'Vaslui county',
  from: '2025-11-25',
  to: null,
  sums: [],
  quantities: [],
};

const jets: InferenceCandidate = {
  record: 'jets-for-ukraine',
  recordKind: 'DEAL',
  kind: 'PROCUREMENT',
  actors: ['ukraine', 'sweden', 'saab'],
  systems: ['gripen'],
  countries: ['sweden'],
  place: null,
  from: '2025-10-22',
  to: null,
  sums: [10_000_000_000],
  quantities: [100, 150],
};

type Written = { title: string; summary: string | null; on?: string; named: string[]; ties?: [string, string[]][] };

function inferred(candidates: InferenceCandidate[], { title, summary, on = '2025-11-26', named, ties = [] }: Written) {
  const index = indexCandidates(candidates, {
    places,
    states: places,
    persons: new Set(),
    ties: new Map(ties.map(([record, others]) => [record, new Set(others)])),
  });
  const mentions = named.map(
    (record): Match => ({
      record,
      recordKind: 'ACTOR',
      field: 'SUMMARY',
      start: Math.max(0, (summary ?? '').toLowerCase().indexOf(record)),
      end: 1,
      surface: record,
      score: 1,
      method: 'ALIAS',
      review: 'AUTO',
    }),
  );
  return infer(index, { title, summary, publishedAt: new Date(`${on}T09:00:00Z`) }, mentions);
}

const crash = {
  title: 'Wreck found in field',
  summary: 'Romania says a drone crashed near Vaslui.',
  named: ['romania'],
};

describe('an incident', () => {
  test('is inferred from its state, its place, its day and the words of its kind, each with its weight', () => {
    const [tie] = inferred([drone], crash);
    expect(tie).toMatchObject({ record: 'drone-over-vaslui', method: 'INFERRED', review: 'AUTO' });
    expect(tie?.parts).toEqual([
      { part: 'COUNTRY', what: 'romania', weight: 0.2 },
      { part: 'PLACE', what: 'vaslui', weight: 0.3 },
      { part: 'DATE', what: '2025-11-26', weight: 0.25 },
      { part: 'WORDS', what: 'drone, wreck', weight: 0.2 },
    ]);
    expect(tie?.score).toBe(0.95);
  });

  test.each([
    ['only a headline speaks', { ...crash, title: crash.summary, summary: null }],
    [
      'the news is of trade between the same states',
      { ...crash, summary: 'Romania and Russia trade less near Vaslui.' },
    ],
    ['it has not happened yet', { ...crash, on: '2025-11-20' }],
    ['it is long past', { ...crash, on: '2026-05-01' }],
    ['the article names no record that it has', { ...crash, named: ['poland'] }],
  ])('is not inferred where %s', (_why, article) => {
    expect(inferred([drone], article)).toEqual([]);
  });

  test('is found through the minister of its state', () => {
    const article = { ...crash, summary: 'Minister Moșteanu: a drone crashed near Vaslui.', named: ['mosteanu'] };
    const [tie] = inferred([drone], { ...article, ties: [['mosteanu', ['romania']]] });
    expect(tie).toMatchObject({ record: 'drone-over-vaslui', review: 'AUTO' });
  });

  test('is for a person to choose where two fit alike', () => {
    const ties = inferred([drone, { ...drone, record: 'second-drone' }], crash);
    expect(ties.map(({ record, review }) => [record, review])).toEqual([
      ['drone-over-vaslui', 'NEEDS_REVIEW'],
      ['second-drone', 'NEEDS_REVIEW'],
    ]);
  });

  test.each([
    ['uk', 'Румунія: дрон впав поблизу Васлуя', 'Уламки знайшли біля Васлуя.'],
    ['pl', 'Dron spadł w Rumunii', 'Szczątki leżą koło Vaslui.'],
    ['ro', 'O dronă s-a prăbușit', 'Aparatul a căzut lângă Vaslui.'],
  ])('is inferred in %s', (_language, title, summary) => {
    expect(inferred([drone], { title, summary, named: ['romania'] })).toMatchObject([{ review: 'AUTO' }]);
  });
});

describe('a deal', () => {
  const letter = {
    title: 'Letter of intent signed',
    summary: 'Saab of Sweden may supply 150 aircraft to Ukraine.',
    on: '2025-10-23',
    named: ['saab', 'sweden', 'ukraine'],
  };

  test('is inferred from its parties, a number and the words of its kind', () => {
    const [tie] = inferred([jets], letter);
    expect(tie).toMatchObject({ record: 'jets-for-ukraine', review: 'AUTO' });
    expect(tie?.parts.map(({ part }) => part)).toContain('FIGURE');
  });

  test.each([
    ['€10 billion', '10 billion'],
    ['10 mld euro', '10 mld'],
    ['10 млрд', '10 млрд'],
    ['10 miliarde', '10 miliarde'],
    ['10,000 million', '10,000 million'],
  ])('knows its sum as %s', (written, what) => {
    const [tie] = inferred([jets], { ...letter, summary: `Saab of Sweden and Ukraine agree on ${written}.` });
    expect(tie?.parts).toContainEqual({ part: 'FIGURE', what, weight: 0.3 });
  });

  test('is not inferred from one party', () => {
    expect(inferred([jets], { ...letter, summary: 'Saab may supply aircraft.', named: ['saab'] })).toEqual([]);
  });

  test('is not inferred where the article names it', () => {
    expect(inferred([jets], { ...letter, named: [...letter.named, 'jets-for-ukraine'] })).toEqual([]);
  });
});

test('an article costs what its records cost, however many candidates there are', () => {
  const others = Array.from({ length: 50_000 }, (_, number) => ({
    ...jets,
    record: `deal-${number}`,
    actors: [`company-${number}`],
    systems: [],
    countries: [],
  }));
  const index = indexCandidates([...others, jets], { places, states: places, persons: new Set(), ties: new Map() });
  const mentions = ['saab', 'gripen'].map(
    (record): Match => ({
      record,
      recordKind: 'ACTOR',
      field: 'SUMMARY',
      start: 0,
      end: 1,
      surface: record,
      score: 1,
      method: 'ALIAS',
      review: 'AUTO',
    }),
  );
  const before = performance.now();
  for (let run = 0; run < 100; run++) {
    infer(
      index,
      { title: 'Contract', summary: 'Saab will supply jets', publishedAt: new Date('2025-10-23') },
      mentions,
    );
  }
  expect(performance.now() - before).toBeLessThan(1000);
});
