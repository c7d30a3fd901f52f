import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { openDatabase } from '../support/database.js';

const ROUNDS = 60;

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

/** Sets of ties that chance picks of the articles' possible ones: added, judged anew and taken out, many in a statement. */
const STEPS = [
  `insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface, score, method, review)
   select gen_random_uuid(), a.id, a.published_at, r.slug, r.kind, 'TITLE', n, n + 1, 'x', 0.5, 'ALIAS',
     (enum_range(null::review_status))[1 + floor(random() * 4)::int]
   from article a, (select * from record order by slug limit 5) r, generate_series(900, 903) n
   where random() < 0.1 on conflict do nothing`,
  `update mention set review = (enum_range(null::review_status))[1 + floor(random() * 4)::int] where random() < 0.3`,
  'delete from mention where random() < 0.2',
];

test('whatever is done to ties, a record counts the articles that name it', async () => {
  const { sql } = database;
  for (let round = 0; round < ROUNDS; round++) {
    const step = STEPS[round % STEPS.length] as string;
    await sql.rows(step);
    const counts = await sql.rows<{ counted: number; are: number }>(`
      select c.articles as counted, (
        select count(distinct m.article_id)::int from mention m
        where m.record_slug = c.record_slug and m.review in ('AUTO', 'ACCEPTED')) as are
      from coverage c`);
    expect(
      counts.filter(({ counted, are }) => counted !== are),
      step,
    ).toEqual([]);
    expect(counts.some(({ are }) => are > 0)).toBe(true);
  }
});
