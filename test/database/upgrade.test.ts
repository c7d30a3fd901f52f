// Opens what earlier versions left, embedded or with TEST_DATABASE_URL on a server, and looks for everything in it.
import { applyPatch, type Operation } from 'rfc6902';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { migrate } from '../../src/database/migrate.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { relinkBatch } from '../../src/feeds/relink.js';
import { openPass } from '../../src/feeds/relink-pass.js';
import { filesOf, recordOf } from '../../src/record/export.js';
import { newsroomOn } from '../feeds/newsroom.js';
import { patchesOf } from '../record/patches.js';
import { digest } from '../support/digest.js';
import { type Graph, graphOn } from '../support/graph.js';
import {
  comparable,
  type Expected,
  expectedOf,
  exportedBy,
  type Restored,
  restore,
  VERSIONS,
} from '../support/upgrade-fixture.js';

describe.each(VERSIONS)('a database of version %s', (version) => {
  let expected: Expected;
  let restored: Restored;
  let database: Database;
  let graph: Graph;

  beforeAll(async () => {
    expected = await expectedOf(version);
    restored = await restore(version);
    database = await restored.open();
    await migrate(database);
    graph = graphOn(database);
  });
  afterAll(async () => {
    await database?.close();
    await restored?.drop();
  });

  const asAdmin = () => ({ authorization: `Bearer ${expected.keys.admin}` });
  const answer = async (question: string) => {
    const { data, errors } = await graph.raw(question, { headers: asAdmin() });
    expect(errors).toBeUndefined();
    return data;
  };
  const then = (name: string) => expected.answers.graph[name] as { question: string; data: Record<string, never> };

  test('is migrated once: the next start has nothing to do', async () => {
    expect(await migrate(database)).toEqual([]);
  });

  test('keeps every row of every table, and every value in it', async () => {
    expect(comparable(await digest(database.sql, expected.tables))).toEqual(comparable(expected.tables));
  });

  test('exports all that it exported', async () => {
    const files = filesOf(await recordOf(database), 'json');
    for (const [file, documents] of Object.entries(await exportedBy(version))) {
      const now = new Map(
        (JSON.parse(files.get(file) ?? '[]') as { slug: string }[]).map((document) => [document.slug, document]),
      );
      expect([...now.keys()].sort(), file).toEqual(documents.map(({ slug }) => slug).sort());
      for (const document of documents) expect(now.get(String(document.slug)), file).toMatchObject(document);
    }
  });

  test.each([
    'merged',
    'unmerged',
    'deal',
    'past',
    'beforeMerge',
    'deleted',
    'revisions',
    'queue',
    'articles',
    'stories',
  ])('answers as it did: %s', async (name) => {
    const { question, data } = then(name);
    expect(await answer(question)).toEqual(data);
  });

  test('has revisions whose patches make the record', async () => {
    const document: { slug?: string; name?: string; claims?: object[] } = {};
    const patches = (await patchesOf(database, 'fixture-deal')).flat() as Operation[];
    expect(applyPatch(document, patches).filter((error) => error !== null)).toEqual([]);
    const record = await recordOf(database);
    expect(document).toEqual(record.find((stored) => stored.document.slug === 'fixture-deal')?.document);
    expect(document.claims).toHaveLength(3);
  });

  test('takes its keys, and refuses the one that was revoked', async () => {
    const viewer = async (key: string) => {
      const asked = await graph.raw('{ viewer { role name } }', { headers: { authorization: `Bearer ${key}` } });
      return asked.errors?.[0]?.extensions?.code ?? asked.data.viewer;
    };
    const { reader, editor, admin, revoked } = expected.keys;
    expect(await viewer(reader)).toEqual({ role: 'READER', name: 'Fixture reader' });
    expect(await viewer(editor)).toEqual({ role: 'EDITOR', name: 'Fixture editor' });
    expect(await viewer(admin)).toEqual({ role: 'ADMIN', name: 'Fixture admin' });
    expect(await viewer(revoked)).toBe('UNAUTHENTICATED');
  });

  test('knows how each feed does: failed, gone, moved, on the way, subscribed', async () => {
    const { question, data } = then('feeds');
    expect(await answer(question)).toEqual(data);
    const rows = await database.sql.rows<object>(
      `select slug, gone_at is not null as gone, url like '%-new.xml' as moved, listed_url is not null as listed,
         moved_days as "movedDays", consecutive_failures as failures
       from feed where slug in ('broken-bulletin', 'gone-gazette', 'moved-monitor', 'moving-mirror') order by slug`,
    );
    expect(rows).toEqual([
      { slug: 'broken-bulletin', gone: false, moved: false, listed: false, movedDays: 0, failures: 1 },
      { slug: 'gone-gazette', gone: true, moved: false, listed: false, movedDays: 0, failures: 1 },
      { slug: 'moved-monitor', gone: false, moved: true, listed: true, movedDays: 0, failures: 0 },
      { slug: 'moving-mirror', gone: false, moved: false, listed: false, movedDays: 1, failures: 0 },
    ]);
    const subscriptions = await database.prisma.pushSubscription.findMany({ orderBy: { feedSlug: 'asc' } });
    expect(subscriptions.map(({ feedSlug, state }) => ({ feedSlug, state }))).toEqual([
      { feedSlug: 'hub-herald', state: 'ACTIVE' },
      { feedSlug: 'hub-unanswered', state: 'REQUESTED' },
    ]);
  });

  test('keeps what curators said of ties', async () => {
    const { taught, accepted, rejected } = expected.answers.reviewed;
    const { nodes } = await answer(
      `{ nodes(ids: ${JSON.stringify([taught.id, accepted.id, rejected.id])}) { ... on Mention { review } } }`,
    );
    expect(nodes).toEqual([{ review: 'ACCEPTED' }, { review: 'ACCEPTED' }, { review: 'REJECTED' }]);
  });

  // The last ones write.
  test('goes on with the pass that was cut off', async () => {
    const lexicon = new LexiconCache(database.sql);
    const begun = await openPass(database.sql);
    expect(begun?.looked).toBeGreaterThan(0);
    let pass = begun;
    for (let isDone = false; pass !== null && !isDone; ) {
      const after = await relinkBatch({ database, lexicon }, pass);
      [pass, isDone] = [after, after?.isDone ?? false];
    }
    const [count] = await database.sql.rows<{ articles: number }>('select count(*)::int as articles from article');
    expect(pass).toMatchObject({ id: begun?.id, looked: count?.articles });
  });

  test('takes news and edits as before', async () => {
    const room = newsroomOn(database);
    const items = [
      { guid: 'late', url: 'https://passing-post.example/late', title: 'Romania and Fixture Works SA agree' },
    ];
    expect(await room.receive('passing-post', items)).toEqual(['new']);
    expect(await room.receive('passing-post', items)).toEqual(['unchanged']);
    const { article } = await answer(
      '{ article(url: "https://passing-post.example/late") { mentions { record { slug } } } }',
    );
    expect(article.mentions).toContainEqual({ record: { slug: 'fixture-works' } });

    const saved = await graph.raw(
      `mutation ($input: ActorInput!) { saveActor(input: $input, ifVersion: 1, reason: "after the upgrade") {
        __typename ... on SaveActorSuccess { actor { version } } ... on ValidationError { issues { path message } } } }`,
      {
        variables: { input: { slug: 'tass', name: 'TASS, saved anew', kind: 'MEDIA' } },
        headers: { authorization: `Bearer ${expected.keys.editor}` },
      },
    );
    expect(saved).toMatchObject({ data: { saveActor: { __typename: 'SaveActorSuccess', actor: { version: 2 } } } });
    const undone = await graph.raw(
      `mutation { undoMerge(actor: "${Buffer.from('Actor:fixture-twin').toString('base64')}", reason: "two") { __typename } }`,
      { headers: asAdmin() },
    );
    expect(undone.data.undoMerge).toEqual({ __typename: 'MergeActorsSuccess' });
    expect((await answer('{ actor(slug: "fixture-twin") { name } }')).actor).toEqual({ name: 'Fixture Twin' });
  });
});
