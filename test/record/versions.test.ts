// Files carry the version that they were made from: a stale one never wins, and an empty database goes on from it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { readFolder, readingOf } from '../../src/record/dataset.js';
import { FORMATS, filesOf, recordOf, writeFiles } from '../../src/record/export.js';
import { importDataset } from '../../src/record/import.js';
import { openDatabase } from '../support/database.js';
import { graphOn } from '../support/graph.js';
import { disagreements } from './memory.js';

const SLUG = 'ro-bayraktar-tb2-2023';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flankwatch-versions-'));
  database = await openDatabase();
}, 60_000);
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function take(into: Database = database) {
  const files = await readFolder(folder);
  return importDataset(into, (stored) => readingOf(files, stored), { by: 'curator', reason: 'a test' });
}

async function sheet(text: string): Promise<void> {
  await writeFile(join(folder, 'deals.csv'), text);
}

const refused = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );

test('a sheet that was made from an older version is a conflict, with nothing written', async () => {
  await sheet(`slug,note\n${SLUG},first`);
  expect((await take()).changes).toHaveLength(1);
  await sheet(`slug,version,note\n${SLUG},1,second`);
  expect(await refused(take())).toEqual([
    `deals.csv: row 2 (${SLUG}): version: was made from version 1, and version 2 is stored: export the record again and repeat the change, or leave the version out to overwrite it; the cell reads "1"`,
  ]);
  // What it says is there already: nothing to lose.
  await sheet(`slug,version,note\n${SLUG},1,first`);
  expect((await take()).changes).toEqual([]);
  await sheet(`slug,version,note\n${SLUG},2,second`);
  expect((await take()).changes[0]?.fields).toEqual([{ field: 'note', before: 'first', after: 'second' }]);
  await sheet(`slug,note\n${SLUG},third`);
  expect((await take()).changes).toHaveLength(1);
});

test('a version that is none is refused, in sheets and in JSON', async () => {
  await sheet(`slug,version,note\n${SLUG},two,x`);
  expect(await refused(take())).toEqual([expect.stringMatching(/^deals.csv: row 2: version: must be the version/)]);
  await rm(join(folder, 'deals.csv'));
  const documents = [
    { slug: 'mu', version: -1, name: 'Mu', kind: 'STATE' },
    { slug: 'lemuria', version: '2', name: 'L', kind: 'STATE' },
  ];
  await writeFile(join(folder, 'actors.json'), JSON.stringify(documents));
  expect(await refused(take())).toEqual([
    expect.stringMatching(/^actors.json: mu: version: must be the version/),
    expect.stringMatching(/^actors.json: lemuria: version: must be the version/),
  ]);
});

test.each(FORMATS)(
  'export, import into an empty database, save, export: versions go on from the files (%s)',
  async (format) => {
    await sheet(`slug,note\n${SLUG},the first remark`);
    await take();
    await rm(join(folder, 'deals.csv'));
    await writeFiles(folder, filesOf(await recordOf(database), format));
    const empty = await openDatabase('empty');
    try {
      await take(empty);
      const [first, second] = [filesOf(await recordOf(database), format), filesOf(await recordOf(empty), format)];
      expect(second).toEqual(first);
      expect(await empty.prisma.deal.findUniqueOrThrow({ where: { slug: SLUG } })).toMatchObject({ version: 2 });
      expect(await empty.prisma.revision.findMany({ where: { recordSlug: SLUG } })).toMatchObject([{ version: 2 }]);
      const { data } = await graphOn(empty).raw(
        `{ deal(slug: "${SLUG}") { revisions { edges { node { version patch } } } } }`,
      );
      expect(data.deal.revisions.edges[0].node.patch[0].op).toBe('add');
      // The same folder once more changes nothing, and a change is the next version.
      expect((await take(empty)).changes).toEqual([]);
      const name = format === 'json' ? 'deals.json' : 'deals.csv';
      await writeFile(
        join(folder, name),
        (await readFile(join(folder, name), 'utf8')).replace('the first remark', 'another remark'),
      );
      await take(empty);
      expect(await empty.prisma.deal.findUniqueOrThrow({ where: { slug: SLUG } })).toMatchObject({ version: 3 });
      expect(await disagreements(empty.sql)).toEqual([]);
    } finally {
      await empty.close();
    }
  },
);

test('a save that is made while a sheet is read is not lost', async () => {
  await sheet(`slug,note\n${SLUG},checked`);
  const files = await readFolder(folder);
  await database.prisma.deal.update({ where: { slug: SLUG }, data: { name: 'Saved meanwhile' } });
  await importDataset(database, (stored) => readingOf(files, stored), { by: 'curator' });
  expect(await database.prisma.deal.findUniqueOrThrow({ where: { slug: SLUG } })).toMatchObject({
    name: 'Saved meanwhile',
    note: 'checked',
  });
});
