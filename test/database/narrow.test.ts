import { expect, test } from 'vitest';
import { narrowSql } from '../../src/database/narrow.js';
import { pastSql } from '../../src/database/past.js';
import { columns, type Sql } from '../../src/database/sql.js';

const list = columns({ slug: 'slug', name: 'name', summary: 'summary', isoCode: 'isoCode' }, 'a', [
  'summary',
  'isoCode',
]);
const text = `select ${list} from actor a where a.slug = any($1::text[])`;

function recording(): { sql: Sql; sent: string[] } {
  const sent: string[] = [];
  return { sent, sql: { rows: async (statement) => void sent.push(statement) as never } };
}

async function sentFor(asked: string[], statement = text): Promise<string> {
  const { sql, sent } = recording();
  await narrowSql(sql, new Set(asked)).rows(statement);
  return (sent[0] as string).replaceAll('/*on demand*/', '');
}

test('a column on demand is selected where its field is asked for, and the others always', async () => {
  const rest = 'from actor a where a.slug = any($1::text[])';
  expect(await sentFor([])).toBe(`select a."slug", a."name" ${rest}`);
  expect(await sentFor(['summary'])).toBe(`select a."slug", a."name", a."summary" ${rest}`);
  expect(await sentFor(['isoCode'])).toBe(`select a."slug", a."name", a."iso_code" as "isoCode" ${rest}`);
  expect(await sentFor(['iso_code', 'isocode'])).toBe(`select a."slug", a."name" ${rest}`);
});

test('a statement without such columns is sent as it is', async () => {
  expect(await sentFor([], 'select a."slug" from actor a')).toBe('select a."slug" from actor a');
});

test('those who ask for the same send one text, however often', async () => {
  const { sql, sent } = recording();
  const asked = new Set(['summary']);
  for (let time = 0; time < 3; time++) await narrowSql(sql, asked).rows(text);
  await narrowSql(sql, new Set(['summary'])).rows(text);
  expect(new Set(sent).size).toBe(1);
});

test('the past is read with as few columns', async () => {
  const { sql, sent } = recording();
  await pastSql(narrowSql(sql, new Set()), new Date(0)).rows(text, [[]]);
  expect(sent[0]).toMatch(/^select a\."slug", a\."name" from \(select \* from history\.actor/);
});

test('a filter in any number of shapes selects as few columns', async () => {
  const { sql, sent } = recording();
  const asked = new Set<string>();
  for (let shape = 0; shape < 600; shape++) await narrowSql(sql, asked).rows(`${text} and ${shape} = ${shape}`);
  expect(sent.filter((statement) => statement.includes('summary'))).toEqual([]);
  expect(new Set(sent).size).toBe(600);
});
