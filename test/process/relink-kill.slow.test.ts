import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnData, ownData } from '../support/own-data.js';
import { flankwatch } from '../support/process.js';

const ARTICLES = 3000;
const KILLS = 5;

let data: OwnData;
beforeAll(async () => {
  data = await ownData('relink_kill');
  // Articles that nobody has linked yet.
  await data.look(({ sql }) =>
    sql.rows(
      `insert into article (id, feed_slug, url, title, tags, published_at)
       select gen_random_uuid(), 'flankwatch-sample', 'https://old.example/' || at, 'Rheinmetall and Romania, part ' || at, '{}',
         timestamptz '2024-01-01' + (at % 100) * interval '1 minute'
       from generate_series(1, $1::int) as at`,
      [ARTICLES],
    ),
  );
});
afterAll(() => data?.drop());

interface State {
  linked: number;
  mentions: number;
  told: number;
  looked: number;
}

const state = () =>
  data.look(async ({ sql }) => {
    const [found] = await sql.rows<State>(`
      select count(distinct m.article_id)::int as linked, count(*)::int as mentions,
        (select count(*)::int from change where type = 'MENTION' and kind = 'CREATED') as told,
        (select coalesce(sum(looked), 0)::int from relink) as looked
      from mention m join article a on a.id = m.article_id where a.url like 'https://old.example/%'`);
    return found as State;
  });

const relink = (options = {}) => flankwatch(['relink', '--since', '2024-01-01'], data.environment, options);

test(`${KILLS} kills lose and double nothing, and each run goes on where the last one was`, async () => {
  let wait = 1500;
  for (let killed = 0, before = 0; killed < KILLS; killed++) {
    await relink({ killAfterMs: wait });
    const { linked, mentions, told, looked } = await state();
    expect(mentions).toBe(linked * 2);
    expect(told).toBeGreaterThanOrEqual(mentions);
    expect(looked).toBeGreaterThanOrEqual(before);
    // A start takes longer than that here.
    if (looked === before) wait += 1000;
    before = looked;
  }
  const { code, stdout } = await relink();
  expect(code).toBe(0);
  expect(stdout).toMatch(/articles looked at, \d+ tied otherwise than they were\n$/);
  expect(await state()).toMatchObject({ linked: ARTICLES, mentions: ARTICLES * 2 });
  const again = await relink();
  expect(again.stdout).toMatch(/ 0 tied otherwise than they were\n$/);
});

test('a day that is none is refused', async () => {
  const { code, mistakes } = await flankwatch(['relink', '--since', '2026-02-30'], data.environment);
  expect(code).toBe(1);
  expect(mistakes).toEqual(['--since 2026-02-30: a day is written YYYY-MM-DD']);
});
