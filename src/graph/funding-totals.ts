// Money and numbers of funding lines, by group.
import { builder } from './builder.js';
import { filtered } from './filter/filter.js';
import { FundingFilterInput } from './filter/inputs.js';
import { fundingFilter } from './filter/records.js';
import { raw, sql } from './fragment.js';
import {
  checkGroups,
  type Group,
  type Grouped,
  groupColumns,
  grouped,
  groupOrder,
  keysField,
  keysOf,
  type MoneyTotal,
  MoneyTotalRef,
  moneyJson,
  sums,
} from './total.js';
import { vocabulary } from './vocabulary/vocabulary.js';

type FundingGroup = 'KIND' | 'STAGE' | 'PROGRAMME' | 'DONOR' | 'RECIPIENT' | 'YEAR';

const FundingGroupEnum = vocabulary<FundingGroup>('FundingGroup', 'By what funding lines are grouped.', {
  KIND: 'By what kind of funding it is.',
  STAGE: 'By how far it has come: its `stage`.',
  PROGRAMME: 'By the programme that it belongs to.',
  DONOR: 'By who gives; the whole line is in the group of each donor, since no source says who gives what.',
  RECIPIENT: 'By who receives; the whole line is in the group of each recipient.',
  YEAR: 'By the year of its `stageDate`.',
});

const party = (alias: string, role: string): Group => ({
  by: `${alias}.actor_slug`,
  join: `left join funding_party ${alias} on ${alias}.funding_slug = f.slug and ${alias}.role = '${role}'`,
  record: 'ACTOR',
});

const groups: Record<FundingGroup, Group> = {
  KIND: { by: 'f.kind::text' },
  STAGE: { by: 'f.stage::text' },
  PROGRAMME: { by: 'f.programme_slug', record: 'FUNDING' },
  DONOR: party('donor', 'DONOR'),
  RECIPIENT: party('recipient', 'RECIPIENT'),
  YEAR: { by: 'left(f.stage_date, 4)' },
};

interface FundingTotal extends Grouped {
  groupBy: readonly FundingGroup[];
  fundings: number;
  allocated: MoneyTotal[];
  pledged: MoneyTotal[];
  disbursed: MoneyTotal[];
  programmes: MoneyTotal[];
  withoutFigure: number;
  included: number;
  lapsed: number;
}

/** Which of the sums are a group's `values`: those of its own kind where it has one. */
function valuesOf({ groupBy, g0, g1, ...total }: FundingTotal): MoneyTotal[] {
  const kind = groupBy[0] === 'KIND' ? g0 : groupBy[1] === 'KIND' ? g1 : null;
  if (kind === 'PROGRAMME') return total.programmes;
  if (kind === 'PLEDGE') return total.pledged;
  return kind === 'DISBURSEMENT' ? total.disbursed : total.allocated;
}

const FundingTotalRef = builder.objectRef<FundingTotal>('FundingTotal').implement({
  description:
    'Funding lines of a group and their money. A promise, a payment and the size of a programme are never added to each other; and a line whose programme, or the programme of that, is summed up in the same list of the same group is a part of it and not added again. `fundings` is the records of `allocated`, `pledged`, `disbursed` and `programmes`, `withoutFigure`, `included` and `lapsed` together.',
  fields: (t) => ({
    keys: t.field({ ...keysField, resolve: (total) => keysOf(total.groupBy, groups, total) }),
    fundings: t.exposeInt('fundings', { description: 'How many funding lines.' }),
    values: t.field({
      type: [MoneyTotalRef],
      description: 'What is allocated or committed, by currency; in a group by KIND, what lines of that kind come to.',
      resolve: valuesOf,
    }),
    allocated: t.field({
      type: [MoneyTotalRef],
      description: 'Allocations and commitments, by currency.',
      resolve: ({ allocated }) => allocated,
    }),
    pledged: t.field({
      type: [MoneyTotalRef],
      description: 'Pledges, by currency. Not disbursements.',
      resolve: ({ pledged }) => pledged,
    }),
    disbursed: t.field({
      type: [MoneyTotalRef],
      description: 'What was paid, by currency.',
      resolve: ({ disbursed }) => disbursed,
    }),
    programmes: t.field({
      type: [MoneyTotalRef],
      description: 'The sizes of programmes, by currency. What they allocate is a part of them.',
      resolve: ({ programmes }) => programmes,
    }),
    withoutFigure: t.exposeInt('withoutFigure', { description: 'Lines for which no source states a sum.' }),
    included: t.exposeInt('included', {
      description: 'Lines that are a part of a line in the same list of the same group, and not added again.',
    }),
    lapsed: t.exposeInt('lapsed', { description: 'Lines that are cancelled: their sums are in no list.' }),
  }),
});

builder.queryField('fundingTotals', (t) =>
  t.field({
    type: [FundingTotalRef],
    description: 'Funding lines and their money by one or two groups, the largest groups first, 1,000 at most.',
    args: {
      filter: t.arg({ type: FundingFilterInput, description: 'Which funding lines; all where none is given.' }),
      groupBy: t.arg({ type: [FundingGroupEnum], required: true, description: 'One or two groups.' }),
    },
    resolve: async (_root, { filter, groupBy }, { load }) => {
      checkGroups(groupBy);
      const condition = await filtered(load, { rule: fundingFilter, value: filter, of: 'f' }, (found) => found);
      const rows = grouped({
        groupBy,
        groups,
        from: 'funding f',
        unique: 'f.slug',
        columns: `f.money_currency::text as currency, f.money_min as least, f.money_max as most, f.stage::text as stage,
          case f.kind when 'PROGRAMME' then 'programmes' when 'PLEDGE' then 'pledged'
            when 'DISBURSEMENT' then 'disbursed' else 'allocated' end as list`,
        filter: condition,
      });
      const columns = groupColumns(groupBy);
      // A set to look lines up in: a join would be run line by line wherever the planner takes a filter to leave few.
      const group = (of: string, line: string) =>
        [line, `${of}.list`, ...groupBy.map((_, i) => `coalesce(${of}.g${i}, '')`)].join(', ');
      const list = "case when state = 'summed' then list end";
      const currency = "case when state = 'summed' then currency end";
      const totals = await load.rows<Omit<FundingTotal, 'groupBy'>>(sql`
        with recursive part as (${rows}),
        above as (
          select f.slug as line, f.programme_slug as programme from funding f where f.programme_slug is not null
          union
          select above.line, f.programme_slug from above join funding f on f.slug = above.programme
          where f.programme_slug is not null
        ),
        stated as (
          select part.*, case when stage = 'CANCELLED' then 'lapsed'
            when coalesce(least, most) is null then 'withoutFigure' else 'summed' end as state
          from part
        ),
        told as (
          select ${raw(columns)}, list, currency, least, most,
            case when state = 'summed' and (${raw(group('stated', 'key'))}) in (
              select ${raw(group('whole', 'line'))} from above join stated whole on whole.key = above.programme
              where whole.state = 'summed'
            ) then 'included' else state end as state
          from stated
        ),
        totalled as (
          select ${raw(columns)}, state, ${raw(list)} as list, ${raw(currency)} as currency, ${raw(sums)}
          from told group by ${raw(columns)}, state, ${raw(list)}, ${raw(currency)}
        )
        select ${raw(columns)}, sum(records)::int as fundings,
          ${raw(moneyJson("list = 'allocated'"))} as allocated,
          ${raw(moneyJson("list = 'pledged'"))} as pledged,
          ${raw(moneyJson("list = 'disbursed'"))} as disbursed,
          ${raw(moneyJson("list = 'programmes'"))} as programmes,
          coalesce(sum(records) filter (where state = 'withoutFigure'), 0)::int as "withoutFigure",
          coalesce(sum(records) filter (where state = 'included'), 0)::int as included,
          coalesce(sum(records) filter (where state = 'lapsed'), 0)::int as lapsed
        from totalled group by ${raw(columns)} order by ${raw(groupOrder(groupBy, 'sum(records)'))} limit 1000`);
      return totals.map((total) => ({ ...total, groupBy }));
    },
  }),
);
