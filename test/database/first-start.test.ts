import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, databaseOn } from '../../src/database/connect.js';
import { openInMemory } from '../../src/database/embedded/embedded.js';
import { migrate } from '../../src/database/migrate.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { ParsePool } from '../../src/feeds/parse-pool.js';
import { seed } from '../../src/seed.js';
import { graphOn } from '../support/graph.js';

// Other tests open a copy of a database that was made before: here it is made in the process that then answers from it.
let database: Database;
beforeAll(async () => {
  database = databaseOn(await openInMemory());
  await migrate(database);
  const parser = new ParsePool();
  await seed({ database, lexicon: new LexiconCache(database.sql), parser });
  await parser.close();
});
afterAll(() => database.close());

const FOLDER = 'schema/operations';
const examples = readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')] as const);
const SEARCH = '{ search(text: "patriot") { edges { score node { __typename } } } }';

test.each<readonly [string, string]>([
  ...examples,
  ['search', SEARCH],
  ['search in the past', `{ asOf(at: "2999-01-01T00:00:00Z") ${SEARCH} }`],
])('a database that was made just now answers: %s', async (_name, query) => {
  const { data, errors } = await graphOn(database).raw(query);
  expect(errors).toBeUndefined();
  expect(Object.values(data)).not.toContain(null);
});
