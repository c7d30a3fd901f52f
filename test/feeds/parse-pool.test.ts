import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { ParsePool, type ParsePoolOptions } from '../../src/feeds/parse-pool.js';
import { documentOf, FEED_URL, fixture } from './fixture.js';

const context = { feedLanguage: 'pl', licence: 'FULL', seenAt: new Date('2026-03-01T12:00:00Z') } as const;

const opened: ParsePool[] = [];
afterEach(() => Promise.all(opened.splice(0).map((pool) => pool.close())));

function pool(options?: ParsePoolOptions): ParsePool {
  const parser = new ParsePool(options);
  opened.push(parser);
  return parser;
}

const titled = (title: string) => documentOf(`<rss><channel><title>${title}</title></channel></rss>`);

/** Takes seconds: half a million addresses to resolve, each against a long one. */
const heavy = () =>
  documentOf(
    `<rss><item xml:base="https://news.example/${'a/'.repeat(4000)}">${'<x xml:base="b"/>'.repeat(500_000)}</item></rss>`,
  );

test('a document comes back as articles, its dates as dates', async () => {
  const read = await pool().read(fixture('rss-2.0.xml'), context);
  expect(read).toMatchObject({ kind: 'read', feed: { title: 'Defence Desk', language: 'en-gb' } });
  if (read.kind === 'failed') return;
  expect(read.feed.items[0]).toMatchObject({
    kind: 'article',
    article: {
      guid: 'news-7',
      url: 'https://news.example/2026/apache?id=7',
      language: 'en-GB',
      publishedAt: new Date('2026-01-13T08:30:00Z'),
    },
  });
});

test('each article comes with its own body, in UTF-8, or with none', async () => {
  const bodies = ['Łódź', '', '<b>Київ</b>', 'plain', '🛰️'];
  const items = bodies.map(
    (body, at) => `<item><title>t</title><link>https://a.example/${at}</link>
      ${body && `<content:encoded><![CDATA[<p>${body}</p>]]></content:encoded>`}</item>`,
  );
  const read = await pool().read(documentOf(`<rss><channel>${items.join('<item></item>')}</channel></rss>`), context);
  if (read.kind === 'failed') throw new Error(read.error);
  const written = read.feed.items.flatMap((item) => (item.kind === 'article' ? [item.article.contentHtml] : []));
  expect(written.map((bytes) => bytes && Buffer.from(bytes).toString())).toEqual(
    bodies.map((body) => (body === '' ? null : `<p>${body}</p>`)),
  );
});

test('a hub is looked for without taking the document', async () => {
  const hub = 'https://hub.example/';
  const document = documentOf(`<rss><channel><link rel="hub" href="${hub}"/></channel></rss>`);
  const parser = pool();
  expect(await parser.hub(document)).toEqual({ hub, topic: document.url });
  expect(await parser.hub(titled('none'))).toBeNull();
  expect(document.bytes.byteLength).toBeGreaterThan(0);
});

test("the record's language is for feeds that tell none", async () => {
  const document = documentOf('<rss><item><title>t</title><link>https://a.example/</link></item></rss>');
  expect(await pool().read(document, context)).toMatchObject({ feed: { items: [{ article: { language: 'pl' } }] } });
});

test('the same document comes back as the parser reads it', async () => {
  expect(await pool().parse(fixture('rss-2.0.xml'))).toMatchObject({
    kind: 'parsed',
    feed: { items: [{ content: expect.stringContaining('<p>The ministry signed.') }, {}] },
  });
});

test('the bytes move to the thread, and bytes that share a buffer are copied', async () => {
  const whole = new Uint8Array(Buffer.from('<rss/>'));
  const shared = Buffer.from('<rss/>');
  const parser = pool();
  await parser.parse({ bytes: whole, contentType: null, url: FEED_URL });
  await parser.parse({ bytes: shared, contentType: null, url: FEED_URL });
  expect(whole.byteLength).toBe(0);
  expect(shared.toString()).toBe('<rss/>');
});

test.each([1, 2])('more documents than %i threads wait their turn, and each gets its own answer', async (threads) => {
  const parser = pool({ threads });
  const done: string[] = [];
  const titles = Array.from({ length: 20 }, (_, n) => `Feed ${n}`);
  const feeds = await Promise.all(
    titles.map(async (title) => {
      const parsed = await parser.parse(titled(title));
      done.push(title);
      return parsed.kind === 'parsed' ? parsed.feed.title : parsed.error;
    }),
  );
  expect(feeds).toEqual(titles);
  if (threads === 1) expect(done).toEqual(titles);
});

describe('a document that goes too far costs a thread and nothing else', () => {
  test('in time', async () => {
    const parser = pool({ threads: 1, timeMs: 1000 });
    const [slow, next] = await Promise.all([parser.parse(heavy()), parser.parse(titled('next'))]);
    expect(slow).toEqual({
      kind: 'failed',
      code: 'TIMEOUT',
      error: 'The document takes longer than 1 s to read',
    });
    expect(next).toMatchObject({ feed: { title: 'next' } });
  });

  test('in memory', async () => {
    const parser = pool({ threads: 1, memoryMb: 32, timeMs: 30_000 });
    const items = '{"id":1,"url":"http://x.example/1","title":"t"},'.repeat(200_000);
    const large = documentOf(`{"version":"https://jsonfeed.org/version/1.1","items":[${items}{}]}`);
    const [hungry, next] = await Promise.all([parser.parse(large), parser.parse(titled('next'))]);
    expect(hungry).toEqual({
      kind: 'failed',
      code: 'OUT_OF_MEMORY',
      error: 'The document takes more than 32 MB of memory to read',
    });
    expect(next).toMatchObject({ feed: { title: 'next' } });
  });

  test('in size, before a thread sees it', async () => {
    const parsed = await pool().parse({ bytes: Buffer.alloc(16 * 1024 * 1024), contentType: null, url: FEED_URL });
    expect(parsed).toEqual({ kind: 'failed', code: 'TOO_LARGE', error: 'The document is larger than 15 MB' });
  });
});

test('what a closed pool has not read is rejected', async () => {
  const parser = pool({ threads: 1 });
  const reading = [parser.parse(heavy()), parser.parse(titled('waiting'))];
  const ended = reading.map((promise) => expect(promise).rejects.toThrow('were ended'));
  await parser.close();
  await Promise.all(ended);
  await expect(parser.parse(titled('late'))).rejects.toThrow('were ended');
});

test('an idle thread keeps no process alive', async () => {
  const script = `
    import { ParsePool } from './src/feeds/parse-pool.ts';
    const bytes = Buffer.from('<rss><channel><title>read</title></channel></rss>');
    const parsed = await new ParsePool().parse({ bytes, contentType: null, url: '' });
    console.log(parsed.feed.title);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { timeout: 20_000 },
  );
  expect(stdout).toBe('read\n');
});
