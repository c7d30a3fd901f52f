// Money and numbers of deals, by group.
import { builder } from './builder.js';
import { filtered } from './filter/filter.js';
import { DealFilterInput } from './filter/inputs.js';
import { dealFilter } from './filter/records.js';
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

type DealGroup = 'KIND' | 'STATUS' | 'YEAR' | 'BUYER' | 'SUPPLIER' | 'PARTY' | 'COUNTRY';

const DealGroupEnum = vocabulary<DealGroup>('DealGroup', 'By what deals are grouped.', {
  KIND: 'By what kind of agreement it is.',
  STATUS: 'By how far it has come: its `status`.',
  YEAR: 'By the year of its `statusDate`.',
  BUYER: 'By who buys; a deal of two buyers is in both groups.',
  SUPPLIER: 'By who supplies, sells, or is the prime contractor; a deal is in the group of each.',
  PARTY: 'By who takes part, in whatever role; a deal is in the group of each.',
  COUNTRY: 'By the states where it is carried out; a deal is in the group of each.',
});

const party = (alias: string, roles?: string): Group => ({
  by: `${alias}.actor_slug`,
  join: `left join deal_party ${alias} on ${alias}.deal_slug = d.slug${roles === undefined ? '' : ` and ${alias}.role in (${roles})`}`,
  record: 'ACTOR',
});

const groups: Record<DealGroup, Group> = {
  KIND: { by: 'd.kind::text' },
  STATUS: { by: 'd.status::text' },
  YEAR: { by: 'left(d.status_date, 4)' },
  BUYER: party('buyer', "'BUYER'"),
  SUPPLIER: party('supplier', "'SUPPLIER', 'SELLER', 'PRIME_CONTRACTOR'"),
  PARTY: party('party'),
  COUNTRY: {
    by: 'place.actor_slug',
    join: 'left join deal_country place on place.deal_slug = d.slug',
    record: 'ACTOR',
  },
};

/** A contract is there; what comes before may still come to nothing, and of the rest nothing is left to count. */
const BINDING = "('SIGNED', 'IN_PROGRESS', 'IN_DELIVERY', 'COMPLETED')";
const LAPSED = "('SUSPENDED', 'CANCELLED', 'UNKNOWN')";

interface DealTotal extends Grouped {
  groupBy: readonly DealGroup[];
  deals: number;
  values: MoneyTotal[];
  intended: MoneyTotal[];
  withoutFigure: number;
  unsettled: number;
  lapsed: number;
}

const DealTotalRef = builder.objectRef<DealTotal>('DealTotal').implement({
  description: `Deals of a group and their money. Each deal counts once in a group, with one sum at most: its \`value\`. \`deals\` is the records of \`values\` and of \`intended\`, \`withoutFigure\`, \`unsettled\` and \`lapsed\` together.`,
  fields: (t) => ({
    keys: t.field({ ...keysField, resolve: (total) => keysOf(total.groupBy, groups, total) }),
    deals: t.exposeInt('deals', { description: 'How many deals.' }),
    values: t.field({
      type: [MoneyTotalRef],
      description: 'Contract money, by currency: deals that are signed, in progress, in delivery or completed.',
      resolve: ({ values }) => values,
    }),
    intended: t.field({
      type: [MoneyTotalRef],
      description:
        'Money of deals that are not signed yet, by currency: reported, in talks, planned, announced, selected, agreed, intent signed or approved. Never contract value.',
      resolve: ({ intended }) => intended,
    }),
    withoutFigure: t.exposeInt('withoutFigure', {
      description: 'Deals in force or intended for which no source gives the value of the contract or of the whole.',
    }),
    unsettled: t.exposeInt('unsettled', {
      description: 'Deals in force or intended whose competing sums differ, with none preferred: left out of both.',
    }),
    lapsed: t.exposeInt('lapsed', {
      description: 'Deals that are suspended, cancelled or of unknown status: their sums are left out of both.',
    }),
  }),
});

builder.queryField('dealTotals', (t) =>
  t.field({
    type: [DealTotalRef],
    description: 'Deals and their money by one or two groups, the largest groups first, 1,000 at most.',
    args: {
      filter: t.arg({ type: DealFilterInput, description: 'Which deals; all where none is given.' }),
      groupBy: t.arg({ type: [DealGroupEnum], required: true, description: 'One or two groups.' }),
    },
    resolve: async (_root, { filter, groupBy }, { load }) => {
      checkGroups(groupBy);
      const condition = await filtered(load, { rule: dealFilter, value: filter, of: 'd' }, (found) => found);
      const rows = grouped({
        groupBy,
        groups,
        from: 'deal d',
        unique: 'd.slug',
        columns: `d.status::text as status, d.value_currency::text as currency, d.value_min as least, d.value_max as most,
          d.value_unsettled as unsettled`,
        filter: condition,
      });
      const columns = groupColumns(groupBy);
      // What a deal is, in money: one state for each, so that the parts add up to the whole.
      const totals = await load.rows<Omit<DealTotal, 'groupBy'>>(sql`
        with part as materialized (${rows}),
        stated as (
          select part.*,
            case when status in ${raw(LAPSED)} then 'lapsed'
              when unsettled then 'unsettled'
              when currency is null then 'withoutFigure'
              when status in ${raw(BINDING)} then 'values'
              else 'intended' end as state
          from part
        ),
        summed as (
          select ${raw(columns)}, state, case when state in ('values', 'intended') then currency end as currency, ${raw(sums)}
          from stated group by ${raw(columns)}, state, case when state in ('values', 'intended') then currency end
        )
        select ${raw(columns)}, sum(records)::int as deals,
          ${raw(moneyJson("state = 'values'"))} as values,
          ${raw(moneyJson("state = 'intended'"))} as intended,
          coalesce(sum(records) filter (where state = 'withoutFigure'), 0)::int as "withoutFigure",
          coalesce(sum(records) filter (where state = 'unsettled'), 0)::int as unsettled,
          coalesce(sum(records) filter (where state = 'lapsed'), 0)::int as lapsed
        from summed group by ${raw(columns)} order by ${raw(groupOrder(groupBy, 'sum(records)'))} limit 1000`);
      return totals.map((total) => ({ ...total, groupBy }));
    },
  }),
);
