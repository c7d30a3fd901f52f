// Which sum stands for a deal where one is needed: in an order by value, and in totals.

/**
 * The value of a deal's contract; where no source gives one, the value of the whole. Of competing sums it is the
 * preferred one. Where none is preferred, the currency is that of the sum that the record lists first, and sums that
 * differ in it leave the deal unsettled: nobody has said which holds. Shares, ceilings, budgets, investments and sums
 * with earlier orders are other things.
 *
 * A lateral subquery: at most one row of currency, least, most, unsettled for the deal whose slug the expression is.
 */
export const figureOf = (slug: string) => `(
  select chosen.currency::text as currency, min(v.money_min) as least, min(v.money_max) as most,
    count(distinct (v.money_min, v.money_max)) > 1 as unsettled
  from (
    select w.kind, w.rank, w.money_currency as currency
    from deal_value w where w.deal_slug = ${slug} and ${counts('w')}
    order by w.kind <> 'CONTRACT', w.rank <> 'PREFERRED', w.position limit 1
  ) chosen
  join deal_value v on v.deal_slug = ${slug} and ${counts('v')}
    and v.kind = chosen.kind and v.rank = chosen.rank and v.money_currency = chosen.currency
  group by chosen.currency
)`;

const counts = (value: string) =>
  `${value}.kind in ('CONTRACT', 'TOTAL') and ${value}.rank <> 'DEPRECATED' and ${value}.holder_slug is null
    and coalesce(${value}.money_min, ${value}.money_max) is not null`;
