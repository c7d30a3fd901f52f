import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../src/commands/command.js';
import { COMMANDS, type CommandName } from '../../src/commands/door.js';
import type { Database } from '../../src/database/connect.js';
import type { Gateway } from '../../src/gateway.js';
import { openDatabase } from '../support/database.js';

let starter: Database;
let empty: Database;
let folder: string;
beforeAll(async () => {
  [starter, empty] = [await openDatabase(), await openDatabase('empty')];
  folder = await mkdtemp(join(tmpdir(), 'flankwatch-opml-'));
});
afterAll(async () => {
  await Promise.all([starter.close(), empty.close(), rm(folder, { recursive: true })]);
});

async function run(database: Database, name: CommandName, input: object = {}) {
  const lines: string[] = [];
  const { input: schema, run } = COMMANDS[name] as Command<unknown>;
  const exit = await run(
    { database } as Gateway,
    schema.parse(input),
    (line) => void lines.push(line),
    () => {},
  );
  return { exit, lines };
}

async function fileOf(text: string): Promise<string> {
  const file = join(folder, 'feeds.opml');
  await writeFile(file, text);
  return file;
}

const READER = 'test/fixtures/opml/reader.opml';

test('a file is imported, its bad outlines are told by their lines, and what is known is left alone', async () => {
  const before = await starter.prisma.feed.findUnique({ where: { slug: 'err-news' } });
  const { exit, lines } = await run(starter, 'feeds import', { file: READER });
  expect(lines).toEqual([
    'added  gazeta-lodz-e',
    'added  with-a-description',
    'added  untitled-example',
    'added  err-news-2',
    `${READER}:13: xmlUrl: must be an http or https address`,
    `${READER}:14: xmlUrl: must be an http or https address`,
    `${READER}:20: xmlUrl: must not contain a user name or a password; language: must be a language tag (BCP 47), as in uk; flankwatch:kind: must be one of NEWS, TRADE, OFFICIAL, RESEARCH, STATE_CONTROLLED, SAMPLE`,
    '4 added, 2 known already, 3 left out',
  ]);
  expect(exit).toBe(1);
  expect(await starter.prisma.feed.findUnique({ where: { slug: 'err-news' } })).toEqual(before);
});

test('a feed keeps what the file says of it, and the names of its folders as its note', async () => {
  const feeds = await starter.prisma.feed.findMany({
    where: { slug: { in: ['gazeta-lodz-e', 'with-a-description', 'untitled-example', 'err-news-2'] } },
    select: { title: true, url: true, language: true, note: true, enabled: true, kind: true, licence: true },
    orderBy: { slug: 'asc' },
  });
  const plain = { language: null, note: null, enabled: true, kind: 'NEWS', licence: 'FULL' };
  expect(feeds).toEqual([
    { ...plain, title: 'Short &eacute;', url: 'https://short.example/feed', kind: 'TRADE', licence: 'LINK_ONLY' },
    {
      ...plain,
      title: 'Gazeta Lodz é',
      url: 'https://lodz.example/feed',
      language: 'pl-PL',
      note: 'Defence / Baltic & Nordic',
    },
    { ...plain, title: 'untitled.example', url: 'https://untitled.example/feed', enabled: false },
    {
      ...plain,
      title: 'With a description',
      url: 'https://one.example/feed?x=1&y=2',
      note: 'Mind the "quotes" <here>',
    },
  ]);
  expect(await starter.prisma.change.findMany({ where: { nodeId: 'err-news-2' } })).toMatchObject([
    { type: 'FEED', kind: 'CREATED' },
  ]);
});

test('an import that is repeated adds nothing', async () => {
  const { lines } = await run(starter, 'feeds import', { file: READER });
  expect(lines.at(-1)).toBe('0 added, 6 known already, 3 left out');
});

test('what is exported, imported into an empty database and exported again is the same', async () => {
  await starter.prisma.feed.update({
    where: { slug: 'err-news' },
    data: { title: 'A &amp; "B" <c> \'d\'  é 🛰\n\u0007', note: ' two\nlines\tand more ', siteUrl: 'https://ERR.ee' },
  });
  const exported = await run(starter, 'feeds export');
  const file = await fileOf(exported.lines.join('\n'));
  const imported = await run(empty, 'feeds import', { file });
  const feeds = await starter.prisma.feed.count({ where: { NOT: { url: { startsWith: 'urn:' } } } });
  expect(imported.lines.at(-1)).toBe(`${feeds} added, 0 known already, 0 left out`);
  expect(await run(empty, 'feeds export')).toEqual(exported);
});

test('no feeds at all are an OPML file too', async () => {
  await empty.prisma.feed.deleteMany();
  const { lines } = await run(empty, 'feeds export');
  const { lines: again } = await run(empty, 'feeds import', { file: await fileOf(lines.join('\n')) });
  expect(again).toEqual(['0 added, 0 known already, 0 left out']);
});

describe('a file that is no OPML changes nothing and says so', () => {
  test.each([
    ['', 'is no OPML: it has no <opml> element'],
    ['{"feeds": []}', 'is no OPML'],
    ['<rss><channel/></rss>', 'is no OPML'],
  ])('%j', async (text, message) => {
    const file = await fileOf(text);
    await expect(run(empty, 'feeds import', { file })).rejects.toThrow(message);
  });

  test('that is not there', async () => {
    await expect(run(empty, 'feeds import', { file: join(folder, 'none') })).rejects.toThrow('cannot be read');
  });
});

test('hostile files cost time in proportion', async () => {
  const started = performance.now();
  const nested = '<outline text="x">'.repeat(50_000);
  await run(empty, 'feeds import', { file: await fileOf(`<opml><body>${nested}`) });
  const bomb = '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
  await run(empty, 'feeds import', {
    file: await fileOf(`${bomb}<opml><outline xmlUrl="https://bomb.example/" text="&b;"/></opml>`),
  });
  expect(await empty.prisma.feed.findFirst()).toMatchObject({ title: '&b;' });
  expect(performance.now() - started).toBeLessThan(5000);
});

test('the list shows slug, status and last error', async () => {
  await starter.prisma.feed.update({
    where: { slug: 'tass' },
    data: { enabled: true, consecutiveFailures: 2, lastError: 'tass.com refuses to hand the feed out (HTTP 403)' },
  });
  const { lines } = await run(starter, 'feeds list');
  expect(lines).toHaveLength(await starter.prisma.feed.count());
  expect(lines).toContain('tass                 FAILING   tass.com refuses to hand the feed out (HTTP 403)');
  expect(lines).toContain('err-news             PENDING');
  expect(lines).toContain('flankwatch-sample    DISABLED');
});

test('the fixture is what it is meant to be', async () => {
  expect((await readFile(READER)).includes(0xe9)).toBe(true);
});
