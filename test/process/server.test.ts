// On a PostgreSQL server of its own database; needs TEST_DATABASE_URL, whose user may make databases.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '../../src/database/connect.js';
import { flankwatch, query, serve } from '../support/process.js';
import { ask, withName } from '../support/template.js';
import { expectStarterOnce } from './contents.js';

const server = process.env.TEST_DATABASE_URL;

describe.skipIf(!server)('on a PostgreSQL server', () => {
  const admin = server ?? '';
  const name = `flankwatch_process_${process.pid}`;
  const limited = `${name}_limited`;
  const url = withName(admin || 'postgresql://localhost', name);

  beforeAll(async () => {
    await ask(admin, `create database ${name}`);
    await ask(admin, `create role ${limited} login password 'hunter2hunter2'`);
  });
  afterAll(async () => {
    await ask(admin, `drop database if exists ${name} with (force)`);
    await ask(admin, `drop role if exists ${limited}`);
  });

  async function inDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const database = await connect({ databaseUrl: url, dataDir: '' });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  async function mistakeOf(databaseUrl: string): Promise<string> {
    const { code, mistakes, stdout } = await flankwatch(['serve'], { DATABASE_URL: databaseUrl });
    expect(mistakes).toHaveLength(1);
    expect(code).toBe(1);
    expect(stdout + mistakes).not.toContain('hunter2');
    return mistakes[0] ?? '';
  }

  test('a user that may make nothing in the database is named as the mistake', async () => {
    const address = new URL(url);
    address.username = limited;
    address.password = 'hunter2hunter2';
    expect(await mistakeOf(address.href)).toMatch(/^DATABASE_URL: .*permission denied/);
  });

  test('two gateways that start at the same moment on an empty database share it', async () => {
    const gateways = [1, 2].map(() => serve({ DATABASE_URL: url }));
    for (const gateway of gateways) {
      const { articles } = await query(await gateway.url, '{ articles { totalCount } }');
      expect(articles.totalCount).toBe(12);
    }
    for (const gateway of gateways) expect(await gateway.end()).toMatchObject({ code: 0, mistakes: [] });
    await inDatabase(expectStarterOnce);
  });

  test('a gateway outlives its connections', async () => {
    const gateway = serve({ DATABASE_URL: url });
    const address = await gateway.url;
    await query(address, '{ articles { totalCount } }');
    await ask(admin, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    await expect
      .poll(() => query(address, '{ articles { totalCount } }').catch(String), { timeout: 5000 })
      .toEqual({ articles: { totalCount: 12 } });
    expect((await gateway.end()).code).toBe(0);
  });

  test('a command works beside a running gateway, which shows at once what it brought', async () => {
    const gateway = serve({ DATABASE_URL: url });
    const address = await gateway.url;
    const feed = ['ingest', 'test/fixtures/feeds/rss-2.0.xml', '--feed', 'beside'];
    const { code, stdout } = await flankwatch(feed, { DATABASE_URL: url });
    expect(stdout).toContain('2 new, 0 changed');
    expect(code).toBe(0);
    expect((await query(address, '{ articles { totalCount } }')).articles.totalCount).toBe(14);
    expect((await gateway.end()).code).toBe(0);
  });

  test('a database that is gone makes the gateway unready, not dead', async () => {
    const gateway = serve({ DATABASE_URL: url });
    const { origin } = new URL(await gateway.url);
    expect((await fetch(`${origin}/ready`)).status).toBe(200);
    await ask(admin, `drop database ${name} with (force)`);
    await expect.poll(async () => (await fetch(`${origin}/ready`)).status, { timeout: 5000 }).toBe(503);
    expect((await fetch(`${origin}/health`)).status).toBe(200);
    expect((await gateway.end()).code).toBe(0);
  });

  test('an unknown database is named as the mistake', async () => {
    expect(await mistakeOf(withName(admin, 'no_such_database'))).toMatch(
      /^DATABASE_URL: cannot reach the database at \S+\/no_such_database: database "no_such_database" does not exist$/,
    );
  });

  test('a user or password that the server refuses is named as the mistake', async () => {
    const address = new URL(url);
    address.username = 'no_such_user';
    address.password = 'hunter2hunter2';
    expect(await mistakeOf(address.href)).toMatch(/^DATABASE_URL: cannot reach the database at \S+: .*no_such_user/);
  });
});
