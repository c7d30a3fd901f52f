// Upgrades that are killed; on a server too, with TEST_DATABASE_URL.
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { digest } from '../support/digest.js';
import { flankwatch, temporaryFolder } from '../support/process.js';
import { comparable, type Expected, expectedOf, type Restored, restore } from '../support/upgrade-fixture.js';

const VERSION = '0.1.0';
const LATER = ['29990101000000_first', '29990101000001_second', '29990101000002_third'];

let expected: Expected;
/** How long a whole upgrade takes on this machine. */
let duration = 0;
beforeAll(async () => {
  expected = await expectedOf(VERSION);
  const data = await restore(VERSION);
  const began = performance.now();
  expect(await migrateData(data)).toMatchObject({ code: 0, mistakes: [] });
  duration = performance.now() - began;
  await data.drop();
});

async function restored(): Promise<Restored> {
  const data = await restore(VERSION);
  onTestFinished(() => data.drop());
  return data;
}

async function expectAllThere(data: Restored, migrations: readonly string[]): Promise<void> {
  const database = await data.open();
  try {
    const [list] = await database.sql.rows<{ names: string[] }>(
      'select array_agg(migration_name::text order by migration_name) as names from _prisma_migrations where finished_at is not null',
    );
    expect(list?.names).toEqual(migrations);
    expect(comparable(await digest(database.sql, expected.tables))).toEqual(comparable(expected.tables));
  } finally {
    await database.close();
  }
}

async function ownMigrations(): Promise<string[]> {
  const entries = await readdir('prisma/migrations', { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

const migrateData = (data: Restored, options = {}) => flankwatch(['migrate'], data.environment, options);

test.each([0.3, 0.6, 0.9])(
  'an upgrade that is killed after %d of its time is completed by the next start',
  async (part) => {
    const data = await restored();
    await migrateData(data, { killAfterMs: duration * part });
    expect(await migrateData(data)).toMatchObject({ code: 0, mistakes: [] });
    await expectAllThere(data, await ownMigrations());
  },
);

test('a migration that is killed in its middle leaves nothing half done', async () => {
  const data = await restored();
  await migrateData(data);
  const program = await laterProgram();

  const killed = await migrateData(data, { program, killAfterMs: duration + (PAUSE_SECONDS * 1000) / 2 });
  expect(killed.signal).toBe('SIGKILL');
  expect(await migrateData(data, { program })).toMatchObject({ code: 0, mistakes: [] });

  await expectAllThere(data, [...(await ownMigrations()), ...LATER]);
  const database = await data.open();
  const rows = await database.sql.rows(
    'select (select array_agg(id order by id) from later) as ids, min(later), max(later) from article',
  );
  await database.close();
  expect(rows).toEqual([{ ids: [1, 2], min: 2, max: 2 }]);
});

/** Long enough for a kill to meet it. */
const PAUSE_SECONDS = 5;

/** A program with three more migrations, the second of which rewrites a large table and then takes its time. */
async function laterProgram(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['dist', 'prisma', 'schema']) await cp(name, join(folder, name), { recursive: true });
  await cp('package.json', join(folder, 'package.json'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  const texts = [
    'create table later (id int primary key)',
    `alter table article add column later int not null default 1;
     update article set later = 2;
     insert into later values (1);
     select pg_sleep(${PAUSE_SECONDS})`,
    'insert into later values (2)',
  ];
  for (const [index, name] of LATER.entries()) {
    const path = join(folder, 'prisma/migrations', name);
    await mkdir(path);
    await writeFile(join(path, 'migration.sql'), `${texts[index]};\n`);
  }
  return folder;
}
