// Which sum stands for a deal where one is needed: in an order by value, and in totals.

/**
 * The value of a deal's contract; where no source gives one, the value of the whole. Of competing sums it is the
 * preferred one. Where none is preferred, the currency is that of the sum that the record lists first, and sums that
 * differ in it leave the deal unsettled: nobody has said which holds. Shares, ceilings, budgets, investments and sums
 * with earlier orders are other things.
 *
 * What counts is told in the aggregates: in a condition, the planner would take it to leave nearly nothing, and then run
 * through all of it for each deal.
 *
 * A subquery: at most one row of deal_slug, currency, least, most, unsettled for each deal.
 */
export const DEAL_FIGURES = `(
  select best.deal_slug, best.currency, min(best.money_min) filter (where best.counts) as least,
    min(best.money_max) filter (where best.counts) as most,
    count(distinct (best.money_min, best.money_max)) filter (where best.counts) > 1 as unsettled
  from (
    select w.deal_slug, w.money_min, w.money_max, first_value(w.money_currency::text) over first as currency,
      (w.kind, w.rank = 'PREFERRED', w.money_currency)
        = (first_value(w.kind) over first, first_value(w.rank) over first = 'PREFERRED', first_value(w.money_currency) over first)
        as counts
    from deal_value w
    where w.kind in ('CONTRACT', 'TOTAL') and w.rank <> 'DEPRECATED' and w.holder_slug is null
      and coalesce(w.money_min, w.money_max) is not null
    window first as (partition by w.deal_slug order by w.kind <> 'CONTRACT', w.rank <> 'PREFERRED', w.position)
  ) best
  group by best.deal_slug, best.currency
)`;
