import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disagreements } from '../record/memory.js';
import { type OwnData, ownData } from '../support/own-data.js';
import { type Environment, flankwatch, serve, temporaryFolder } from '../support/process.js';

const KILLS = 10;
const ADMIN_KEY = 'an-admin-key-for-tests';

let data: OwnData;
let environment: Environment;
beforeAll(async () => {
  data = await ownData('record_kill');
  environment = { ...data.environment, ADMIN_KEY };
});
afterAll(() => data?.drop());

/** What is in the database after a kill: `summaries` are all that the actors have. */
const look = () =>
  data.look(async ({ sql }) => {
    const summaries = await sql.rows<{ summary: string | null; count: number }>(
      'select summary, count(*)::int as count from actor group by summary',
    );
    const [saved] = await sql.rows<{ name: string; version: number; parties: number; told: number }>(
      `select d.name, d.version,
         (select count(*)::int from deal_party p where p.deal_slug = d.slug) as parties,
         (select count(*)::int from change c where c.node_id = d.slug and c.type = 'DEAL') as told
       from deal d where d.slug = 'saved-in-a-row'`,
    );
    return { wrong: await disagreements(sql), summaries, saved };
  });

const SAVE = `mutation Save($input: DealInput!) { saveDeal(input: $input) { __typename } }`;

/** Saves the deal under one name after the other, each with as many parties as its number says, until it is killed. */
async function saveOn(url: string, from: number, saved: () => void): Promise<void> {
  const actors = ['poland', 'romania', 'ukraine', 'russia'];
  for (let number = from; ; number++) {
    const input = {
      slug: 'saved-in-a-row',
      name: `Number ${number}`,
      kind: 'OTHER',
      statusHistory: [{ status: 'ANNOUNCED' }],
      parties: actors.slice(0, 1 + (number % 4)).map((actor) => ({ actor, role: 'PARTNER' })),
    };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
      body: JSON.stringify({ query: SAVE, variables: { input } }),
    });
    const { data } = (await response.json()) as { data: unknown };
    expect(data).toEqual({ saveDeal: { __typename: 'SaveDealSuccess' } });
    saved();
  }
}

test(`${KILLS} kills in the middle of saves leave no half of one`, { timeout: 600_000 }, async () => {
  let number = 0;
  for (let killed = 0; killed < KILLS; killed++) {
    const gateway = serve(environment);
    let done = () => {};
    const first = new Promise<void>((resolve) => {
      done = resolve;
    });
    const saving = saveOn(await gateway.url, number, done).catch(() => {});
    await first;
    await sleep(300 * Math.random());
    await gateway.end('SIGKILL');
    await saving;
    const { wrong, saved } = await look();
    expect(wrong).toEqual([]);
    number = Number(saved?.name.replace('Number ', ''));
    expect(saved?.parties).toBe(1 + (number % 4));
    expect(saved?.told).toBe(saved?.version);
    number++;
  }
  expect(number).toBeGreaterThanOrEqual(KILLS);
});

test(`${KILLS} kills in the middle of imports leave no half of one`, { timeout: 600_000 }, async () => {
  const folder = await temporaryFolder();
  const actors = JSON.parse(await readFile('prisma/dataset/actors.json', 'utf8')) as object[];
  const write = (summary: string) =>
    writeFile(join(folder, 'actors.json'), JSON.stringify(actors.map((actor) => ({ ...actor, summary }))));
  await write('Number 0');
  const started = Date.now();
  expect((await flankwatch(['import', folder], environment)).code).toBe(0);
  const whole = Date.now() - started;
  let last = 'Number 0';
  for (let killed = 0; killed < KILLS; killed++) {
    await write(`Number ${killed + 1}`);
    await flankwatch(['import', folder], environment, { killAfterMs: (0.3 + 0.7 * Math.random()) * whole });
    const { wrong, summaries } = await look();
    expect(wrong).toEqual([]);
    expect(summaries).toHaveLength(1);
    expect([last, `Number ${killed + 1}`]).toContain(summaries[0]?.summary);
    last = summaries[0]?.summary as string;
  }
});
