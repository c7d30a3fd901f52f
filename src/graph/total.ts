// What all totals have in common: groups, their keys, and sums of money that a newspaper could print.
import type { RecordKind } from '../database/generated/enums.js';
import { builder, type DecimalValue } from './builder.js';
import { type Fragment, join, raw, sql } from './fragment.js';
import { badArgument } from './listing.js';
import { anyRecordOf, RecordRef, recordOf } from './record.js';

/** How the rows that a filter leaves are told apart. */
export interface Group {
  /** The value of a row, as text; null where it has none. */
  by: string;
  /** Joined to the rows; brings one row for each value, so that a row is in several groups. */
  join?: string;
  /** What kind of record the value names. */
  record?: RecordKind | 'ANY';
}

interface GroupKey {
  group: string;
  value: string | null;
  record?: RecordKind | 'ANY' | undefined;
}

export interface Grouped {
  g0: string | null;
  g1?: string | null;
}

const GroupKeyRef = builder.objectRef<GroupKey>('GroupKey').implement({
  description: 'What the records of a group have in common.',
  fields: (t) => ({
    group: t.exposeString('group', { description: 'By what they were grouped: a word of `groupBy`.' }),
    value: t.exposeString('value', {
      nullable: true,
      description: 'What they have in common there; null where they have nothing.',
    }),
    record: t.field({
      type: RecordRef,
      nullable: true,
      description: 'The record, where the value is the slug of one.',
      resolve: ({ record, value }, _args, { load }) => {
        if (record === undefined || value === null) return null;
        return record === 'ANY' ? anyRecordOf(load, value) : recordOf(load, record, value);
      },
    }),
  }),
});

export const keysField = {
  type: [GroupKeyRef] as [typeof GroupKeyRef],
  description: 'What the group has in common, in the order of `groupBy`.',
};

export function keysOf<Name extends string>(
  groupBy: readonly Name[],
  groups: Record<Name, Group>,
  { g0, g1 }: Grouped,
): GroupKey[] {
  return groupBy.map((group, i) => ({
    group,
    value: (i === 0 ? g0 : g1) ?? null,
    record: groups[group].record,
  }));
}

/** Refuses what is no grouping: one group or two, each once. */
export function checkGroups(groupBy: readonly string[]): void {
  if (groupBy.length < 1 || groupBy.length > 2 || new Set(groupBy).size < groupBy.length) {
    throw badArgument('groupBy', groupBy, 'one or two groups, each once');
  }
}

interface Grouping<Name extends string> {
  groupBy: readonly Name[];
  groups: Record<Name, Group>;
  /** The table with its alias, the column that tells its rows apart, and what else is selected of them. */
  from: string;
  unique: string;
  columns?: string;
  filter: Fragment | undefined;
}

/** A query of each row once in each of its groups: g0, g1, the unique column as `key`, and the other columns. */
export function grouped<Name extends string>(grouping: Grouping<Name>): Fragment {
  const { groupBy, groups, from, unique, columns, filter } = grouping;
  const chosen = groupBy.map((name) => groups[name]);
  const values = chosen.map(({ by }, i) => `${by} as g${i}`);
  const joins = [...new Set(chosen.flatMap(({ join: tie }) => tie ?? []))];
  return join(
    [
      raw(
        `select ${joins.length === 0 ? '' : 'distinct '}${[...values, `${unique} as key`, ...(columns === undefined ? [] : [columns])].join(', ')}`,
      ),
      raw(`from ${from} ${joins.join(' ')}`),
      ...(filter === undefined ? [] : [sql`where ${filter}`]),
    ],
    '\n',
  );
}

/** `g0` or `g0, g1`. */
export function groupColumns(groupBy: readonly string[], of = ''): string {
  return groupBy.map((_, i) => `${of}g${i}`).join(', ');
}

/** The most frequent groups first; what has no value last among equals. */
export function groupOrder(groupBy: readonly string[], count: string): string {
  return [`${count} desc`, ...groupBy.map((_, i) => `g${i} nulls last`)].join(', ');
}

export interface MoneyTotal {
  currency: string;
  min: DecimalValue;
  max: DecimalValue | null;
  records: number;
}

export const MoneyTotalRef = builder.objectRef<MoneyTotal>('MoneyTotal').implement({
  description: 'A sum in one currency: totals never mix currencies, nor convert them.',
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'ISO 4217 code.' }),
    min: t.expose('min', {
      type: 'Decimal',
      description: 'The least it can be: a part without a lower bound counts as nothing.',
    }),
    max: t.expose('max', {
      type: 'Decimal',
      nullable: true,
      description: 'The most it can be; null where any part has no upper bound.',
    }),
    records: t.exposeInt('records', { description: 'How many records were summed up.' }),
  }),
});

/** An aggregate of totals by currency, as JSON with the amounts as text, from rows of currency, least, most, records. */
export function moneyJson(where: string): string {
  return `coalesce(
    jsonb_agg(
      jsonb_build_object('currency', currency, 'min', least::text, 'max', most::text, 'records', records)
      order by currency
    ) filter (where ${where}), '[]')`;
}

export const sums = `sum(coalesce(least, 0)) as least, case when bool_and(most is not null) then sum(most) end as most,
  count(*)::int as records`;

interface CountTotal extends Grouped {
  keys: GroupKey[];
  count: number;
  aggregates: number;
}

export const CountTotalRef = builder.objectRef<CountTotal>('CountTotal').implement({
  description: 'How many there are in a group.',
  fields: (t) => ({
    keys: t.field({ ...keysField, resolve: ({ keys }) => keys }),
    count: t.exposeInt('count', {
      description: 'How many single incidents or articles; each counts once in a group. Aggregates are no incidents.',
    }),
    aggregates: t.exposeInt('aggregates', {
      description: 'How many records that sum up many incidents stand beside them; 0 for articles.',
    }),
  }),
});
