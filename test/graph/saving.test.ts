import { applyPatch, type Operation } from 'rfc6902';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { patchesOf } from '../record/patches.js';
import { openDatabase } from '../support/database.js';
import { ADMIN_KEY, type Graph, graphOn } from '../support/graph.js';

const headers = { authorization: `Bearer ${ADMIN_KEY}` };

const SAVE_DEAL = `
  mutation SaveDeal($input: DealInput!, $ifVersion: Int, $reason: String) {
    saveDeal(input: $input, ifVersion: $ifVersion, reason: $reason) {
      __typename
      ... on SaveDealSuccess { deal { slug name version status values { preferred money { min currency } } parties { actor { slug } role } } }
      ... on ValidationError { message issues { path message } }
      ... on ConflictError { currentVersion }
    }
  }`;

const DEAL = {
  slug: 'test-deal',
  name: 'A test deal',
  kind: 'PROCUREMENT',
  statusHistory: [{ status: 'SIGNED', date: { value: '2025-11-03' } }],
  parties: [
    { actor: 'poland', role: 'BUYER' },
    { actor: 'kongsberg', role: 'SUPPLIER' },
  ],
};

let database: Database;
let graph: Graph;

async function mutate(query: string, variables: object) {
  const { data, errors } = await graph.raw(query, { variables, headers });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0] as { __typename: string } & Record<string, unknown>;
}

const saveDeal = (input: object, more: object = {}) => mutate(SAVE_DEAL, { input, ...more });
const id = (type: string, slug: string) => Buffer.from(`${type}:${slug}`).toString('base64');

describe('a save', () => {
  beforeEach(async () => {
    database = await openDatabase();
    graph = graphOn(database);
  });
  afterEach(() => database.close());

  test('makes a record, replaces it as the input says, and keeps every step', async () => {
    const party = (await database.prisma.actor.findFirstOrThrow({ where: { kind: 'COMPANY' } })).slug;
    const first = await saveDeal(
      {
        ...DEAL,
        parties: [
          { actor: 'poland', role: 'BUYER' },
          { actor: party, role: 'SUPPLIER' },
        ],
      },
      { reason: 'new' },
    );
    expect(first).toMatchObject({ __typename: 'SaveDealSuccess', deal: { version: 1, status: 'SIGNED' } });
    const second = await saveDeal(
      {
        ...DEAL,
        name: 'Renamed',
        parties: [{ actor: 'poland', role: 'BUYER' }],
        values: [{ kind: 'CONTRACT', money: { min: '5', max: '5', currency: 'EUR' }, preferred: true }],
      },
      { ifVersion: 1, reason: 'found the price' },
    );
    expect(second).toMatchObject({
      deal: {
        name: 'Renamed',
        version: 2,
        values: [{ preferred: true, money: { min: '5', currency: 'EUR' } }],
        parties: [{ actor: { slug: 'poland' } }],
      },
    });
    const { data } = await graph.raw(
      `{ deal(slug: "test-deal") { revisions { edges { node { version by reason } } } } }`,
    );
    expect(data.deal.revisions.edges.map((edge: { node: object }) => edge.node)).toEqual([
      { version: 2, by: 'ADMIN_KEY', reason: 'found the price' },
      { version: 1, by: 'ADMIN_KEY', reason: 'new' },
    ]);
    const last = await database.prisma.change.findMany({ orderBy: { seq: 'desc' }, take: 2 });
    expect(last).toMatchObject([
      { type: 'DEAL', kind: 'UPDATED', nodeId: 'test-deal' },
      { type: 'DEAL', kind: 'CREATED', nodeId: 'test-deal' },
    ]);
  });

  test('that changes nothing makes no revision', async () => {
    const input = { ...DEAL, parties: DEAL.parties.slice(0, 1) };
    await saveDeal(input);
    expect(await saveDeal(input)).toMatchObject({ deal: { version: 1 } });
  });

  test('is refused where somebody has saved meanwhile, or where the record should be new', async () => {
    const input = { ...DEAL, parties: DEAL.parties.slice(0, 1) };
    expect(await saveDeal(input, { ifVersion: 3 })).toEqual({ __typename: 'ConflictError', currentVersion: 0 });
    await saveDeal(input, { ifVersion: 0 });
    expect(await saveDeal({ ...input, name: 'B' }, { ifVersion: 0 })).toEqual({
      __typename: 'ConflictError',
      currentVersion: 1,
    });
  });

  test('names every mistake at once, each with its path from the arguments', async () => {
    const answer = await saveDeal({
      ...DEAL,
      name: ' ',
      statusHistory: [{ status: 'SIGNED', date: { value: '2025-02-30' }, sources: ['no-such-source'] }],
      parties: [
        { actor: 'atlantis', role: 'BUYER' },
        { actor: 'poland', role: 'BUYER' },
        { actor: 'poland', role: 'BUYER' },
      ],
      values: [{ kind: 'CONTRACT', money: { min: '7', max: '5', currency: 'euro' } }],
    });
    expect(answer.__typename).toBe('ValidationError');
    expect((answer.issues as { path: string[] }[]).map(({ path }) => path.join('.')).sort()).toEqual([
      'input.name',
      'input.parties.0.actor',
      'input.parties.2',
      'input.statusHistory.0.date.value',
      'input.statusHistory.0.sources.0',
      'input.values.0.money.currency',
      'input.values.0.money.max',
    ]);
    expect(await database.prisma.deal.count({ where: { slug: 'test-deal' } })).toBe(0);
  });

  test('never gives a slug a second meaning', async () => {
    expect(await saveDeal({ ...DEAL, slug: 'poland', parties: [] })).toMatchObject({
      issues: [{ path: ['input', 'slug'], message: 'names an actor already' }],
    });
    await saveDeal({ ...DEAL, parties: [] });
    await mutate(
      'mutation D($id: ID!) { deleteRecord(id: $id, ifVersion: 1, reason: "never happened") { __typename } }',
      { id: id('Deal', 'test-deal') },
    );
    expect(await saveDeal({ ...DEAL, parties: [] })).toMatchObject({
      issues: [{ path: ['input', 'slug'], message: 'named a record that was deleted' }],
    });
  });

  test('keeps what the input leaves out, and removes what it gives as null or empty', async () => {
    const { data } = await graph.raw(
      '{ incident(slug: "romania-drone-2025-09-13") { name kind timeNote effects claims { totalCount } sources { slug } } }',
    );
    const input = {
      slug: 'romania-drone-2025-09-13',
      name: data.incident.name,
      kind: data.incident.kind,
      attribution: 'ALLEGED_BY_AFFECTED_STATE',
    };
    const save = `mutation S($input: IncidentInput!) { saveIncident(input: $input) { ... on SaveIncidentSuccess { incident { timeNote sources { slug } claims(field: "outcome") { totalCount } counts { what } } } ... on ValidationError { message } } }`;
    const saved = await mutate(save, { input });
    expect(saved.incident).toMatchObject({
      timeNote: data.incident.timeNote,
      sources: data.incident.sources,
      claims: { totalCount: 2 },
      counts: [{ what: 'drones' }, { what: 'minutes in airspace' }, { what: 'km inside' }],
    });
    expect((await mutate(save, { input: { slug: input.slug, timeNote: null, counts: [] } })).incident).toMatchObject({
      timeNote: null,
      counts: [],
      sources: data.incident.sources,
    });
  });
});

describe('the rules of the domain', () => {
  beforeAll(async () => {
    database = await openDatabase();
    graph = graphOn(database);
  });
  afterAll(() => database.close());

  const issues = async (name: string, input: object) => {
    const answer = await mutate(
      `mutation S($input: ${name}Input!) { save${name}(input: $input) { __typename ... on ValidationError { issues { path message } } } }`,
      { input },
    );
    return (answer.issues as { path: string[]; message: string }[] | undefined)?.map(
      ({ path, message }) => `${path.slice(1).join('.')}: ${message}`,
    );
  };
  const INCIDENT = { slug: 'test-incident', name: 'Lights in the sky', kind: 'DRONE_SIGHTING' };
  const FUNDING = { slug: 'test-pledge', name: 'A pledge', kind: 'PLEDGE', stageHistory: [{ stage: 'PLEDGED' }] };

  test('a letter of intent is never contract value', async () => {
    const values = [{ kind: 'CONTRACT', money: { min: '5', currency: 'EUR' } }];
    const intent = { ...DEAL, parties: [], statusHistory: [{ status: 'INTENT_SIGNED' }] };
    expect(await issues('Deal', { ...intent, values })).toEqual([
      'values.0.kind: a letter of intent has no contract value: CONTRACT takes a deal that went further than INTENT_SIGNED',
    ]);
    expect(
      await issues('Deal', { ...intent, values: [{ kind: 'BUDGET', money: { min: '5', currency: 'EUR' } }] }),
    ).toBeUndefined();
    expect(
      await issues('Deal', { ...intent, statusHistory: [...intent.statusHistory, { status: 'SIGNED' }], values }),
    ).toBeUndefined();
  });

  test('a pledge is not a disbursement', async () => {
    expect(await issues('Funding', { ...FUNDING, stageHistory: [{ stage: 'DISBURSED' }] })).toEqual([
      'stageHistory.0.stage: a pledge is not a disbursement: what is paid is a line of its own, of kind DISBURSEMENT',
    ]);
    expect(
      await issues('Funding', {
        ...FUNDING,
        slug: 'test-paid',
        kind: 'DISBURSEMENT',
        stageHistory: [{ stage: 'DISBURSED' }],
      }),
    ).toBeUndefined();
  });

  test('an aggregate is marked as one', async () => {
    expect(await issues('Incident', { ...INCIDENT, kind: 'AGGREGATE' })).toEqual([
      'aggregate: must be true for an incident of kind AGGREGATE',
    ]);
    await expect(
      database.prisma
        .$executeRaw`update incident set kind = 'AGGREGATE' where not aggregate and slug = 'romania-drone-2025-09-13'`,
    ).rejects.toThrow(/incident_aggregate_check/);
  });

  test('nobody is the perpetrator of what is unattributed', async () => {
    const actors = [{ actor: 'russia', role: 'PERPETRATOR', certainty: 'SUSPECTED' }];
    expect(await issues('Incident', { ...INCIDENT, actors })).toEqual([
      'actors.0.role: nobody is named for an incident that is UNATTRIBUTED: PERPETRATOR takes an attribution',
    ]);
    expect(await issues('Incident', { ...INCIDENT, actors, attribution: 'SUSPECTED' })).toBeUndefined();
  });

  test('unknown is nothing, never 0', async () => {
    const counts = (quantity: object) => ({ ...INCIDENT, counts: [{ what: 'drones', quantity }] });
    expect(await issues('Incident', counts({ min: 0, max: 0 }))).toEqual([
      'counts.0.quantity.asStated: a count of 0 takes the words of its source: what is unknown is left out, never 0',
    ]);
    expect(await issues('Incident', counts({ min: 0, max: 0, qualifier: 'UNKNOWN', asStated: 'none' }))).toHaveLength(
      1,
    );
    expect(await issues('Incident', counts({ min: 0, max: 0, asStated: 'no drones' }))).toBeUndefined();
    expect(await issues('Funding', { ...FUNDING, money: { min: '0', max: '0.00', currency: 'EUR' } })).toEqual([
      'money.max: must be more than 0: what is unknown is left out',
    ]);
  });

  test('currencies never mix', async () => {
    const value = { kind: 'TOTAL', money: { min: '5', currency: 'EUR' } };
    const deal = { ...DEAL, slug: 'test-money', parties: [] };
    expect(
      await issues('Deal', { ...deal, values: [{ ...value, conversion: { amount: '5', currency: 'EUR' } }] }),
    ).toEqual(['values.0.conversion.currency: must be another currency than that of the sum']);
    expect(
      await issues('Deal', {
        ...deal,
        values: [
          { ...value, preferred: true },
          { ...value, preferred: true },
        ],
      }),
    ).toHaveLength(1);
    const dollars = { kind: 'TOTAL', money: { min: '5', currency: 'USD' }, preferred: true };
    expect(await issues('Deal', { ...deal, values: [{ ...value, preferred: true }, dollars] })).toBeUndefined();
  });

  test('a quote is short enough to be one', async () => {
    const record = `mutation C($input: ClaimInput!) { recordClaim(input: $input) { __typename ... on ValidationError { issues { path message } } } }`;
    const input = {
      record: id('Deal', 'ua-us-mega-deal'),
      field: 'jobs',
      value: 3,
      source: 'src-devdiscourse-2026-03-13',
    };
    expect(await mutate(record, { input: { ...input, quote: 'x'.repeat(201) } })).toEqual({
      __typename: 'ValidationError',
      issues: [{ path: ['input', 'quote'], message: 'must have 200 characters or fewer' }],
    });
    expect(await mutate(record, { input: { ...input, quote: 'ș'.repeat(200) } })).toEqual({
      __typename: 'RecordClaimSuccess',
    });
  });
});

describe('claims', () => {
  beforeAll(async () => {
    database = await openDatabase();
    graph = graphOn(database);
  });
  afterAll(() => database.close());

  const RECORD = `mutation C($input: ClaimInput!) { recordClaim(input: $input) { __typename ... on RecordClaimSuccess { claim { id field value rank quote recordedAt source { slug } record { slug version } } } ... on ValidationError { issues { path message } } ... on NotFoundError { message } } }`;
  const RANK = `mutation R($id: ID!, $rank: ClaimRank!) { rankClaim(id: $id, rank: $rank) { __typename ... on RecordClaimSuccess { claim { id rank } } ... on NotFoundError { message } } }`;
  const source = 'src-devdiscourse-2026-03-13';

  test('are made by every figure and status that names its source', async () => {
    const { data } = await graph.raw(`{
      incident(slug: "poland-drones-2025-09-10") { counts { what } claims(field: "counts", first: 50) { edges { node { part value source { slug } rank } } } }
      deal(slug: "ro-ua-joint-drone-production") { statusHistory { sources { slug } } claims(field: "status", first: 50) { totalCount } }
    }`);
    expect(data.incident.claims.edges).toHaveLength(7);
    expect(data.incident.claims.edges.map((edge: { node: object }) => edge.node)).toContainEqual({
      part: 'counts[0]',
      value: {
        what: 'airspace violations',
        quantity: { min: 19, max: 19, qualifier: 'AS_STATED', asStated: '19 violations' },
      },
      source: { slug: 'src-pravda-2025-09-10-7530184' },
      rank: 'PREFERRED',
    });
    const named = data.deal.statusHistory.flatMap((event: { sources: object[] }) => event.sources);
    expect(data.deal.claims.totalCount).toBe(named.length);
  });

  test('stand side by side, one preferred at most, and the field they speak of shows that one', async () => {
    const claim = (value: string, rank: string) => ({
      record: id('Deal', 'ua-us-mega-deal'),
      field: 'name',
      value,
      source,
      rank,
    });
    const first = await mutate(RECORD, { input: claim('The first name', 'PREFERRED') });
    expect(first.claim).toMatchObject({ value: 'The first name', rank: 'PREFERRED', source: { slug: source } });
    await mutate(RECORD, { input: claim('The second name', 'PREFERRED') });
    const read = async () =>
      (
        await graph.raw(
          '{ deal(slug: "ua-us-mega-deal") { name claims(field: "name") { edges { node { id value rank } } } } }',
        )
      ).data.deal;
    let deal = await read();
    expect(deal.name).toBe('The second name');
    expect(deal.claims.edges.map(({ node }: { node: { rank: string } }) => node.rank).sort()).toEqual([
      'NORMAL',
      'PREFERRED',
    ]);
    await mutate(RANK, { id: (first.claim as { id: string }).id, rank: 'PREFERRED' });
    deal = await read();
    expect(deal.name).toBe('The first name');
    expect(deal.claims.edges.map(({ node }: { node: { rank: string } }) => node.rank).sort()).toEqual([
      'NORMAL',
      'PREFERRED',
    ]);
  });

  test('of a part rank that part: what is shown follows', async () => {
    const read = async () =>
      (
        await graph.raw(
          '{ incident(slug: "poland-drones-2025-09-10") { counts { what preferred quantity { asStated } } claims(field: "counts", first: 50) { edges { node { id value } } } } }',
        )
      ).data.incident;
    const before = await read();
    const claim = before.claims.edges.find(
      ({ node }: { node: { value: { quantity: { asStated: string } } } }) =>
        node.value.quantity.asStated === 'about 20',
    ).node;
    await mutate(RANK, { id: claim.id, rank: 'PREFERRED' });
    const after = await read();
    expect(
      after.counts
        .filter(({ preferred }: { preferred: boolean }) => preferred)
        .map((count: { quantity: { asStated: string } }) => count.quantity.asStated),
    ).toEqual(['19 violations', 'about 20']);
  });

  test('whose words somebody changed in the database are ranked all the same', async () => {
    const input = { record: id('Deal', 'ua-us-mega-deal'), field: 'jobs', value: 3, source };
    const { claim } = await mutate(RECORD, { input });
    await database.prisma.$executeRaw`update claim set value = '4' where field = 'jobs'`;
    const found = async () =>
      (
        await graph.raw(
          '{ deal(slug: "ua-us-mega-deal") { claims(field: "jobs") { edges { node { id value rank } } } } }',
        )
      ).data.deal.claims.edges;
    await mutate(RANK, { id: (claim as { id: string }).id, rank: 'DEPRECATED' });
    expect(await found()).toMatchObject([{ node: { value: 4, rank: 'DEPRECATED' } }]);
    await database.prisma.$executeRaw`update claim set part = 'values[9]' where field = 'jobs'`;
    const [{ node }] = await found();
    expect(await mutate(RANK, { id: node.id, rank: 'PREFERRED' })).toMatchObject({ __typename: 'NotFoundError' });
  });

  test('about what is not there are refused', async () => {
    expect(
      await mutate(RECORD, { input: { record: id('Deal', 'atlantis'), field: 'x', value: 1, source } }),
    ).toMatchObject({ __typename: 'NotFoundError' });
    expect(
      await mutate(RECORD, {
        input: { record: id('Deal', 'ua-us-mega-deal'), field: 'x', value: 1, source: 'nowhere' },
      }),
    ).toEqual({
      __typename: 'ValidationError',
      issues: [{ path: ['input', 'source'], message: 'unknown source "nowhere"' }],
    });
    expect(
      await mutate(RANK, { id: id('Claim', '00000000-0000-0000-0000-000000000000'), rank: 'NORMAL' }),
    ).toMatchObject({ __typename: 'NotFoundError' });
  });
});

describe('a change that somebody makes in the database itself', () => {
  beforeAll(async () => {
    database = await openDatabase();
    graph = graphOn(database);
  });
  afterAll(() => database.close());

  test('is a revision of its record, parts included, with a patch, and told to the outbox', async () => {
    const slug = 'ro-ua-joint-drone-production';
    const seq = (await database.prisma.change.findFirstOrThrow({ orderBy: { seq: 'desc' } })).seq;
    await database.prisma.$executeRaw`update deal_party set role = 'OTHER' where deal_slug = ${slug} and position = 0`;
    await database.prisma.$executeRaw`update deal set version = 77, name = 'By hand' where slug = ${slug}`;
    const { data } = await graph.raw(
      `{ deal(slug: "${slug}") { version revisions(first: 2) { edges { node { version by patch } } } } }`,
    );
    expect(data.deal.version).toBe(3);
    const [second, first] = data.deal.revisions.edges.map((edge: { node: object }) => edge.node);
    expect(first).toMatchObject({ version: 2, patch: [{ op: 'replace', path: '/parties/0/role', value: 'OTHER' }] });
    expect(second).toMatchObject({ version: 3, patch: [{ op: 'replace', path: '/name', value: 'By hand' }] });
    expect(first.by).not.toBe('');
    const changes = await database.prisma.change.findMany({ where: { seq: { gt: seq } } });
    expect(changes.map(({ kind, nodeId }) => [kind, nodeId])).toEqual([
      ['UPDATED', slug],
      ['UPDATED', slug],
    ]);
  });

  test('replays from nothing to the record, to the last revision', async () => {
    const document = {};
    const patches = await patchesOf(database, 'ro-ua-joint-drone-production');
    expect(patches).toHaveLength(3);
    for (const patch of patches)
      expect(applyPatch(document, patch as Operation[]).every((error) => error === null)).toBe(true);
    expect(document).toMatchObject({ name: 'By hand' });
  });
});
