// How a feed is doing, as SQL: the graph and the command line say the same.

/**
 * Stale is a feed that is overdue by more than the wait between two of its attempts: nobody is fetching. Ten minutes are
 * what a busy gateway may take to get round to it.
 */
const overdueAt = (of: string) =>
  `greatest(${of}.next_attempt_at, ${of}.last_success_at) + make_interval(secs => ${of}."interval") + interval '10 minutes'`;

/** A word of `FeedStatus`, for a feed under the alias `of`. */
export const feedStatus = (of: string) => `
  case
    when not ${of}.enabled then 'DISABLED'
    when ${of}.gone_at is not null then 'GONE'
    when ${of}.consecutive_failures > 0 then 'FAILING'
    when ${of}.last_success_at is null then 'PENDING'
    when ${overdueAt(of)} > now() then 'FRESH'
    else 'STALE'
  end`;
