// What it costs to read a feed, step by step, and what that costs the thread that serves GraphQL.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import RssParser from 'rss-parser';
import { decode } from '../src/feeds/decode.js';
import type { FeedDocument } from '../src/feeds/document.js';
import { parseFeed } from '../src/feeds/parse.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { readArticles } from '../src/feeds/read-articles.js';
import { HOSTILE_DOCUMENTS, type Hostile } from '../test/feeds/hostile/documents.js';

const ITEMS = 100;
const WARM_UP = 30;
const DOCUMENTS = 150;
const SHOWN = 20;
const CONTEXT = { feedLanguage: null, licence: 'FULL', seenAt: new Date('2026-03-01T12:00:00Z') } as const;

const sentence =
  'The ministry of defence signed a contract for ninety-six helicopters &amp; their <a href="/x?id=1&amp;utm_source=rss">spares</a>, worth €10&nbsp;billion. ';
const paragraph = `<p>${sentence.repeat(4)}</p><figure><img src="/photo.jpg" alt="A photo" width="640"><figcaption>In Łódź</figcaption></figure>`;

/** Every publisher's everyday feed: a teaser and a body of some 4,000 characters an item. */
const feed = Buffer.from(
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Defence Desk</title><link>https://news.example/</link><language>en</language>
${Array.from({ length: ITEMS }, (_, n) => item(n)).join('\n')}
</channel></rss>`,
);

function item(n: number): string {
  return `<item><title>Poland orders ${n} helicopters</title><link>https://news.example/${n}?utm_medium=rss</link>
<guid isPermaLink="false">news-${n}</guid><pubDate>Sat, 28 Feb 2026 08:${String(n % 60).padStart(2, '0')}:00 +0100</pubDate>
<dc:creator>Anna Nowak</dc:creator><category>Procurement</category><category>Poland</category>
<description>${`<p>${sentence}</p>`.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</description>
<content:encoded><![CDATA[${paragraph.repeat(5)}]]></content:encoded></item>`;
}

const document = (): FeedDocument => ({
  bytes: new Uint8Array(feed),
  contentType: 'application/rss+xml',
  url: 'https://news.example/feed',
});

const rssParser = new RssParser();
const text = feed.toString('utf8');

const steps: Record<string, () => Promise<unknown>> = {
  'rss-parser alone': () => rssParser.parseString(text),
  'decode + rss-parser': () => rssParser.parseString(decode(document())),
  parse: () => parseFeed(document()),
  'parse + normalise': () => readArticles(document(), CONTEXT),
};

async function measure(step: () => Promise<unknown>) {
  for (let n = 0; n < WARM_UP; n++) await step();
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let n = 0; n < DOCUMENTS; n++) await step();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    'documents/s': Math.round(DOCUMENTS / seconds),
    'CPU ms/document': Number(((user + system) / 1000 / DOCUMENTS).toFixed(2)),
  };
}

/** What a hostile document costs: its own time in a thread, and the longest that this thread was kept from its work. */
async function attack(parser: ParsePool, { make }: Hostile) {
  const document = make();
  const megabytes = Number((document.bytes.byteLength / 1e6).toFixed(1));
  // What making the document left behind is collected here and now.
  await setTimeout(50);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const start = performance.now();
  const read = await parser.read(document, CONTEXT);
  const ms = Math.round(performance.now() - start);
  loop.disable();
  return {
    MB: megabytes,
    result: read.kind === 'failed' ? read.code : 'read',
    ms,
    'loop blocked ms': Math.round(loop.max / 1e6),
  };
}

console.log(`A feed of ${ITEMS} items, ${Math.round(feed.length / 1024)} KB:`);
const costs: Record<string, object> = {};
for (const [name, step] of Object.entries(steps)) costs[name] = await measure(step);
console.table(costs);

const parser = new ParsePool({ threads: 1 });
await parser.read(document(), CONTEXT);
const attacks: [string, Awaited<ReturnType<typeof attack>>][] = [];
for (const hostile of HOSTILE_DOCUMENTS) attacks.push([hostile.name, await attack(parser, hostile)]);
await parser.close();
console.log(`The slowest of ${attacks.length} hostile documents, read in a thread:`);
console.table(Object.fromEntries(attacks.toSorted(([, one], [, other]) => other.ms - one.ms).slice(0, SHOWN)));
console.log(
  `The longest that this thread was blocked by any: ${Math.max(...attacks.map(([, cost]) => cost['loop blocked ms']))} ms`,
);
