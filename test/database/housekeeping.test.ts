import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, databaseOn } from '../../src/database/connect.js';
import { openInMemory } from '../../src/database/embedded/embedded.js';
import { due, keepHouse } from '../../src/database/housekeeping.js';
import { migrate } from '../../src/database/migrate.js';

// A server tidies its tables itself.
let database: Database;
beforeAll(async () => {
  database = databaseOn(await openInMemory());
  await migrate(database);
  await database.script(`
    insert into feed (slug, title, url) values ('desk', 'Desk', 'https://desk.example/feed');
    insert into article (id, feed_slug, url, title, tags, published_at, first_seen_at, updated_at)
      select gen_random_uuid(), 'desk', 'https://desk.example/' || n, 'News', '{}', now(), now(), now()
      from generate_series(1, 2000) n;
    delete from article where url like '%7'`);
});
afterAll(() => database.close());

const plannersIdeaOf = async (table: string) => {
  const [found] = await database.sql.rows<{ rows: number; columns: number }>(
    `select reltuples::int as rows, (select count(*)::int from pg_stats where schemaname = 'public' and tablename = $1) as columns
     from pg_class where oid = ('public.' || $1)::regclass`,
    [table],
  );
  return found;
};

test('the embedded database comes to know its tables, and then leaves them alone until they change', async () => {
  expect(await plannersIdeaOf('article')).toEqual({ rows: -1, columns: 0 });
  await expect.poll(() => due(database), { timeout: 5000 }).toContain('vacuum analyze public.article');

  const house = keepHouse(database, pino({ enabled: false }), { lookEveryMs: 20, pauseMs: 0 });
  while ((await plannersIdeaOf('article'))?.rows === -1) await sleep(20);
  await expect.poll(() => due(database), { timeout: 5000 }).toEqual([]);
  await house.stop();

  const idea = await plannersIdeaOf('article');
  expect(idea).toMatchObject({ rows: 1800 });
  expect(idea?.columns).toBeGreaterThan(5);

  await database.script("update article set title = 'Old news' where url like '%5'");
  expect(await due(database)).toEqual([]);
  await database.script("update article set title = 'Older news' where url like '%6'");
  // What statements did is counted together, once a second.
  await expect
    .poll(() => due(database), { timeout: 5000 })
    .toEqual([expect.stringContaining('analyze public.article')]);
});

test('a table that cannot be tidied does not end the work', async () => {
  const errors: unknown[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void errors.push(JSON.parse(line)) });
  const failing = { sql: database.sql, script: () => Promise.reject(new Error('no room')) };
  const house = keepHouse(failing, log, { lookEveryMs: 10, pauseMs: 0 });
  while (errors.length < 2) await sleep(10);
  await house.stop();
  expect(errors[0]).toMatchObject({ err: { message: 'no room' } });
});
