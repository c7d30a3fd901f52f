// What is read: connections with the cursors that lie far in them, seven levels, and statements written by hand.
interface Connection {
  name: string;
  query: string;
  /** All entries in order, each with its cursor's values. */
  cursor: string;
  orderName?: string;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const selection = '{ edges { cursor node { id } } pageInfo { hasNextPage endCursor } }';
const list = (of: string, args = '') =>
  `query ($first: Int, $after: String) { ${of}(${args}first: $first, after: $after) ${selection} }`;
const nested = (root: string, of: string) =>
  `query ($first: Int, $after: String) { of: ${root} { ${of}(first: $first, after: $after) ${selection} } }`;

const named = (of: string, table: string): Connection => ({
  name: of,
  query: list(of),
  cursor: `select jsonb_build_array(name, slug) as values from ${table} order by name, slug`,
});

const ordered = (of: string, field: string, cursor: string, direction = 'DESC'): Connection => ({
  name: `${of} by ${field}`,
  query: list(of, `orderBy: {field: ${field}, direction: ${direction}}, `),
  cursor,
  orderName: `${field} ${direction}`,
});

const recent = 'order by published_at desc, id desc';

export const CONNECTIONS: Connection[] = [
  named('actors', 'actor'),
  named('systems', 'system'),
  named('deals', 'deal'),
  named('fundings', 'funding'),
  {
    name: 'incidents',
    query: list('incidents'),
    cursor: `select jsonb_build_array(coalesce(start_date, end_date, ''), slug) as values from incident
      order by coalesce(start_date, end_date, '') desc, slug desc`,
  },
  {
    name: 'sources',
    query: list('sources'),
    cursor: 'select jsonb_build_array(slug) as values from source order by slug',
  },
  {
    name: 'articles',
    query: list('articles'),
    cursor: `select jsonb_build_array(${iso('published_at')}, id) as values from article ${recent}`,
  },
  {
    name: 'Actor.articles',
    query: nested('actor(slug: "ukraine")', 'articles'),
    cursor: `select jsonb_build_array(${iso('published_at')}, article_id) as values from mention
      where record_slug = 'ukraine' order by published_at desc, article_id desc`,
  },
  {
    name: 'Actor.fundingGiven',
    query: nested('actor(slug: "european-union")', 'fundingGiven'),
    cursor: `select jsonb_build_array(f.name, f.slug) as values from funding_party p join funding f on f.slug = p.funding_slug
      where p.actor_slug = 'european-union' and p.role = 'DONOR' order by f.name, f.slug`,
  },
  {
    name: 'Actor.incidents',
    query: nested('actor(slug: "russia")', 'incidents'),
    cursor: `select jsonb_build_array(coalesce(i.start_date, ''), i.slug) as values from incident_actor p
      join incident i on i.slug = p.incident_slug where p.actor_slug = 'russia' order by coalesce(i.start_date, '') desc, i.slug desc`,
  },
  ordered(
    'actors',
    'COVERAGE',
    `select jsonb_build_array(articles, record_slug) as values from coverage where record_kind = 'ACTOR'
      order by articles desc, record_slug desc`,
  ),
  ordered(
    'actors',
    'UPDATED_AT',
    `select jsonb_build_array(${iso('updated_at')}, slug) as values from actor order by updated_at desc, slug desc`,
  ),
  ordered(
    'articles',
    'FIRST_SEEN_AT',
    `select jsonb_build_array(${iso('first_seen_at')}, id) as values from article order by first_seen_at desc, id desc`,
  ),
  ordered(
    'deals',
    'STATUS_DATE',
    `select jsonb_build_array(coalesce((select date from deal_event e where e.deal_slug = d.slug order by position desc limit 1), ''), d.slug) as values
      from deal d order by coalesce((select date from deal_event e where e.deal_slug = d.slug order by position desc limit 1), '') desc, d.slug desc`,
  ),
  ordered(
    'deals',
    'VALUE',
    `select jsonb_build_array(0, v.money_currency, (-v.money_min)::text, v.deal_slug) as values from deal_value v
      where v.kind = 'CONTRACT' and v.deal_slug like 'bench-%' order by v.money_currency, -v.money_min, v.deal_slug`,
  ),
  ordered(
    'fundings',
    'AMOUNT',
    `select jsonb_build_array(0, f.money_currency, (-f.money_min)::text, f.slug) as values from funding f
      where f.money_min is not null order by f.money_currency, -f.money_min, f.slug`,
  ),
  ordered(
    'incidents',
    'START',
    `select jsonb_build_array(coalesce(start_date, end_date, 'unknown'), slug) as values from incident
      order by coalesce(start_date, end_date, 'unknown'), slug`,
    'ASC',
  ),
  {
    name: 'timeline',
    query: 'query ($first: Int, $after: String) { timeline(first: $first, after: $after) { edges { cursor at } } }',
    cursor: `select jsonb_build_array(${iso('published_at')}, 'ARTICLE', id) as values from article ${recent}`,
  },
  {
    name: 'search, a common word',
    query: `query ($first: Int, $after: String) { search(text: "ukraine", first: $first, after: $after) { edges { cursor score } } }`,
    cursor: `select jsonb_build_array(0.4, extract(epoch from published_at)::float8, id) as values from article
      where title like 'Ukraine%' ${recent}`,
  },
  {
    name: 'search, a rare word',
    query: `query ($first: Int, $after: String) { search(text: "word777", first: $first, after: $after) { edges { cursor score } } }`,
    cursor: `select jsonb_build_array(0.3, extract(epoch from published_at)::float8, id) as values from article
      where summary like '%word777' ${recent}`,
  },
  {
    name: 'articles(filter: {text}), a common word',
    query: list('articles', 'filter: {text: "drones"}, '),
    cursor: `select jsonb_build_array(${iso('published_at')}, id) as values from article where title like 'Ukraine and drones%' ${recent}`,
  },
];

export const SEVEN_LEVELS = `{
  articles(first: 20) { edges { node { title mentions { surface record { slug ... on Actor {
    name deals(first: 5) { edges { roles node { name parties { role actor { name kind country { name } } } } } }
  } } } } } }
}`;

/** One statement each for the rows of an example, and for those of the seven levels. */
export const BY_HAND: Record<string, string> = {
  '05-news-and-why by hand': `
    select (select count(*)::int from article) as total, a.title, a.url, a.summary, a.language, a.published_at,
      f.title as feed, f.enabled, (
        select jsonb_agg(jsonb_build_object('field', m.field, 'start', m.start_offset, 'end', m.end_offset,
          'surface', m.surface, 'evidence', m.parts, 'score', m.score, 'method', m.method, 'slug', m.record_slug,
          'name', coalesce(c.name, d.name, s.name, u.name, i.name)))
        from mention m
        left join actor c on c.slug = m.record_slug left join deal d on d.slug = m.record_slug
        left join system s on s.slug = m.record_slug left join funding u on u.slug = m.record_slug
        left join incident i on i.slug = m.record_slug
        where m.article_id = a.id and m.review in ('AUTO', 'ACCEPTED')
      ) as mentions
    from article a join feed f on f.slug = a.feed_slug order by a.published_at desc, a.id desc limit 10`,
  'seven levels by hand': `
    select a.title, (
      select jsonb_agg(jsonb_build_object('surface', m.surface, 'record', m.record_slug, 'actor', c.name, 'deals', (
        select jsonb_agg(jsonb_build_object('roles', d.roles, 'name', d.name, 'parties', (
          select jsonb_agg(jsonb_build_object('role', q.role, 'actor', o.name, 'kind', o.kind, 'country', s.name))
          from deal_party q join actor o on o.slug = q.actor_slug left join actor s on s.slug = o.country_slug
          where q.deal_slug = d.slug)))
        from (
          select d.slug, d.name, array_agg(p.role) as roles from deal_party p join deal d on d.slug = p.deal_slug
          where p.actor_slug = c.slug group by d.slug, d.name order by d.name, d.slug limit 5
        ) d
      ))) from mention m left join actor c on c.slug = m.record_slug
      where m.article_id = a.id and m.review in ('AUTO', 'ACCEPTED')) as mentions
    from (select * from article order by published_at desc, id desc limit 20) a`,
};
