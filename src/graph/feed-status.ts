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

/** What `pollingFactor` calls healthy, for a subscription under the alias `of`. */
const isPushing = (of: string) => `
  ${of}.state = 'ACTIVE' and ${of}.leased_until > now() and ${of}.failures = 0 and ${of}.delivery_error is null
    and greatest(${of}.verified_at, ${of}.last_delivery_at) > now() - interval '7 days'`;

/** Whether a hub pushes the feed under the alias `of`. */
export const feedRealtime = (of: string) =>
  `exists (select from push_subscription s where s.feed_slug = ${of}.slug and ${isPushing('s')})`;

/** Why the hub that the feed names does not push it; null if it does, or the feed names none. */
export const feedRealtimeError = (of: string) => `(
  select case
    when ${isPushing('s')} then null
    when s.state = 'ENDED' or s.failures > 0 then coalesce(s.last_error, 'The subscription has ended')
    when s.delivery_error is not null then s.delivery_error
    when s.state = 'REQUESTED' then coalesce(s.last_error, 'The hub has not confirmed the subscription yet')
    when s.leased_until is null or s.leased_until <= now() then 'The lease of the subscription has ended, and the hub has not renewed it'
    else 'The hub has been silent for seven days'
  end
  from push_subscription s where s.feed_slug = ${of}.slug)`;
