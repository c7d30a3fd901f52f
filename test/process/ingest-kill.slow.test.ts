import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnData, ownData } from '../support/own-data.js';
import { flankwatch, temporaryFolder } from '../support/process.js';

const ITEMS = 5000;
const KILLS = 20;

let file: string;
let data: OwnData;
beforeAll(async () => {
  file = join(await temporaryFolder(), 'feed.xml');
  const items = Array.from({ length: ITEMS }, (_, at) => itemOf(at));
  await writeFile(file, `<rss version="2.0"><channel><title>Feed</title>${items.join('')}</channel></rss>`);
  data = await ownData('ingest_kill');
});
afterAll(() => data?.drop());

const itemOf = (at: number) => `<item><guid isPermaLink="false">${at}</guid><link>https://news.example/${at}</link>
  <title>Romania and Rheinmetall agree on item ${at}</title><description>Poland and Ukraine too.</description></item>`;

async function timed<Result>(work: () => Promise<Result>): Promise<{ took: number; result: Result }> {
  const started = Date.now();
  const result = await work();
  return { result, took: Date.now() - started };
}

/** What is wrong with the articles of the feed, and how many there are. */
const STATE = `
  with part as (
    select a.url, count(p.article_id) as appearances, coalesce(m.mentions, 0) as mentions, coalesce(c.changes, 0) as changes
    from article a
    left join appearance p on p.article_id = a.id
    left join (select article_id, count(*) as mentions from mention group by 1) m on m.article_id = a.id
    left join (select node_id, count(*) as changes from change where type = 'ARTICLE' group by 1) c on c.node_id = a.id::text
    where a.feed_slug = 'killed'
    group by a.id, m.mentions, c.changes
  )
  select count(*)::int as articles, count(distinct url)::int as addresses,
    count(*) filter (where appearances <> 1)::int as "withoutAppearance",
    count(*) filter (where mentions < 3)::int as "withoutMentions",
    count(*) filter (where changes <> 1)::int as "notToldOnce"
  from part`;

const CLEAR = `delete from change where type = 'ARTICLE'; delete from article where feed_slug = 'killed'`;

const SOUND = { withoutAppearance: 0, withoutMentions: 0, notToldOnce: 0 };

test(`${KILLS} kills in the middle of a document lose, double and halve nothing`, { timeout: 600_000 }, async () => {
  const run = (killAfterMs?: number) =>
    timed(() =>
      flankwatch(
        ['ingest', file, '--feed', 'killed'],
        data.environment,
        killAfterMs === undefined ? {} : { killAfterMs },
      ),
    );
  let { took: whole } = await run();
  await data.look(({ script }) => script(CLEAR));
  for (let killed = 0; killed < KILLS; ) {
    // At first it only starts; then it reads, links and writes until a little before its end.
    const { took, result } = await run((0.2 + 0.8 * Math.random()) * whole);
    if (result.signal === 'SIGKILL') killed++;
    else whole = took;
    const state = await data.look(async ({ sql, script }) => {
      const found = await sql.rows<{ articles: number; addresses: number }>(STATE);
      await script(CLEAR);
      return found;
    });
    const [{ articles } = { articles: -1 }] = state;
    expect([0, ITEMS]).toContain(articles);
    expect(state).toEqual([{ articles, addresses: articles, ...SOUND }]);
  }
  expect((await run()).result).toMatchObject({ code: 0, mistakes: [] });
  const [state] = await data.look(({ sql }) => sql.rows(STATE));
  expect(state).toEqual({ articles: ITEMS, addresses: ITEMS, ...SOUND });
});
