// Which sum stands for a deal where one is needed: in an order by value, and in totals.

/**
 * The value of a deal's contract; where no source gives one, the value of the whole. Of competing sums it is the
 * preferred one. Where none is preferred, the currency is that of the sum that the record lists first, and sums that
 * differ in it leave the deal unsettled: nobody has said which holds. Shares, ceilings, budgets, investments and sums
 * with earlier orders are other things.
 *
 * A subquery: at most one row of deal_slug, currency, least, most, unsettled for each deal. With `= 1`, or with the
 * currencies compared in its condition, the planner would expect a single row of it, and join it to each deal anew.
 */
export const DEAL_FIGURES = `(
  select best.deal_slug, max(best.first_currency) as currency,
    min(best.money_min) filter (where best.currency = best.first_currency) as least,
    min(best.money_max) filter (where best.currency = best.first_currency) as most,
    count(distinct (best.money_min, best.money_max)) filter (where best.currency = best.first_currency) > 1 as unsettled
  from (
    select w.deal_slug, w.money_currency::text as currency, w.money_min, w.money_max,
      rank() over (partition by w.deal_slug order by w.kind <> 'CONTRACT', w.rank <> 'PREFERRED') as place,
      first_value(w.money_currency::text) over (
        partition by w.deal_slug order by w.kind <> 'CONTRACT', w.rank <> 'PREFERRED', w.position
      ) as first_currency
    from deal_value w
    where w.kind in ('CONTRACT', 'TOTAL') and w.rank <> 'DEPRECATED' and w.holder_slug is null
      and coalesce(w.money_min, w.money_max) is not null
  ) best
  where best.place <= 1
  group by best.deal_slug
)`;
