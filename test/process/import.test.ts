import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { filledFolder, flankwatch, query, serve, temporaryFolder } from '../support/process.js';
import { expectStarterOnce, inFolder } from './contents.js';

const BAD = 'test/fixtures/record/bad';

let folder: string;
beforeAll(async () => {
  folder = await filledFolder();
});

/** The starter record with another name for its first deal. */
async function editedRecord(): Promise<{ record: string; slug: string }> {
  const record = await temporaryFolder();
  await cp('prisma/dataset', record, { recursive: true });
  const [deal, ...others] = JSON.parse(await readFile(join(record, 'deals.json'), 'utf8'));
  await writeFile(join(record, 'deals.json'), JSON.stringify([{ ...deal, name: 'Another name' }, ...others]));
  return { record, slug: deal.slug };
}

test('what is stored already changes nothing, however often it is imported', async () => {
  for (const time of ['first', 'second']) {
    const { code, stdout, mistakes } = await flankwatch(['import'], { DATA_DIR: folder });
    expect(stdout, time).toMatch(/^0 created, 0 updated, \d{3,} unchanged\n$/);
    expect({ code, mistakes }).toEqual({ code: 0, mistakes: [] });
  }
  await inFolder(folder, expectStarterOnce);
});

test('a bad folder is refused with every mistake in it, and nothing is written', async () => {
  const { code, mistakes, stdout } = await flankwatch(['import', BAD], { DATA_DIR: folder });
  // The folder may name what is stored: that is all in which this differs from reading it by itself.
  const expected = (await readFile('test/fixtures/record/bad.txt', 'utf8')).trim().split('\n');
  expect(mistakes).toEqual(expected);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  await inFolder(folder, expectStarterOnce);
});

test.each([
  ['a folder that is not there', '/nowhere/at/all', /^\/nowhere\/at\/all: cannot be read: /],
  ['a folder without a record', 'src', /src: has none of sources\.json/],
])('%s is refused in a line', async (_, path, line) => {
  const { code, mistakes } = await flankwatch(['import', path], { DATA_DIR: folder });
  expect(mistakes).toEqual([expect.stringMatching(line)]);
  expect(code).toBe(1);
});

test('a dry run tells what would change and writes nothing', async () => {
  const { record, slug } = await editedRecord();
  const { code, stdout } = await flankwatch(['import', record, '--dry-run'], { DATA_DIR: folder });
  expect(stdout).toMatch(
    new RegExp(
      `^publishers-without-feed.json: is not read\\nupdated  deal ${slug}\\n {9}name: ".+" → "Another name"\\n0 created, 1 updated, \\d+ unchanged \\(dry run: nothing was written\\)\\n$`,
    ),
  );
  expect(code).toBe(0);
  await inFolder(folder, expectStarterOnce);
});

test('while the gateway runs, it imports through it and answers with the change at once', async () => {
  const { record, slug } = await editedRecord();
  const running = await filledFolder();
  const gateway = serve({ DATA_DIR: running });
  const url = await gateway.url;

  const bad = await flankwatch(['import', BAD], { DATA_DIR: running });
  expect(bad.mistakes.length).toBeGreaterThan(30);
  expect(bad.code).toBe(1);

  const { code, stdout } = await flankwatch(['import', record, '--by', 'Night desk', '--reason', 'a typo'], {
    DATA_DIR: running,
  });
  expect(stdout).toContain(`→ "Another name"\n0 created, 1 updated, `);
  expect(code).toBe(0);
  const { deal } = await query(
    url,
    'query ($slug: String!) { deal(slug: $slug) { name version revisions(first: 1) { edges { node { by reason } } } } }',
    { slug },
  );
  expect(deal).toEqual({
    name: 'Another name',
    version: 2,
    revisions: { edges: [{ node: { by: 'Night desk', reason: 'a typo' } }] },
  });
  expect(await gateway.end()).toMatchObject({ code: 0, mistakes: [] });
});
