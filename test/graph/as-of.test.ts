import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { pastText, TRACKED } from '../../src/database/past.js';
import { openDatabase } from '../support/database.js';
import { type Graph, graphOn } from '../support/graph.js';

const SLUG = 'ro-ua-joint-drone-production';

describe('asOf', () => {
  let database: Database;
  let graph: Graph;
  beforeAll(async () => {
    database = await openDatabase();
    graph = graphOn(database);
  });
  afterAll(() => database.close());

  async function now(): Promise<string> {
    const [row] = await database.sql.rows<{ at: Date }>('select clock_timestamp() as at');
    await new Promise((resolve) => setTimeout(resolve, 5));
    return (row as { at: Date }).at.toISOString();
  }

  const DEAL = `
    name version status parties { role actor { name deals(first: 5) { edges { roles node { name } } totalCount } } }
    values { kind money { min } source { slug } } claims(first: 50) { totalCount edges { node { field value } } }
    articles(first: 3) { totalCount edges { node { title mentions { surface record { slug name } } } } }`;

  test('answers as the plain query did then, two instants and a plain field at once', async () => {
    const read = async () => (await graph.raw(`{ deal(slug: "${SLUG}") { ${DEAL} } }`)).data.deal;
    const beforeAll = '2001-01-01T00:00:00Z';
    const first = await read();
    const then = await now();
    await database.prisma.$executeRaw`update deal set name = 'Renamed' where slug = ${SLUG}`;
    await database.prisma.$executeRaw`delete from deal_party where deal_slug = ${SLUG} and actor_slug = 'romania'`;
    const second = await read();
    expect(second).not.toEqual(first);
    const later = await now();
    await database.prisma.$executeRaw`update actor set name = 'Ukraine (renamed)' where slug = 'ukraine'`;
    const third = await read();

    const answer = await graph.raw(`{
      plain: deal(slug: "${SLUG}") { ${DEAL} }
      first: asOf(at: "${then}") { deal(slug: "${SLUG}") { ${DEAL} } }
      second: asOf(at: "${later}") { deal(slug: "${SLUG}") { ${DEAL} } nested: asOf(at: "${then}") { deal(slug: "${SLUG}") { ${DEAL} } } }
      never: asOf(at: "${beforeAll}") { deal(slug: "${SLUG}") { name } articles(first: 1) { totalCount } actors(first: 1) { totalCount } }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.plain).toEqual(third);
    expect(answer.data.first.deal).toEqual(first);
    expect(answer.data.second.deal).toEqual(second);
    expect(answer.data.second.nested.deal).toEqual(first);
    expect(answer.data.never).toEqual({ deal: null, articles: { totalCount: 0 }, actors: { totalCount: 0 } });
  });

  test('finds nodes, and what a record has been since it was deleted', async () => {
    const id = Buffer.from('Deal:ua-us-drone-deal').toString('base64');
    const query = `node(id: "${id}") { id ... on Deal { name articles(first: 5) { edges { node { title } } } revisions(first: 5) { edges { node { version } } } } }`;
    const { data } = await graph.raw(`{ ${query} }`);
    const then = await now();
    await database.prisma.$executeRaw`delete from deal where slug = 'ua-us-drone-deal'`;
    const answer = await graph.raw(`{ ${query} asOf(at: "${then}") { ${query} } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ node: null, asOf: data });
  });

  test('leaves out the publisher of a feed that was not in the record yet: feeds are as they are', async () => {
    const feeds = '{ feeds(first: 100) { edges { node { slug publisher { slug } } } } }';
    const { data, errors } = await graph.raw(
      `{ now: ${feeds.slice(1, -1)} asOf(at: "2000-01-01T00:00:00Z") ${feeds} }`,
    );
    expect(errors).toBeUndefined();
    type Feeds = { edges: { node: { publisher: object | null } }[] };
    const publishers = ({ edges }: Feeds) => edges.filter(({ node }) => node.publisher !== null).length;
    expect(publishers(data.now)).toBeGreaterThan(0);
    expect(publishers(data.asOf.feeds)).toBe(0);
    expect(data.asOf.feeds.edges).toHaveLength(data.now.edges.length);
  });

  test('knows every table that the database keeps a history of', async () => {
    const rows = await database.sql.rows<{ name: string }>(
      `select relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'history' and c.relkind = 'r' and relname not in ('clock', 'mention')`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual([...TRACKED].sort());
  });
});

describe('a statement of the past', () => {
  test('stands over the tables as they were, under the names that the statement gives them', () => {
    const { text, dated } = pastText(
      'select d.name from deal d join deal_party on deal_slug = d.slug where d.slug = $1',
    );
    expect(dated).toBe(true);
    expect(text).toBe(
      'select d.name from (select * from history.deal h where h.valid_from <= $2::timestamptz and h.valid_to > $2::timestamptz) d ' +
        'join (select * from history.deal_party h where h.valid_from <= $2::timestamptz and h.valid_to > $2::timestamptz) deal_party on deal_slug = d.slug where d.slug = $1',
    );
  });

  test('leaves alone what has no history', () => {
    expect(pastText('select * from feed f where f.slug = any($1)')).toEqual({
      text: 'select * from feed f where f.slug = any($1)',
      dated: false,
    });
  });
});
