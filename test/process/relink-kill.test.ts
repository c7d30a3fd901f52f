import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect, type Database } from '../../src/database/connect.js';
import { type Environment, filledFolder, flankwatch, temporaryFolder } from '../support/process.js';
import { ask, withName } from '../support/template.js';

const ARTICLES = 3000;
const KILLS = 5;

let environment: Environment;
let dropDatabase = async () => {};
beforeAll(async () => {
  const template = inject('template');
  if (template.kind === 'embedded') {
    environment = { DATA_DIR: await filledFolder() };
  } else {
    const name = `flankwatch_relink_kill_${process.pid}`;
    await ask(template.url, `create database ${name} template ${template.starter}`);
    dropDatabase = () => ask(template.url, `drop database if exists ${name} with (force)`);
    environment = { DATABASE_URL: withName(template.url, name), DATA_DIR: await temporaryFolder() };
  }
  // Articles that nobody has linked yet.
  await look(({ sql }) =>
    sql.rows(
      `insert into article (id, feed_slug, url, title, tags, published_at)
       select gen_random_uuid(), 'flankwatch-sample', 'https://old.example/' || at, 'Rheinmetall and Romania, part ' || at, '{}',
         timestamptz '2024-01-01' + (at % 100) * interval '1 minute'
       from generate_series(1, $1::int) as at`,
      [ARTICLES],
    ),
  );
});
afterAll(() => dropDatabase());

async function look<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const { DATABASE_URL, DATA_DIR = '' } = environment;
  const database = await connect({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

interface State {
  linked: number;
  mentions: number;
  told: number;
  looked: number;
}

const state = () =>
  look(async ({ sql }) => {
    const [found] = await sql.rows<State>(`
      select count(distinct m.article_id)::int as linked, count(*)::int as mentions,
        (select count(*)::int from change where type = 'MENTION' and kind = 'CREATED') as told,
        (select coalesce(sum(looked), 0)::int from relink) as looked
      from mention m join article a on a.id = m.article_id where a.url like 'https://old.example/%'`);
    return found as State;
  });

/** Resolves once the program has ended, by itself or killed a while after it began its work. */
async function relinkKilledAfter(milliseconds: number): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ['dist/cli.js', 'relink', '--since', '2024-01-01'], {
    env: { PATH: process.env.PATH, ...environment } as NodeJS.ProcessEnv,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await Promise.race([sleep(milliseconds), ended]);
  child.kill('SIGKILL');
  await ended;
}

test(`${KILLS} kills lose and double nothing, and each run goes on where the last one was`, async () => {
  let wait = 1500;
  for (let killed = 0, before = 0; killed < KILLS; killed++) {
    await relinkKilledAfter(wait);
    const { linked, mentions, told, looked } = await state();
    expect(mentions).toBe(linked * 2);
    expect(told).toBeGreaterThanOrEqual(mentions);
    expect(looked).toBeGreaterThanOrEqual(before);
    // A start takes longer than that here.
    if (looked === before) wait += 1000;
    before = looked;
  }
  const { code, stdout } = await flankwatch(['relink', '--since', '2024-01-01'], environment);
  expect(code).toBe(0);
  expect(stdout).toMatch(/articles looked at, \d+ tied otherwise than they were\n$/);
  expect(await state()).toMatchObject({ linked: ARTICLES, mentions: ARTICLES * 2 });
  const again = await flankwatch(['relink', '--since', '2024-01-01'], environment);
  expect(again.stdout).toMatch(/ 0 tied otherwise than they were\n$/);
});

test('a day that is none is refused', async () => {
  const { code, mistakes } = await flankwatch(['relink', '--since', '2026-02-30'], environment);
  expect(code).toBe(1);
  expect(mistakes).toEqual(['--since 2026-02-30: a day is written YYYY-MM-DD']);
});
