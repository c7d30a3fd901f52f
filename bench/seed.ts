// A record and news of the size that the reading API is measured at, made by the database itself, in a database of its
// own: 20,000 records beside the starter record, 100,000 articles, 300,000 mentions.
//   BENCH_DATABASE_URL=postgresql://… npm run bench:seed
import { migrate } from '../src/database/migrate.js';
import { LexiconCache } from '../src/feeds/lexicon-cache.js';
import { ParsePool } from '../src/feeds/parse-pool.js';
import { seed } from '../src/seed.js';
import { administer, NAME, openBench } from './database.js';

const ACTORS = 8000;
const SYSTEMS = 1000;
const DEALS = 5000;
const FUNDINGS = 3000;
const INCIDENTS = 3000;
const ARTICLES = 100_000;

const started = performance.now();
await administer(`drop database if exists ${NAME} with (force)`, `create database ${NAME}`);
const database = await openBench();
try {
  await migrate(database);
  const parser = new ParsePool();
  await seed({ database, lexicon: new LexiconCache(database.sql), parser });
  await parser.close();
  await database.script(records());
  await database.script(parts());
  await database.script(news());
  await database.script('vacuum analyze');
} finally {
  await database.close();
}
console.log(`${NAME} is filled, in ${Math.round((performance.now() - started) / 1000)} s`);

/** Names of two words out of a few hundred, so that searches find some and not all. */
function records(): string {
  const name = (number: string) =>
    `initcap(translate(substr(md5((${number} % 977)::text), 1, 6), '0123456789', 'aeiourstln')) || ' ' ||
     initcap(translate(substr(md5((${number})::text), 1, 8), '0123456789', 'aeiourstln'))`;
  const table = (kind: string, of: string, count: number, columns: string, values: string) => `
    insert into record (slug, kind) select 'bench-${of}-' || n, '${kind}' from generate_series(1, ${count}) n;
    insert into ${of} (slug, name, summary, updated_at, ${columns})
    select 'bench-${of}-' || n, ${name('n')}, 'Number ' || n || ' of the ${of}s for measuring',
      timestamptz '2024-01-01Z' + n * interval '1 hour', ${values}
    from generate_series(1, ${count}) n;`;
  const currency = `(array['EUR', 'USD', 'GBP', 'PLN'])[1 + n % 4]`;
  return [
    table(
      'ACTOR',
      'actor',
      ACTORS,
      'kind, country_slug',
      `(array['COMPANY', 'PERSON', 'GOVERNMENT_BODY', 'MILITARY_UNIT'])[1 + n % 4]::actor_kind,
       (array['romania', 'poland', 'ukraine', 'germany', 'lithuania'])[1 + n % 5]`,
    ),
    table(
      'SYSTEM',
      'system',
      SYSTEMS,
      'kind',
      `(array['UAV', 'LOITERING_MUNITION', 'COUNTER_UAS'])[1 + n % 3]::system_kind`,
    ),
    table(
      'DEAL',
      'deal',
      DEALS,
      'kind',
      `(array['PROCUREMENT', 'LICENCE', 'INVESTMENT', 'DONATION'])[1 + n % 4]::deal_kind`,
    ),
    table(
      'FUNDING',
      'funding',
      FUNDINGS,
      'kind, money_min, money_max, money_currency, money_qualifier, programme_slug',
      `(array['ALLOCATION', 'PLEDGE', 'COMMITMENT', 'DISBURSEMENT'])[1 + n % 4]::funding_kind, n * 1000, n * 1000, ${currency},
       'EXACT'::qualifier, case when n % 3 = 0 then 'safe' end`,
    ),
    table(
      'INCIDENT',
      'incident',
      INCIDENTS,
      'kind, start_date, country_slug, latitude, longitude',
      `(array['DRONE_SIGHTING', 'DRONE_CRASH', 'SABOTAGE'])[1 + n % 3]::incident_kind,
       to_char(date '2022-01-01' + n % 1600, 'YYYY-MM-DD'), (array['romania', 'poland', 'lithuania'])[1 + n % 3],
       40 + n % 3000 / 100.0, 10 + n % 2500 / 100.0`,
    ),
  ].join('');
}

/** What ties records to each other. Every tenth party is one of a few dozen that take part in a great deal. */
function parts(): string {
  const actor = (number: string) =>
    `'bench-actor-' || case when (${number}) % 10 = 0 then 1 + (${number}) / 10 % 40 else 1 + (${number}) * 7919 % ${ACTORS} end`;
  return `
    insert into alias (record_slug, position, text, kind)
      select 'bench-actor-' || n, 0, 'Alias ' || md5(n::text), 'SHORT' from generate_series(1, ${ACTORS}) n;
    insert into membership (member_slug, organisation_slug)
      select 'bench-actor-' || n, 'nato' from generate_series(1, ${ACTORS}, 40) n;
    insert into deal_event (deal_slug, position, status, date)
      select 'bench-deal-' || n, p, (array['ANNOUNCED', 'AGREED', 'SIGNED', 'IN_DELIVERY'])[1 + (n + p) % 4]::deal_status,
        to_char(date '2021-01-01' + (n + p * 97) % 1900, 'YYYY-MM-DD')
      from generate_series(1, ${DEALS}) n, generate_series(0, 2) p;
    insert into deal_party (deal_slug, actor_slug, role, position)
      select 'bench-deal-' || n, ${actor('n * 4 + p')}, (array['BUYER', 'SUPPLIER', 'PARTNER', 'END_USER'])[1 + p]::deal_role, p
      from generate_series(1, ${DEALS}) n, generate_series(0, 3) p;
    insert into deal_item (deal_slug, position, system_slug)
      select 'bench-deal-' || n, 0, 'bench-system-' || 1 + n % ${SYSTEMS} from generate_series(1, ${DEALS}) n;
    insert into deal_value (deal_slug, position, kind, money_min, money_max, money_currency, money_qualifier)
      select 'bench-deal-' || n, p, (array['CONTRACT', 'CEILING'])[1 + p]::deal_value_kind, n * 1000 * (1 + p), n * 1000 * (1 + p),
        (array['EUR', 'USD', 'GBP', 'PLN'])[1 + n % 4], 'EXACT'::qualifier
      from generate_series(1, ${DEALS}) n, generate_series(0, 1) p;
    insert into deal_country (deal_slug, actor_slug, position)
      select 'bench-deal-' || n, (array['romania', 'poland', 'ukraine'])[1 + n % 3], 0 from generate_series(1, ${DEALS}) n;
    insert into funding_event (funding_slug, position, stage, date)
      select 'bench-funding-' || n, 0, 'AGREED', to_char(date '2022-01-01' + n % 1500, 'YYYY-MM-DD')
      from generate_series(1, ${FUNDINGS}) n;
    insert into funding_party (funding_slug, actor_slug, role, position)
      select 'bench-funding-' || n, 'european-union', 'DONOR'::funding_role, 0 from generate_series(1, ${FUNDINGS}) n
      union all select 'bench-funding-' || n, ${actor('n')}, 'RECIPIENT'::funding_role, 0 from generate_series(1, ${FUNDINGS}) n;
    insert into incident_actor (incident_slug, actor_slug, role, position)
      select 'bench-incident-' || n, 'russia', 'PERPETRATOR'::incident_role, 0 from generate_series(1, ${INCIDENTS}) n
      union all select 'bench-incident-' || n, ${actor('n')}, 'RESPONDER'::incident_role, 1 from generate_series(1, ${INCIDENTS}) n;
    insert into incident_system (incident_slug, system_slug, position)
      select 'bench-incident-' || n, 'bench-system-' || 1 + n % 50, 0 from generate_series(1, ${INCIDENTS}) n;
    insert into source (slug, title, publisher)
      select 'bench-source-' || n, 'Source ' || n, 'Publisher ' || n % 50 from generate_series(1, 20000) n;`;
}

function news(): string {
  return `
    insert into feed (slug, title, url, enabled)
      select 'bench-' || n, 'Feed ' || n, 'https://bench.example/' || n, false from generate_series(1, 200) n;
    insert into article (id, feed_slug, url, title, summary, language, tags, published_at, first_seen_at, updated_at)
      select md5('article ' || n)::uuid, 'bench-' || 1 + n % 200, 'https://bench.example/article/' || n,
        case when n % 3 = 0 then 'Ukraine and drones, part ' else 'Report ' end || n || ' on ' || (select name from actor where slug = 'bench-actor-' || 1 + n % ${ACTORS}),
        'What is said of number ' || n % 5000 || ' and of word' || n % 20000, (array['en', 'ro', 'uk', 'pl'])[1 + n % 4],
        array['Tag ' || n % 500], at, at, at
      from generate_series(1, ${ARTICLES}) n, lateral (select timestamptz '2026-11-01Z' - n * interval '13 minutes' as at) t;
    insert into mention (id, article_id, published_at, record_slug, record_kind, field, start_offset, end_offset, surface, score, method)
      select md5('mention ' || n || ' ' || p)::uuid, md5('article ' || n)::uuid, timestamptz '2026-11-01Z' - n * interval '13 minutes',
        case p when 0 then case when n % 2 = 0 then 'ukraine' else 'russia' end
          when 1 then 'bench-actor-' || 1 + n * 7919 % ${ACTORS} else 'bench-deal-' || 1 + n % ${DEALS} end,
        case when p = 2 then 'DEAL' else 'ACTOR' end::record_kind, 'TITLE', p, p + 1, 'x', 0.9, 'ALIAS'
      from generate_series(1, ${ARTICLES}) n, generate_series(0, 2) p;`;
}
