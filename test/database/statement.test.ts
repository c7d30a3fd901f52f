// How statements run on a server, where they go past pg's own query.
import { Pool, types } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_PREPARED } from '../../src/database/prepared-names.js';
import { type Sql, sqlOnPool, transactionOnPool } from '../../src/database/sql.js';
import { Statement } from '../../src/database/statement.js';

const url = process.env.TEST_DATABASE_URL;

describe.skipIf(!url)('a statement on a PostgreSQL server', () => {
  let pool: Pool;
  let sql: Sql;
  beforeAll(() => {
    pool = new Pool({ ...(url && { connectionString: url }), max: 3 });
    pool.on('error', () => {});
    sql = sqlOnPool(pool);
  });
  afterAll(() => pool.end());

  test('reads every type as pg does, at its first run and at the next', async () => {
    const text = `
      select n, null as nothing, true as yes, 1::int2 as small, 1.5::float8 as float, 1.50::numeric as numeric,
        n::bigint as big, 'text'::text as text, 'vc'::varchar as varchar, 'ab'::char(3) as char, '\\x00ff'::bytea as bytes,
        '{"a": [1, null]}'::jsonb as json, array['a,b', 'c"d', null] as texts, array[1, 2] as numbers, '{}'::text[] as none,
        date '2026-01-31' as date, interval '1 day 2 hours' as interval, md5('x')::uuid as uuid, 'MOOD' as "a ""name"""
      from generate_series(1, $1::int) n`;
    const { rows: expected } = await pool.query(text, [3]);
    expect(await sql.rows(text, [3])).toEqual(expected);
    expect(await sql.rows(text, [3])).toEqual(expected);
    expect(await sql.rows(text, [0])).toEqual([]);
  });

  test.each([
    '2026-11-25 23:35:00+00',
    '2026-11-25 23:35:00.1+00',
    '2026-11-25 23:35:59.123+00',
    '2026-02-28 00:00:00.999999+00',
    '2024-02-29 12:00:00+02',
    '1969-12-31 23:59:59.5+00',
    '0099-01-01 00:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    '12026-01-01 00:00:00+00',
    'infinity',
    '-infinity',
  ])('reads the instant %s as pg does, whatever the session’s time zone', async (instant) => {
    for (const zone of ['UTC', 'Asia/Kolkata']) {
      const [ours, pgs] = await transactionOnPool(pool, async (tx) => {
        await tx.rows(`set local time zone '${zone}'`);
        const text = 'select $1::timestamptz as at, $1::timestamptz::text as text';
        const [row] = await tx.rows<{ at: unknown; text: string }>(text, [instant]);
        return [row?.at, types.getTypeParser(types.builtins.TIMESTAMPTZ, 'text')(row?.text ?? '')];
      });
      // pg reads digits past the milliseconds into a fraction of one; a moment has none.
      expect(ours instanceof Date ? ours.toISOString() : ours).toEqual(pgs instanceof Date ? pgs.toISOString() : pgs);
    }
  });

  test('takes parameters of every kind, and says so where one has no form', async () => {
    const text = `select $1::text as text, $2::int as number, $3::timestamptz as at, $4::text[] as texts, $5::jsonb as json,
      $6::bool as yes, $7::bytea as bytes, $8::text as nothing`;
    const at = new Date('2026-11-25T23:35:00.123Z');
    const values = ['ș " \\ 🇺🇦', 7, at, ['a', 'b "c" \\', null], { a: [1] }, true, Buffer.from([0, 255]), null];
    const [row] = await sql.rows(text, values);
    expect(Object.values(row as object)).toEqual(values);
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    await expect(sql.rows(text, [circular])).rejects.toThrow('circular');
    expect(await sql.rows(text, values)).toEqual([row]);
  });

  test('is prepared when it comes twice, and each connection asks once what the columns are', async () => {
    const client = await pool.connect();
    try {
      const seen: string[] = [];
      const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
      connection.on('message', ({ name }: { name: string }) => seen.push(name));
      const on = sqlOnPool(client);
      for (const value of [1, 2, 3]) {
        expect(await on.rows('select $1::int as once', [value])).toEqual([{ once: value }]);
      }
      const run = ['bindComplete', 'dataRow', 'commandComplete', 'readyForQuery'];
      const [bound, ...rest] = run;
      const first = ['parseComplete', bound, 'rowDescription', ...rest];
      expect(seen).toEqual([...first, ...first, ...run]);
    } finally {
      client.release(true);
    }
  });

  test('in any number of shapes leaves a bounded number of them prepared', async () => {
    const client = await pool.connect();
    try {
      const on = sqlOnPool(client);
      for (let shape = 0; shape < MOST_PREPARED + 50; shape++) {
        for (let run = 0; run < 2; run++) {
          expect(await on.rows(`select ${shape} as shape_${shape}`)).toEqual([{ [`shape_${shape}`]: shape }]);
        }
      }
      const [{ count } = { count: 0 }] = await on.rows<{ count: number }>(
        'select count(*)::int as count from pg_prepared_statements',
      );
      expect(count).toBeLessThanOrEqual(MOST_PREPARED);
      expect(count).toBeGreaterThan(MOST_PREPARED / 2);
      const { connection } = client as unknown as { connection: { parsedStatements: object } };
      expect(Object.keys(connection.parsedStatements)).toHaveLength(count);
      // One that was closed is prepared anew.
      for (let run = 0; run < 3; run++) expect(await on.rows('select 0 as shape_0')).toEqual([{ shape_0: 0 }]);
    } finally {
      client.release(true);
    }
  });

  test('gives no rows where there are none to give', async () => {
    await transactionOnPool(pool, async (tx) => {
      const text = 'create temporary table if not exists nothing_given (a int) on commit drop';
      for (let run = 0; run < 2; run++) expect(await tx.rows(text)).toEqual([]);
      const insert = 'insert into nothing_given values ($1)';
      for (let run = 0; run < 2; run++) expect(await tx.rows(insert, [run])).toEqual([]);
      expect(await tx.rows('select a from nothing_given order by a')).toEqual([{ a: 0 }, { a: 1 }]);
    });
  });

  test('names a column as the statement does, also where the name means something to JavaScript', async () => {
    const [row] = await sql.rows<object>(
      `select 1 as "__proto__", 2 as "constructor", 3 as "a""b\\c", 4 as "?column?"`,
    );
    expect(Object.entries(row ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['a"b\\c', 3],
      ['?column?', 4],
    ]);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  test('what fails half way gives no rows, and the next statement runs', async () => {
    const text = 'select 1 / (5 - n) as share from generate_series(1, $1::int) n';
    for (let run = 0; run < 2; run++) {
      await expect(sql.rows(text, [9])).rejects.toMatchObject({ code: '22012' });
      expect(await sql.rows(text, [4])).toHaveLength(4);
    }
  });

  test('what fails in a transaction ends it, and the connection goes on', async () => {
    const one = new Pool({ ...(url && { connectionString: url }), max: 1 });
    try {
      const text = 'select $1::int as number';
      const work = transactionOnPool(one, async (tx) => {
        await expect(tx.rows(text, ['no number'])).rejects.toMatchObject({ code: '22P02' });
        await tx.rows(text, [1]);
      });
      await expect(work).rejects.toMatchObject({ code: '25P02' });
      expect(await sqlOnPool(one).rows(text, [1])).toEqual([{ number: 1 }]);
      expect(await sqlOnPool(one).rows(text, [2])).toEqual([{ number: 2 }]);
    } finally {
      await one.end();
    }
  });

  test('a statement that is cancelled, or whose connection is cut, fails alone', async () => {
    const named = (end: string) =>
      sql.rows(
        `select ${end}(pid) from pg_stat_activity where query like 'select pg_sleep(%' and pid <> pg_backend_pid()`,
      );
    for (const [end, code] of [
      ['pg_cancel_backend', '57014'],
      ['pg_terminate_backend', '57P01'],
    ] as const) {
      const sleeping = expect(sql.rows('select pg_sleep($1)', [20])).rejects.toMatchObject({ code });
      while ((await named(end)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await sleeping;
      expect(await sql.rows('select 1 as one')).toEqual([{ one: 1 }]);
    }
  });

  test('columns that change their type while connections have read them are read anew', async () => {
    const table = `statement_${process.pid}`;
    const text = `select value from ${table}`;
    const onAll = () => Promise.all([1, 2, 3].map(() => sql.rows(text)));
    try {
      await sql.rows(`create table ${table} as select 1 as value`);
      expect((await onAll()).flat()).toEqual([1, 2, 3].map(() => ({ value: 1 })));
      await sql.rows(`alter table ${table} alter value type timestamptz using '2026-01-01Z'`);
      const value = new Date('2026-01-01Z');
      expect((await onAll()).flat()).toEqual([1, 2, 3].map(() => ({ value })));
    } finally {
      await sql.rows(`drop table if exists ${table}`);
    }
  });

  test('one connection runs statements one after another, each with its own rows', async () => {
    const rows = await transactionOnPool(pool, (tx) =>
      Promise.all([1, 2, 3].map((value) => tx.rows<object>(`select $1::int as "row of ${value % 2}"`, [value]))),
    );
    expect(rows.flat()).toEqual([{ 'row of 1': 1 }, { 'row of 0': 2 }, { 'row of 1': 3 }]);
  });
});

test('a value that cannot be read fails its statement where pg can tell of it', () => {
  const statement = new Statement({ name: '', text: 'select', parameters: [] });
  const told: unknown[] = [];
  statement.callback = (error) => told.push(error);
  statement.handleRowDescription({ fields: [{ name: 'json', dataTypeID: types.builtins.JSON }] as never });
  statement.handleDataRow({ fields: ['{'] });
  statement.handleDataRow({ fields: ['{}'] });
  statement.handleReadyForQuery();
  expect(told).toEqual([expect.any(SyntaxError)]);
});
