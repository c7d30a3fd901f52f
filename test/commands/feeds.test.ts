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
    `${READER}:13: xmlUrl: is missing, and no outlines stand in it`,
    `${READER}:14: xmlUrl: "javascript:alert(1)" begins with javascript:, which is not fetched: give an http or https address, or one that begins with its host, as in news.example/feed`,
    `${READER}:18: is the feed of line 11 again, which is kept at https://one.example/feed?x=1&y=2`,
    `${READER}:20: xmlUrl: must not contain a user name or a password`,
    '4 added, 1 known already, 1 listed twice, 0 unsupported, 3 refused; 2 folders and 2 other outlines have no feed',
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
    { ...plain, title: 'Short é', url: 'https://short.example/feed', kind: 'TRADE', licence: 'LINK_ONLY' },
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
  expect(lines.at(-1)).toMatch(/^0 added, 6 known already, 0 listed twice, 0 unsupported, 3 refused; /);
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
  expect(imported.lines.at(-1)).toBe(
    `${feeds} added, 0 known already, 0 listed twice, 0 unsupported, 0 refused; 0 folders and 0 other outlines have no feed`,
  );
  expect(await run(empty, 'feeds export')).toEqual(exported);
});

test('no feeds at all are an OPML file too', async () => {
  await empty.prisma.feed.deleteMany();
  const { lines } = await run(empty, 'feeds export');
  const { lines: again } = await run(empty, 'feeds import', { file: await fileOf(lines.join('\n')) });
  expect(again).toEqual([
    '0 added, 0 known already, 0 listed twice, 0 unsupported, 0 refused; 0 folders and 0 other outlines have no feed',
  ]);
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

describe('outlines are counted, each with what became of it', () => {
  /** Imports into a database without feeds; the lines without the file's name, and the feeds by slug. */
  async function imported(file: string) {
    await empty.prisma.feed.deleteMany();
    const { exit, lines } = await run(empty, 'feeds import', { file });
    const feeds = await empty.prisma.feed.findMany({ orderBy: { slug: 'asc' } });
    return { exit, lines: lines.map((line) => line.replace(`${file}:`, '')), feeds };
  }
  const opml = (...outlines: string[]) => fileOf(`<opml version="1.0"><body>\n${outlines.join('\n')}\n</body></opml>`);
  const count = (added: number, twice: number, unsupported: number, refused: number, folders: number, others = 0) =>
    `${added} added, 0 known already, ${twice} listed twice, ${unsupported} unsupported, ${refused} refused; ` +
    `${folders} folders and ${others} other outlines have no feed`;

  test('a folder of type rss is a folder', async () => {
    const { exit, lines } = await imported('test/fixtures/opml/folder-type-rss.opml');
    expect([exit, lines]).toEqual([0, ['added  alpha-wire', count(1, 0, 0, 0, 1)]]);
  });

  test('an optional attribute never costs the feed', async () => {
    const { exit, lines, feeds } = await imported('test/fixtures/opml/language-unknown.opml');
    const must = 'must be a language tag (BCP 47), as in uk';
    expect([exit, lines.slice(3)]).toEqual([
      0,
      [
        `5: language: "unknown" is left out: ${must}`,
        `6: language: "English" is left out: ${must}`,
        count(3, 0, 0, 0, 0),
      ],
    ]);
    expect(feeds.map(({ slug, language, siteUrl }) => [slug, language, siteUrl])).toEqual([
      ['air-news', 'en-US', null],
      ['harbour-news', null, 'https://o5.example/'],
      ['rail-news', null, null],
    ]);
  });

  test('sources that are scraped are unsupported', async () => {
    const { exit, lines } = await imported('test/fixtures/opml/freshrss.opml');
    expect([exit, lines]).toEqual([
      1,
      [
        'added  normal',
        '6: unsupported: "Tender list" has type "HTML+XPath", and only feeds are fetched',
        count(1, 0, 1, 0, 1),
      ],
    ]);
  });

  test('one feed in several writings is one feed, and what is kept is said', async () => {
    const { lines, feeds } = await imported('test/fixtures/opml/duplicates.opml');
    const kept = 'is the feed of line 6 again, which is kept at https://o14.example/rss';
    expect(lines).toEqual(['added  twice', `9: ${kept}`, `10: ${kept}`, `11: ${kept}`, count(1, 3, 0, 0, 2)]);
    expect(feeds).toMatchObject([{ slug: 'twice', url: 'https://o14.example/rss' }]);
    const again = await run(empty, 'feeds import', {
      file: await opml(
        '<outline type="rss" xmlUrl="http://O14.example:80/rss/"/>',
        '<outline xmlUrl="https://o14.example/rss"/>',
      ),
    });
    expect(again.lines).toEqual([
      expect.stringMatching(/:2: is feed "twice", which is kept at https:\/\/o14\.example\/rss$/),
      expect.stringMatching(/^0 added, 2 known already, /),
    ]);
  });

  test('a feed that the file lists by https too is kept by https', async () => {
    const file = await opml(
      '<outline text="A" xmlUrl="http://a.example/rss"/>',
      '<outline text="A" xmlUrl="https://a.example/rss/"/>',
    );
    const { lines, feeds } = await imported(file);
    expect(lines).toContain('3: is the feed of line 2 again, which is kept at https://a.example/rss/');
    expect(feeds).toMatchObject([{ url: 'https://a.example/rss/' }]);
  });

  test('slugs keep all letters', async () => {
    const { feeds } = await imported('test/fixtures/opml/slugs.opml');
    expect(feeds.map(({ slug }) => slug)).toEqual([
      'disisleri-bakanligi',
      'eesti-oopaev',
      'lodz-alarm',
      'novyny-24',
      'ostersoen-i-dag',
      'ukrainska-khvylia',
    ]);
  });

  test.each<[string, string, object]>([
    ['OPML 1.0 by `url`', '<outline type="rss" text="A" url="https://a.example/1"/>', { url: 'https://a.example/1' }],
    ['capitals', '<OUTLINE TYPE="RSS" TITLE="A" XMLURL="https://a.example/2"/>', { url: 'https://a.example/2' }],
    ['no type', '<outline title="A" xmlUrl="https://a.example/3"/>', { title: 'A' }],
    ['a version for a type', '<outline text="A" type="atom10" url="https://a.example/4"/>', { title: 'A' }],
    ['title and text', '<outline text="Short" title="Long" xmlUrl="https://a.example/5"/>', { title: 'Long' }],
    ['an empty title', '<outline text="Short" title="" xmlUrl="https://a.example/6"/>', { title: 'Short' }],
    ['no title at all', '<outline xmlUrl="https://a.example/7"/>', { title: 'a.example' }],
    ['no scheme', '<outline text="A" xmlUrl="a.example/8"/>', { url: 'https://a.example/8' }],
    ['a scheme for feeds', '<outline text="A" xmlUrl="feed://a.example/9"/>', { url: 'https://a.example/9' }],
    [
      'HTML’s entities',
      '<outline text="A&ndash;B &amp;eacute; &Auml;" xmlUrl="https://a.example/10"/>',
      { title: 'A–B &eacute; Ä' },
    ],
    [
      'bare ampersands',
      '<outline text="A & B" xmlUrl="https://a.example/?a=1&copy=2"/>',
      { url: 'https://a.example/?a=1&copy=2' },
    ],
    [
      'a comment on its folder',
      '<outline text="F" isComment="true"><outline text="A" xmlUrl="https://a.example/11"/></outline>',
      { enabled: false, note: 'F' },
    ],
    [
      'feeds inside it',
      '<outline text="A" xmlUrl="https://a.example/12"><outline text="note"/></outline>',
      { title: 'A' },
    ],
    ['a JSON Feed', '<outline text="A" type="JSONFeed" xmlUrl="https://a.example/13"/>', { title: 'A' }],
    [
      'FreshRSS’s other attributes',
      '<outline text="A" type="rss" xmlUrl="https://a.example/14" frss:cssFullContent="p"/>',
      { title: 'A' },
    ],
    [
      'a bad licence',
      '<outline text="A" xmlUrl="https://a.example/15" flankwatch:licence="free"/>',
      { licence: 'LINK_ONLY' },
    ],
    ['a bad slug', '<outline text="A" xmlUrl="https://a.example/16" flankwatch:slug="No Slug"/>', { slug: 'a' }],
    ['a bad site', '<outline text="A" xmlUrl="https://a.example/17" htmlUrl="none"/>', { siteUrl: null }],
    [
      'a long title',
      `<outline text="${'word '.repeat(200)}" xmlUrl="https://a.example/18"/>`,
      { title: expect.stringMatching(/word…$/) },
    ],
  ])('a feed with %s is added', async (_what, outline, feed) => {
    const { exit, feeds } = await imported(await opml(outline));
    expect(exit).toBe(0);
    expect(feeds).toMatchObject([feed]);
  });

  test.each<[string, string, string]>([
    ['by XPath in XML', '<outline text="A" type="XML+XPath" xmlUrl="https://a.example/"/>', count(0, 0, 1, 0, 0)],
    [
      'by dots in JSON',
      '<outline text="A" type="JSON+DotNotation" xmlUrl="https://a.example/"/>',
      count(0, 0, 1, 0, 0),
    ],
    ['as CSV', '<outline text="A" type="csv" xmlUrl="https://a.example/"/>', count(0, 0, 1, 0, 0)],
    [
      'without a type that says so',
      '<outline text="A" xmlUrl="https://a.example/" frss:xPathItem="//div"/>',
      count(0, 0, 1, 0, 0),
    ],
    [
      'as a list of its own',
      '<outline text="A" type="include" url="https://a.example/list.opml"/>',
      count(0, 0, 1, 0, 0),
    ],
    ['as a command', '<outline text="A" type="rss" xmlUrl="exec:/bin/feed"/>', count(0, 0, 0, 1, 0)],
    ['as a query', '<outline text="A" type="rss" xmlUrl="query:Unread:unread"/>', count(0, 0, 0, 1, 0)],
    [
      'in folders of folders',
      '<outline text="A"><outline text="B"><outline text="note"/></outline></outline>',
      count(0, 0, 0, 0, 2, 1),
    ],
  ])('what another reader lists %s is not added, and counted', async (_how, outline, line) => {
    const { lines, feeds } = await imported(await opml(outline));
    expect(lines.at(-1)).toBe(line);
    expect(feeds).toEqual([]);
  });

  test.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without one', (text) => Buffer.from(text, 'utf16le')],
  ])('a file in %s is read', async (_name, encode) => {
    const file = join(folder, 'encoded.opml');
    await writeFile(
      file,
      encode('<?xml version="1.0"?><!DOCTYPE opml><opml><outline text="Ź" xmlUrl="https://a.example/"/></opml>'),
    );
    expect((await imported(file)).feeds).toMatchObject([{ title: 'Ź', slug: 'z' }]);
  });

  test('thousands of feeds are added at once', async () => {
    const outlines = Array.from({ length: 3000 }, (_, at) => `<outline text="F" xmlUrl="https://h${at}.example/"/>`);
    const { lines } = await imported(await opml(...outlines));
    expect(lines.at(-1)).toBe(count(3000, 0, 0, 0, 0));
    await empty.prisma.feed.deleteMany();
  });

  test('a file of more than 15 MB is refused', async () => {
    const file = await fileOf(`<opml>${' '.repeat(15 * 1024 * 1024)}</opml>`);
    await expect(run(empty, 'feeds import', { file })).rejects.toThrow('is larger than 15 MB');
  });
});

test('hostile files cost time in proportion', async () => {
  const started = performance.now();
  const nested = '<outline text="x">'.repeat(50_000);
  const deep = run(empty, 'feeds import', { file: await fileOf(`<opml><body>\n${nested}`) });
  await expect(deep).rejects.toThrow('is nested more than 512 elements deep in line 2');
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
