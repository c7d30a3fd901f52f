import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect, type Database } from '../../src/database/connect.js';
import { ask, withName } from '../support/template.js';

const ITEMS = 5000;
const KILLS = 20;

let folder: string;
let file: string;
/** Where each run of the program finds the database. */
let environment: Record<string, string>;
let dropDatabase = async () => {};
let running: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flankwatch-kill-'));
  file = join(folder, 'feed.xml');
  const items = Array.from({ length: ITEMS }, (_, at) => itemOf(at));
  await writeFile(file, `<rss version="2.0"><channel><title>Feed</title>${items.join('')}</channel></rss>`);
  environment = await database();
  expect(await run(['migrate'])).toBe(0);
}, 120_000);
afterAll(async () => {
  running?.kill('SIGKILL');
  await dropDatabase();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

const itemOf = (at: number) => `<item><guid isPermaLink="false">${at}</guid><link>https://news.example/${at}</link>
  <title>Romania and Rheinmetall agree on item ${at}</title><description>Poland and Ukraine too.</description></item>`;

/** On a server a database of its own, else a folder of its own. */
async function database(): Promise<Record<string, string>> {
  const template = inject('template');
  if (template.kind === 'embedded') return { DATA_DIR: join(folder, 'data') };
  const name = `flankwatch_kill_${process.pid}`;
  await ask(template.url, `create database ${name}`);
  dropDatabase = () => ask(template.url, `drop database if exists ${name} with (force)`);
  return { DATABASE_URL: withName(template.url, name), DATA_DIR: folder };
}

/** Resolves with the exit code, null where it was killed after so many milliseconds. */
async function run(parameters: string[], killAfterMs?: number): Promise<number | null> {
  const child = spawn(process.execPath, ['dist/cli.js', ...parameters], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running = child;
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  if (killAfterMs !== undefined) {
    await Promise.race([sleep(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  return ended;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = Date.now();
  await work();
  return Date.now() - started;
}

async function look<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const { DATABASE_URL, DATA_DIR = '' } = environment;
  const opened = await connect({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** What is wrong with the articles of the feed, and how many there are. */
const STATE = `
  with part as (
    select a.url, count(p.article_id) as appearances, coalesce(m.mentions, 0) as mentions, coalesce(c.changes, 0) as changes
    from article a
    left join appearance p on p.article_id = a.id
    left join (select article_id, count(*) as mentions from mention group by 1) m on m.article_id = a.id
    left join (select node_id, count(*) as changes from change where type = 'ARTICLE' group by 1) c on c.node_id = a.id::text
    where a.feed_slug = 'killed'
    group by a.id, m.mentions, c.changes
  )
  select count(*)::int as articles, count(distinct url)::int as addresses,
    count(*) filter (where appearances <> 1)::int as "withoutAppearance",
    count(*) filter (where mentions < 3)::int as "withoutMentions",
    count(*) filter (where changes <> 1)::int as "notToldOnce"
  from part`;

const CLEAR = `delete from change where type = 'ARTICLE'; delete from article where feed_slug = 'killed'`;

const SOUND = { withoutAppearance: 0, withoutMentions: 0, notToldOnce: 0 };

test(`${KILLS} kills in the middle of a document lose, double and halve nothing`, { timeout: 600_000 }, async () => {
  const ingest = ['ingest', file, '--feed', 'killed'];
  let whole = await timed(() => run(ingest));
  await look(({ script }) => script(CLEAR));
  for (let killed = 0; killed < KILLS; ) {
    // A program that has started reads, links and writes until a little before its end.
    let code: number | null = null;
    const took = await timed(async () => {
      code = await run(ingest, (0.2 + 0.8 * Math.random()) * whole);
    });
    if (code === null) killed++;
    else whole = took;
    const state = await look(async ({ sql, script }) => {
      const found = await sql.rows<{ articles: number; addresses: number }>(STATE);
      await script(CLEAR);
      return found;
    });
    const [{ articles } = { articles: -1 }] = state;
    expect([0, ITEMS]).toContain(articles);
    expect(state).toEqual([{ articles, addresses: articles, ...SOUND }]);
  }
  expect(await run(ingest)).toBe(0);
  const [state] = await look(({ sql }) => sql.rows(STATE));
  expect(state).toEqual({ articles: ITEMS, addresses: ITEMS, ...SOUND });
});
