import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { type FeedServer, feedServer } from '../feeds/feed-server.js';
import { openDatabase } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

const rss = (title: string) => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${title}</title><link>https://news.example/</link><language>uk</language>
<item><title>One</title><link>https://news.example/1</link><guid>1</guid></item></channel></rss>`;
const page = (...links: string[]) => `<!doctype html><html><head><title>News</title>${links.join('')}</head></html>`;
const alternate = (href: string, type = 'application/rss+xml') =>
  `<link rel="alternate" type="${type}" title="Feed ${href}" href="${href}">`;

const PAGES: Record<string, string> = {
  '/feed-one': rss('Новини &amp; Friends of Łódź'),
  '/feed-two': rss('Second feed'),
  '/feed-two?x=1&y=2': rss('Second feed, filtered'),
  '/feed-three': rss('Second feed'),
  '/untitled': rss(''),
  '/one-link': page(alternate('/feed-two')),
  '/rel-feed': page('<link rel=feed href=/feed-four>'),
  '/text-xml': page('<link rel="alternate" type="text/xml; charset=utf-8" href="/feed-five">'),
  '/json-feed': page(alternate('/feed-json', 'application/feed+json')),
  '/in-body': '<html><body><p>x<link rel="ALTERNATE feed" type=application/xml href=feed-six></body></html>',
  '/typed-a': page('</head><body><a type="application/atom+xml" href="/feed-seven">Atom</a>'),
  '/plain-a': page('</head><body><a href="/about">About</a><a href="/export/rss.xml">RSS</a>'),
  '/with-base': page(
    '<base href="/deep/"><base href="/x/"><link rel="alternate" type="application/rss+xml" href="feed">',
  ),
  '/refreshing': page('<meta http-equiv="refresh" content="0; url=/feed-eight">'),
  '/to-page': page('<meta http-equiv="refresh" content="0; url=/rel-feed-2">'),
  '/rel-feed-2': page('<link rel="feed" href="/feed-nine">'),
  '/with-header': page(''),
  '/twice': page(alternate('/feed-eleven'), alternate('/same', 'text/xml')),
  '/comments': page(
    `<!-- ${alternate('/feed-one')} -->`,
    '<link rel="alternate stylesheet" type="text/xml" href="/a.xsl">',
  ),
  '/feed-json': JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'J', items: [] }),
  ...Object.fromEntries(
    [
      '/feed-four',
      '/feed-five',
      '/feed-six',
      '/feed-seven',
      '/export/rss.xml',
      '/deep/feed',
      '/feed-eight',
      '/feed-nine',
      '/feed-ten',
      '/feed-eleven',
      '/feed-twelve',
    ].map((path) => [path, rss(`At ${path}`)]),
  ),
  '/two-links': page(alternate('/feed-one'), alternate('/feed-two?x=1&amp;y=2')),
  '/dead-link': page(alternate('/nothing-here', 'application/atom+xml')),
  '/other-links': page('<link rel="alternate" hreflang="uk" href="/uk">', '<link rel="stylesheet" href="/a.css">'),
};

let database: Database;
let graph: Graph;
let server: FeedServer;
let wellKnown = false;
let woken = 0;

beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database, {
    wake: () => {
      woken += 1;
    },
  });
  server = await feedServer((request, response) => {
    const path = request.url ?? '';
    const body = path === '/rss.xml' && wellKnown ? rss('Found at a usual path') : PAGES[path];
    if (path === '/same') return void response.writeHead(302, { location: '/feed-eleven' }).end();
    if (path === '/with-header') response.setHeader('link', '</feed-ten>; rel="alternate"; type="application/rss+xml"');
    if (body === undefined) return void response.writeHead(404).end('nothing');
    response.writeHead(200, { 'content-type': body.startsWith('<?xml') ? 'text/xml' : 'text/html' }).end(body);
  });
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(() => {
  woken = 0;
  wellKnown = false;
});

const ADMIN = { authorization: `Bearer ${ADMIN_KEY}` };
const RESULT = `{
  __typename
  ... on FeedSuccess { feed { slug title url siteUrl language enabled status lastError publisher { slug } } }
  ... on ValidationError { message issues { path message } }
  ... on NotFoundError { message }
}`;
const ADD = `mutation ($input: FeedInput!) { it: addFeed(input: $input) ${RESULT} }`;
const UPDATE = `mutation ($slug: String!, $input: FeedInput!) { it: updateFeed(slug: $slug, input: $input) ${RESULT} }`;
const REMOVE = `mutation ($slug: String!) { it: removeFeed(slug: $slug) ${RESULT} }`;
const REFRESH = `mutation ($slugs: [String!]) { it: refreshFeeds(slugs: $slugs) {
  __typename ... on RefreshFeedsSuccess { feeds { slug } } ... on NotFoundError { message }
} }`;

async function mutate(query: string, variables: object) {
  const { data, errors } = await graph.raw(query, { variables, headers: ADMIN });
  expect(errors).toBeUndefined();
  return data.it;
}

async function addIssues(input: object): Promise<string[]> {
  const result = await mutate(ADD, { input });
  expect(result.__typename).toBe('ValidationError');
  return result.issues.map((issue: { path: string[]; message: string }) => `${issue.path.join('.')}: ${issue.message}`);
}

const changesOf = async (nodeId: string) => {
  const changes = await database.prisma.change.findMany({ where: { nodeId }, orderBy: { seq: 'asc' } });
  return changes.map(({ type, kind }) => `${type} ${kind}`);
};

describe('a mutation answers only those who may', () => {
  const input = { url: 'https://news.example/feed', enabled: false };
  const mutations: [string, string, object][] = [
    ['addFeed', ADD, { input }],
    ['updateFeed', UPDATE, { slug: 'lrt-en', input }],
    ['removeFeed', REMOVE, { slug: 'lrt-en' }],
    ['refreshFeeds', REFRESH, {}],
  ];

  test.each(mutations)('%s: nobody in particular', async (_name, query, variables) => {
    const { data, errors } = await graph.raw(query, { variables });
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  test.each(mutations)('%s: an unknown key', async (_name, query, variables) => {
    const { status, errors } = await graph.raw(query, { variables, headers: { authorization: 'Bearer nope' } });
    expect(status).toBe(401);
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  test('and nothing was changed by all of these', async () => {
    expect(await database.prisma.feed.count({ where: { url: input.url } })).toBe(0);
    expect(await database.prisma.feed.count({ where: { slug: 'lrt-en', refreshRequestedAt: null } })).toBe(1);
  });
});

describe('addFeed', () => {
  test('takes title, language and site from the feed, makes a slug, and has it fetched', async () => {
    const { __typename, feed } = await mutate(ADD, { input: { url: `${server.url}/feed-one` } });
    expect({ __typename, feed }).toEqual({
      __typename: 'FeedSuccess',
      feed: {
        slug: 'novyny-friends-of-lodz',
        title: 'Новини & Friends of Łódź',
        url: `${server.url}/feed-one`,
        siteUrl: 'https://news.example/',
        language: 'uk',
        enabled: true,
        status: 'PENDING',
        lastError: null,
        publisher: null,
      },
    });
    expect(await changesOf('novyny-friends-of-lodz')).toEqual(['FEED CREATED']);
    expect(woken).toBe(1);
    expect(await database.prisma.feed.findUnique({ where: { slug: feed.slug } })).toMatchObject({
      refreshRequestedAt: expect.any(Date),
    });
  });

  test('finds the feed that a page names', async () => {
    const { feed } = await mutate(ADD, {
      input: { url: `${server.url}/one-link`, slug: 'named', publisher: 'romania' },
    });
    expect(feed).toMatchObject({ slug: 'named', url: `${server.url}/feed-two`, publisher: { slug: 'romania' } });
  });

  test.each([
    ['/rel-feed', '/feed-four'],
    ['/text-xml', '/feed-five'],
    ['/json-feed', '/feed-json'],
    ['/in-body', '/feed-six'],
    ['/typed-a', '/feed-seven'],
    ['/plain-a', '/export/rss.xml'],
    ['/with-base', '/deep/feed'],
    ['/refreshing', '/feed-eight'],
    ['/to-page', '/feed-nine'],
    ['/with-header', '/feed-ten'],
    ['/twice', '/feed-eleven'],
  ])('finds at %s the feed %s', async (path, feed) => {
    const found = await mutate(ADD, { input: { url: server.url + path } });
    expect(found).toMatchObject({ __typename: 'FeedSuccess', feed: { url: server.url + feed } });
  });

  test('does not take what is commented out, or a style sheet, for a feed', async () => {
    expect(await addIssues({ url: `${server.url}/comments` })).toEqual([expect.stringContaining('It names no feed')]);
  });

  test('takes an address without a scheme: by https, then by http', async () => {
    const { host } = new URL(server.url);
    const { feed } = await mutate(ADD, { input: { url: ` ${host}/feed-twelve\u200b ` } });
    expect(feed).toMatchObject({ url: `http://${host}/feed-twelve` });
    const [issue] = await addIssues({ url: `feed://${host}/404` });
    expect(issue).toMatch(/^input\.url: https:\/\/\S+\/404: .*; and http:\/\/\S+\/404: .*\(404\)$/);
  });

  test('knows a feed again by http and https, and with and without a slash', async () => {
    const url = `${server.url.replace('http', 'https')}/feed-four/`;
    const kept = `input.url: is the address of feed "at-feed-four", which is kept at ${server.url}/feed-four`;
    expect(await addIssues({ url, enabled: false })).toEqual([kept]);
  });

  test.each([
    [undefined, 'is missing: give the address of a feed, or of a site that has one'],
    [null, 'is missing: give the address of a feed'],
    [' ', 'must not be blank: give an http or https address'],
    ['ftp://news.example/feed', '"ftp://news.example/feed" begins with ftp:, which is not fetched'],
    ['romania', '"romania" is not the address of a feed'],
  ])('says what is wrong with %j', async (url, message) => {
    expect(await addIssues({ url, enabled: false })).toEqual([expect.stringContaining(`input.url: ${message}`)]);
  });

  test('makes a slug that is free', async () => {
    const { feed } = await mutate(ADD, { input: { url: `${server.url}/feed-three`, title: 'Named' } });
    expect(feed).toMatchObject({ slug: 'named-2', title: 'Named' });
  });

  test('names a feed without a title after its host', async () => {
    const { feed } = await mutate(ADD, { input: { url: `${server.url}/untitled` } });
    expect(feed).toMatchObject({ slug: '127-0-0-1', title: '127.0.0.1' });
  });

  test('finds a feed at a usual path of a site that names none', async () => {
    wellKnown = true;
    const { feed } = await mutate(ADD, { input: { url: `${server.url}/other-links` } });
    expect(feed).toMatchObject({ url: `${server.url}/rss.xml`, title: 'Found at a usual path' });
  });

  test('lists the feeds of a page that names several', async () => {
    const [issue, ...others] = await addIssues({ url: `${server.url}/two-links`, slug: 'several' });
    expect(others).toEqual([]);
    expect(issue).toContain('has 2 feeds, give the address of one');
    expect(issue).toContain(`${server.url}/feed-one (Новини & Friends of Łódź)`);
    expect(issue).toContain(`${server.url}/feed-two?x=1&y=2 (Second feed, filtered)`);
  });

  test.each([
    ['/other-links', 'is an HTML page, not a feed. It names no feed, and there is none at /feed, /rss'],
    ['/dead-link', '/nothing-here ('],
    ['/404', 'does not know this page (404)'],
  ])('says what it found at %s instead of a feed', async (path, found) => {
    expect(await addIssues({ url: server.url + path })).toEqual([expect.stringContaining(found)]);
  });

  test('does not look at a feed that is added disabled', async () => {
    const { feed } = await mutate(ADD, { input: { url: 'https://nowhere.invalid/feed', enabled: false } });
    expect(feed).toMatchObject({ slug: 'nowhere-invalid', status: 'DISABLED' });
  });

  test('tells all mistakes at once, each with its path', async () => {
    const input = {
      url: 'https://user:secret@x.example/',
      slug: 'No Slug',
      title: ' ',
      language: 'x',
      publisher: 'nobody',
    };
    expect(await addIssues(input)).toEqual([
      'input.url: must not contain a user name or a password',
      'input.slug: must be lower-case letters and digits, joined by single hyphens',
      'input.title: must not be blank',
      'input.language: must be a language tag (BCP 47), as in uk',
      'input.publisher: no actor is called "nobody"',
    ]);
  });

  test('knows an address again, however it is written', async () => {
    const taken = 'input.url: is the address of feed "novyny-friends-of-lodz"';
    expect(await addIssues({ url: `${server.url}/feed-one`, slug: 'lrt-en' })).toEqual([
      taken,
      'input.slug: "lrt-en" is the name of another feed',
    ]);
    expect(await addIssues({ url: `${server.url.replace('http', 'HTTP')}/x/../feed-one` })).toEqual([taken]);
  });

  test('refuses addresses of private networks where these are not allowed', async () => {
    const strict = graphOn(database, { allowPrivate: false });
    const { data } = await strict.raw(ADD, {
      variables: { input: { url: `${server.url}/feed-one?2` } },
      headers: ADMIN,
    });
    expect(data.it.issues[0].message).toContain('is not a public address');
  });

  test('adds an address once, however many ask at the same time', async () => {
    const input = { url: 'https://race.example/feed', title: 'Race', enabled: false };
    const results = await Promise.all([1, 2, 3].map(() => mutate(ADD, { input })));
    expect(results.map(({ __typename }) => __typename).sort()).toEqual([
      'FeedSuccess',
      'ValidationError',
      'ValidationError',
    ]);
  });

  test('gives each of two feeds a slug that are added at the same time under one title', async () => {
    const inputs = ['a', 'b'].map((path) => ({ url: `https://twin.example/${path}`, title: 'Twin', enabled: false }));
    const results = await Promise.all(inputs.map((input) => mutate(ADD, { input })));
    expect(results.map(({ feed }) => feed.slug).sort()).toEqual(['twin', 'twin-2']);
  });
});

describe('updateFeed', () => {
  test('changes what is given and leaves the rest', async () => {
    const { url, title } = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'err-news' } });
    const before = await mutate(UPDATE, { slug: 'err-news', input: { url, language: 'et', publisher: 'estonia' } });
    expect(before.feed).toMatchObject({ title, url, language: 'et', publisher: { slug: 'estonia' } });
    const after = await mutate(UPDATE, { slug: 'err-news', input: { url, title: 'ERR', publisher: null } });
    expect(after.feed).toMatchObject({ title: 'ERR', language: 'et', publisher: null });
    expect(await changesOf('err-news')).toEqual(['FEED CREATED', 'FEED UPDATED', 'FEED UPDATED']);
  });

  test('is a patch: what is left out stays, null removes, and what a feed cannot be without is refused', async () => {
    const language = await mutate(UPDATE, { slug: 'err-news', input: { language: null } });
    expect(language.feed).toMatchObject({ title: 'ERR', language: null, enabled: true });
    const { issues } = await mutate(UPDATE, { slug: 'err-news', input: { url: null, title: null, enabled: null } });
    expect(issues).toEqual(
      ['url', 'title', 'enabled'].map((field) => ({
        path: ['input', field],
        message: 'a feed cannot be without it: leave it out to keep it',
      })),
    );
  });

  test('that changes nothing tells nobody', async () => {
    const { url } = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'lrt-en' } });
    const { feed } = await mutate(UPDATE, { slug: 'lrt-en', input: { url, slug: 'lrt-en' } });
    expect(feed.slug).toBe('lrt-en');
    expect(await changesOf('lrt-en')).toEqual(['FEED CREATED']);
  });

  test('at a new address starts anew, and ends the subscription to the old one', async () => {
    const url = `${server.url}/moving`;
    await database.prisma.feed.create({
      data: {
        slug: 'moving',
        title: 'M',
        url,
        etag: '"x"',
        goneAt: new Date(),
        lastError: 'gone',
        consecutiveFailures: 3,
      },
    });
    await database.prisma.pushSubscription.create({
      data: { id: 'moving', feedSlug: 'moving', hub: url, topic: url, secret: 's', requestedAt: new Date() },
    });
    const input = { url: `${server.url}/feed-two?x=1&y=2` };
    const { feed } = await mutate(UPDATE, { slug: 'moving', input });
    expect(feed).toMatchObject({ url: input.url, status: 'PENDING', lastError: null });
    const row = await database.prisma.feed.findUniqueOrThrow({ where: { slug: 'moving' } });
    expect(row).toMatchObject({ etag: null, goneAt: null, refreshRequestedAt: expect.any(Date) });
    expect(await database.prisma.pushSubscription.findUnique({ where: { id: 'moving' } })).toMatchObject({
      feedSlug: null,
      state: 'ENDED',
      renewAt: expect.any(Date),
    });
  });

  test('enables a feed that was gone, to be tried again', async () => {
    const { url } = await database.prisma.feed.update({ where: { slug: 'moving' }, data: { goneAt: new Date() } });
    const { feed } = await mutate(UPDATE, { slug: 'moving', input: { url, enabled: true } });
    expect(feed.status).toBe('PENDING');
  });

  test('tells all mistakes, and a feed that is not there', async () => {
    const input = { url: `${server.url}/404`, slug: 'other', publisher: 'nobody' };
    const { issues } = await mutate(UPDATE, { slug: 'lrt-en', input });
    expect(issues.map(({ path }: { path: string[] }) => path)).toEqual([
      ['input', 'slug'],
      ['input', 'publisher'],
      ['input', 'url'],
    ]);
    for (const slug of ['nope', 'a\0b']) {
      expect(await mutate(UPDATE, { slug, input })).toMatchObject({ __typename: 'NotFoundError' });
    }
  });
});

describe('removeFeed', () => {
  test('takes the articles along that it alone brought, and answers with the feed as it was', async () => {
    const { prisma } = database;
    const articles = await prisma.article.findMany({
      where: { feedSlug: 'flankwatch-sample' },
      orderBy: { id: 'asc' },
    });
    const [shared, ...own] = articles.map(({ id }) => id);
    const guid = 'another-name';
    await prisma.appearance.createMany({
      data: ['lrt-en', 'err-news'].map((feedSlug, index) => ({
        feedSlug,
        guid,
        articleId: shared ?? '',
        hash: 'x',
        publishedAt: articles[0]?.publishedAt ?? new Date(),
        firstSeenAt: new Date(2026, 0, 2 - index),
      })),
    });
    const story = { firstPublishedAt: new Date(), lastPublishedAt: new Date(), independentPublishers: 1 };
    const [empty, kept] = ['01990000-0000-7000-8000-00000000000a', '01990000-0000-7000-8000-00000000000b'];
    for (const [id, articleId] of [
      [empty, own[0]],
      [kept, shared],
    ] as const) {
      await prisma.story.create({ data: { id, headline: 'S', ...story } });
      await prisma.article.update({ where: { id: articleId ?? '' }, data: { storyId: id } });
    }

    const removed = await mutate(REMOVE, { slug: 'flankwatch-sample' });
    expect(removed).toMatchObject({ __typename: 'FeedSuccess', feed: { slug: 'flankwatch-sample', enabled: false } });
    expect(await prisma.feed.count({ where: { slug: 'flankwatch-sample' } })).toBe(0);
    expect(await changesOf('flankwatch-sample')).toEqual(['FEED CREATED', 'FEED DELETED']);

    expect(await prisma.article.findMany({ where: { id: { in: articles.map(({ id }) => id) } } })).toEqual([
      expect.objectContaining({ id: shared, feedSlug: 'err-news' }),
    ]);
    expect(await changesOf(shared ?? '')).toEqual(['ARTICLE CREATED', 'ARTICLE UPDATED']);
    for (const id of own) expect(await changesOf(id)).toEqual(['ARTICLE CREATED', 'ARTICLE DELETED']);
    expect((await prisma.story.findMany({ select: { id: true } })).map(({ id }) => id)).toEqual([kept]);
  });

  test('tells of a feed that is not there', async () => {
    expect(await mutate(REMOVE, { slug: 'flankwatch-sample' })).toEqual({
      __typename: 'NotFoundError',
      message: 'no feed is called "flankwatch-sample"',
    });
  });

  test('in one document with an addition shows each as it is then', async () => {
    const { data } = await graph.raw(
      `mutation ($url: String!) {
        a: addFeed(input: { url: $url, slug: "brief", enabled: false }) { ... on FeedSuccess { feed { slug } } }
        b: updateFeed(slug: "brief", input: { url: $url, title: "New" }) { ... on FeedSuccess { feed { title } } }
        c: removeFeed(slug: "brief") { ... on FeedSuccess { feed { title } } }
        d: removeFeed(slug: "brief") { __typename }
      }`,
      { variables: { url: 'https://brief.example/feed' }, headers: ADMIN },
    );
    expect(data).toEqual({
      a: { feed: { slug: 'brief' } },
      b: { feed: { title: 'New' } },
      c: { feed: { title: 'New' } },
      d: { __typename: 'NotFoundError' },
    });
  });
});

describe('refreshFeeds', () => {
  beforeEach(async () => void (await database.prisma.feed.updateMany({ data: { refreshRequestedAt: null } })));
  const requested = async () => {
    const rows = await database.prisma.feed.findMany({ where: { refreshRequestedAt: { not: null } } });
    return rows.map(({ slug }) => slug).sort();
  };

  test('asks for the named ones that are fetched at all', async () => {
    const { feeds } = await mutate(REFRESH, { slugs: ['lrt-en', 'err-news', 'race', 'lrt-en'] });
    expect(feeds).toEqual([{ slug: 'err-news' }, { slug: 'lrt-en' }]);
    expect(await requested()).toEqual(['err-news', 'lrt-en']);
    expect(woken).toBe(1);
  });

  test('asks for all that are fetched where none is named', async () => {
    const { feeds } = await mutate(REFRESH, {});
    const fetched = await database.prisma.feed.count({
      where: { enabled: true, goneAt: null, NOT: { url: { startsWith: 'urn:' } } },
    });
    expect(feeds).toHaveLength(fetched);
    expect(await requested()).toHaveLength(fetched);
  });

  test('names every unknown one, and then asks for none', async () => {
    expect(await mutate(REFRESH, { slugs: ['lrt-en', 'nope', 'x\0'] })).toMatchObject({
      __typename: 'NotFoundError',
      message: 'no feeds are called "nope", "x\0"',
    });
    expect(await requested()).toEqual([]);
  });
});
