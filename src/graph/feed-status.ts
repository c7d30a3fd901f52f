// How a feed is doing, as SQL: the graph and the command line say the same.

/** A feed that has not answered for longer than this is no longer fresh: the longest polling interval, and a margin. */
const FRESH_FOR = "interval '26 hours'";

/** A word of `FeedStatus`, for a feed under the alias `of`. */
export const feedStatus = (of: string) => `
  case
    when not ${of}.enabled then 'DISABLED'
    when ${of}.gone_at is not null then 'GONE'
    when ${of}.consecutive_failures > 0 then 'FAILING'
    when ${of}.last_success_at is null then 'PENDING'
    when ${of}.last_success_at > now() - ${FRESH_FOR} then 'FRESH'
    else 'STALE'
  end`;
