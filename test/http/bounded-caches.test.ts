import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { MOST_PREPARED, PreparedNames } from '../../src/database/prepared-names.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let database: Database;
let graph: Graph;
beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database, { cache: true });
});
afterAll(() => database.close());

/** Megabytes in use, once nothing is left to collect. */
function used(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_000_000;
}

async function askAll(count: number, query: (i: number) => string, times = 1): Promise<void> {
  for (let i = 0; i < count; i++) {
    for (let time = 0; time < times; time++) await (await graph.fetch({ query: query(i) })).text();
  }
}

describe('memory is bounded, whatever is asked, by', () => {
  test.each([
    ['documents of a megabyte', 300, 1, (i: number) => `# ${'x'.repeat(900_000)}\n{ a${i}: __typename }`],
    ['documents of many tokens', 100, 1, (i: number) => `{ ${'__typename '.repeat(4000)} a${i}: __typename }`],
    ['documents that do not parse', 200, 1, (i: number) => `# ${'x'.repeat(900_000)}\n{ a${i}: `],
    ['documents that are not valid', 200, 1, (i: number) => `# ${'x'.repeat(900_000)}\n{ a${i} }`],
    [
      'operations that are compiled',
      60,
      3,
      (i: number) =>
        `{ ${Array.from({ length: 40 }, (_, k) => `a${i}_${k}: deals(first: 1) { edges { node { slug parties { role actor { name } } } } }`).join(' ')} }`,
    ],
    [
      'answers that are kept',
      150,
      1,
      (i: number) =>
        `{ a${i}: __schema { types { name description fields { name description args { name description } } } } }`,
    ],
  ])('%s', async (_of, count, times, query) => {
    await askAll(5, (i) => query(10_000 + i), times);
    const before = used();
    await askAll(count, query, times);
    // The greatest cache holds 96 MB; each of these would take 150 MB and more without a bound.
    expect(used() - before).toBeLessThan(110);
  });
});

test('a document is interpreted when it comes once, and gives the same when it is compiled', async () => {
  const plain = graphOn(database);
  const query = '{ deals(first: 3) { edges { node { slug parties { role actor { name } } } } } }';
  const answers: unknown[] = [];
  for (let time = 0; time < 3; time++) answers.push(await plain.raw(query));
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('a statement has a name from the second time on, unless it is very long; names make place for each other', () => {
  const names = new PreparedNames();
  expect(names.nameOf('select 1')).toBeNull();
  const name = names.nameOf('select 1');
  expect(name).toMatch(/^[\w-]{22}$/);
  expect(names.nameOf('select 1')).toBe(name);
  for (let time = 0; time < 3; time++) expect(names.nameOf(`select '${'x'.repeat(20_000)}'`)).toBeNull();
  for (let shape = 0; shape < MOST_PREPARED + 1; shape++)
    for (let time = 0; time < 2; time++) names.nameOf(`shape ${shape}`);
  expect(names.nameOf(`shape ${MOST_PREPARED}`)).not.toBeNull();
});
