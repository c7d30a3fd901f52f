import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { type Newsroom, newsroomOn } from '../feeds/newsroom.js';
import { openDatabase } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

let database: Database;
let graph: Graph;
let room: Newsroom;

beforeAll(async () => {
  database = await openDatabase();
  graph = graphOn(database);
  room = newsroomOn(database);
});
afterEach(() => room.clear());
afterAll(() => database.close());

const headers = { authorization: `Bearer ${ADMIN_KEY}` };

const REVIEW = `mutation ($id: ID!, $review: ReviewStatus!, $addAlias: Boolean) {
  reviewMention(id: $id, review: $review, addAlias: $addAlias) {
    __typename
    ... on ReviewMentionSuccess { mention { id review record { slug ... on Actor { aliases { text language } } } } }
    ... on ValidationError { issues { path message } }
    ... on NotFoundError { message }
  }
}`;

const review = async (id: string, review: string, addAlias?: boolean) =>
  (await graph.raw(REVIEW, { variables: { id, review, addAlias }, headers })).data.reviewMention;

/** "Stark" is a word and a company: nothing in this article says which. */
async function doubtful(url = 'https://one.example/a') {
  await room.addFeed('one', { language: 'en-GB' }).catch(() => {});
  await room.receive('one', [{ guid: url, url, title: 'Then Stark spoke', text: 'And so Stark went, people say.' }]);
  const answer = await graph.raw(
    `{ article(url: "${url}") { mentions(reviewed: NEEDS_REVIEW) { id surface record { slug } } } }`,
  );
  return answer.data.article.mentions as { id: string; surface: string; record: { slug: string } }[];
}

const told = () =>
  database.sql.rows<{ kind: string; id: string }>(
    "select kind::text as kind, node_id as id from change where type = 'MENTION' order by seq",
  );

describe('a review', () => {
  test('holds for every place of the name in the article, and is told once for each', async () => {
    const [first, second, ...more] = await doubtful();
    expect(more).toEqual([]);
    expect(await review(first?.id ?? '', 'ACCEPTED')).toMatchObject({
      __typename: 'ReviewMentionSuccess',
      mention: { id: first?.id, review: 'ACCEPTED' },
    });
    expect(await doubtful()).toEqual([]);
    expect((await told()).map(({ kind }) => kind)).toEqual(['UPDATED', 'UPDATED']);
    await review(second?.id ?? '', 'ACCEPTED');
    expect(await told()).toHaveLength(2);
    const coverage = await graph.raw(
      `{ actor(slug: "${first?.record.slug}") { articles { edges { node { url } } } } }`,
    );
    expect(coverage.data.actor.articles.edges).toEqual([{ node: { url: 'https://one.example/a' } }]);
  });

  test('of a rejected tie takes it out of the coverage and the queue', async () => {
    const [first] = await doubtful();
    await review(first?.id ?? '', 'REJECTED');
    const { data } = await graph.raw(`{ reviewQueue(first: 100) { edges { node { article { url } } } }
      actor(slug: "${first?.record.slug}") { articles { edges { node { url } } } } }`);
    expect(JSON.stringify(data)).not.toContain('one.example');
  });

  test('can teach the record the name, in the language of the article, with a revision', async () => {
    const [first] = await doubtful();
    const slug = first?.record.slug ?? '';
    await database.sql.rows("update mention set surface = 'Stark AG' where record_slug = $1", [slug]);
    const answer = await review(first?.id ?? '', 'ACCEPTED', true);
    expect(answer.mention.record.aliases).toContainEqual({ text: 'Stark AG', language: 'en' });
    const { data } = await graph.raw(
      `{ actor(slug: "${slug}") { revisions(first: 1) { edges { node { reason } } } } }`,
    );
    expect(data.actor.revisions.edges).toEqual([{ node: { reason: 'a name that an article uses' } }]);
    const version = () => database.sql.rows('select version from actor where slug = $1', [slug]);
    const before = await version();
    await review(first?.id ?? '', 'ACCEPTED', true);
    expect(await version()).toEqual(before);
  });

  test.each([
    ['antonio-costa', 'Costa', 'SHORT', 'Then Costa spoke', 'Costa wins a chess title'],
    ['donald-tusk', 'Tuska', 'SHORT', 'Wygrana Tuska w szachach', 'Bramka Tuska dała awans'],
    ['ukraine', 'Києва', 'METONYM', 'Потяг до Києва спізнився', 'Дощі дійшли до Києва'],
  ])('that teaches %s the name %s does not make it prove more than it did', async (slug, text, kind, first, next) => {
    await room.addFeed('one', { language: 'pl' });
    const receive = (url: string, title: string) => room.receive('one', [{ guid: url, url, title }]);
    const mentions = async (url: string) => {
      const answer = await graph.raw(`{ article(url: "${url}") { mentions(reviewed: NEEDS_REVIEW) {
        id record { slug ... on Actor { aliases { text kind } } } } } }`);
      return answer.data.article.mentions as { id: string; record: { slug: string; aliases: object[] } }[];
    };
    await receive('https://one.example/a', first);
    const [doubt] = await mentions('https://one.example/a');
    await review(doubt?.id ?? '', 'ACCEPTED', true);
    await receive('https://one.example/b', next);
    const [later] = await mentions('https://one.example/b');
    expect(later?.record.slug).toBe(slug);
    expect(later?.record.aliases).toContainEqual({ text, kind });
  });

  test.each(['REJECTED', 'AUTO'])('as %s teaches nothing, and says so', async (status) => {
    const [first] = await doubtful();
    expect(await review(first?.id ?? '', status, true)).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: ['addAlias'] }],
    });
    expect(await told()).toEqual([]);
  });

  test('of what is no mention says so', async () => {
    const idOf = (text: string) => Buffer.from(text).toString('base64');
    for (const id of ['Mention:x', 'Mention:00000000-0000-7000-8000-000000000000', 'Actor:poland'].map(idOf)) {
      expect(await review(id, 'ACCEPTED')).toMatchObject({ __typename: 'NotFoundError' });
    }
  });

  describe('of a name that something was inferred from', () => {
    const INCURSION =
      'Twenty-one Russian drones crossed into Polish airspace overnight; F-16 and F-35 jets shot some of them down.';

    interface Tie {
      id: string;
      review: string;
      method: string;
      surface: string | null;
      record: { slug: string };
      evidence: { part: string; what: string }[];
    }

    async function ties(reviewed: string | null = null): Promise<Tie[]> {
      const { data } = await graph.raw(`{ article(url: "https://one.example/i") { mentions(reviewed: ${reviewed}) {
        id review method surface record { slug } evidence { part what } } } }`);
      return data.article.mentions;
    }
    const ofPoland = ({ method, evidence }: Tie) =>
      method === 'INFERRED' && evidence.some(({ part, what }) => part === 'COUNTRY' && what === 'poland');

    /** Of each way in which the article calls Poland, and of no inferred tie. */
    async function reviewPoland(word: string) {
      const names = [...(await ties()), ...(await ties('REJECTED'))].filter(
        ({ record, surface }) => record.slug === 'poland' && surface !== null,
      );
      for (const { id } of names) await review(id, word);
    }

    async function receive(title = 'Poland shoots down drones') {
      await room.addFeed('one').catch(() => {});
      await room.receive('one', [
        { guid: 'i', url: 'https://one.example/i', title, text: INCURSION, date: new Date('2025-09-11T08:00:00Z') },
      ]);
    }

    test('judges the tie anew at once, and back again', async () => {
      await receive();
      const before = (await ties()).filter(ofPoland);
      expect(before).toMatchObject([{ review: 'AUTO' }]);
      await reviewPoland('REJECTED');
      expect((await ties()).filter(ofPoland)).toEqual([]);
      expect(await told()).toContainEqual({ kind: 'DELETED', id: uuidOf(before[0]?.id) });
      await receive('Poland shoots down some drones');
      expect((await ties()).filter(ofPoland)).toEqual([]);
      await reviewPoland('ACCEPTED');
      expect((await ties()).filter(ofPoland)).toMatchObject([{ review: 'AUTO' }]);
    });

    test('leaves a tie that was rejected itself rejected', async () => {
      await receive();
      const [tie] = (await ties()).filter(ofPoland);
      await review(tie?.id ?? '', 'REJECTED');
      await reviewPoland('REJECTED');
      await reviewPoland('ACCEPTED');
      const ofRecord = ({ record }: Tie) => record.slug === tie?.record.slug;
      expect((await ties()).filter(ofRecord)).toEqual([]);
      expect((await ties('REJECTED')).filter(ofRecord)).toMatchObject([{ id: tie?.id }]);
    });
  });

  test('takes a key with role EDITOR', async () => {
    const [first] = await doubtful();
    const answer = await graph.raw(REVIEW, { variables: { id: first?.id, review: 'ACCEPTED' } });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await told()).toEqual([]);
  });
});

test('the queue pages by its cursor, and what arrives in between hides nothing', async () => {
  for (const at of [1, 2, 3]) await doubtful(`https://one.example/${at}`);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const query = `query ($after: String) { reviewQueue(first: 1, after: $after) {
      pageInfo { hasNextPage endCursor } edges { node { article { url } surface score method } } } }`;
    const answer = await graph.raw(query, { variables: { after } });
    const { edges, pageInfo } = answer.data.reviewQueue as Queue;
    seen.push(...edges.map(({ node }) => node.article.url));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    if (seen.length === 2) await doubtful('https://one.example/later');
  } while (after !== null);
  const own = seen.filter((url) => url.startsWith('https://one.example/'));
  expect(own).toEqual([3, 3, 2, 2, 1, 1].map((at) => `https://one.example/${at}`));
});

function uuidOf(globalId = ''): string {
  return Buffer.from(globalId, 'base64').toString().split(':')[1] ?? '';
}

interface Queue {
  edges: { node: { article: { url: string } } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
