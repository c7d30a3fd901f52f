// Search over records and articles together.
import type { MaybePromise } from '@pothos/core';
import type { RecordKind } from '../database/generated/enums.js';
import { ActorRef } from './actor.js';
import { ArticleRef, articleOf } from './article.js';
import { builder } from './builder.js';
import { DealRef } from './deal.js';
import { all, any, type Fragment, join, raw, sql } from './fragment.js';
import { FundingRef } from './funding.js';
import { type Highlight, highlight } from './highlight.js';
import { IncidentRef } from './incident.js';
import { latinSpellings } from './latin.js';
import { badArgument, isCursorOf, type Page } from './listing.js';
import type { Loaders } from './loaders.js';
import { type Merged, type MergedRequest, mergedPage, mergedQuery, mergedRequest } from './merged.js';
import { type RecordRow, recordOf, typenameOf } from './record.js';
import { SystemRef } from './system.js';
import { vocabulary } from './vocabulary/vocabulary.js';

type SearchType = RecordKind | 'ARTICLE';

const SearchTypeEnum = vocabulary<SearchType>('SearchType', 'What a search finds.', {
  ACTOR: 'Actors.',
  SYSTEM: 'Weapon systems.',
  DEAL: 'Deals.',
  FUNDING: 'Funding lines.',
  INCIDENT: 'Incidents.',
  ARTICLE: 'Articles.',
});

const TABLES: Record<RecordKind, string> = {
  ACTOR: 'actor',
  SYSTEM: 'system',
  DEAL: 'deal',
  FUNDING: 'funding',
  INCIDENT: 'incident',
};

interface Hit {
  type: SearchType;
  key: string;
  score: number;
  /** Tells hits of one score apart: articles that mention a record, or an article's instant in seconds. */
  weight: number;
  /** What matched: a name, a summary, a title. */
  text: string;
}

const hits: Merged = {
  order: [
    { name: 'score', type: 'float8' },
    { name: 'weight', type: 'float8' },
    { name: 'key', type: 'text' },
  ],
  columns: 'type, text',
};

const TITLE_SCORE = 0.4;
const SUMMARY_SCORE = 0.3;

/** Past so many words each of them is looked for as it is: a misspelled one costs a search of its own. */
const MOST_MISSPELLED = 6;

/** One letter wrong, left out or too many in a word of six; `%>` alone asks for more, which takes longer words. */
const LEAST_LIKENESS = 0.5;

/** A word of four letters or more may be misspelled: with fewer, most words are similar. */
function wordsOf(text: string): string[] {
  const words = [...new Set(text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])];
  return words.length > 1 && words.length <= MOST_MISSPELLED && words.every((word) => word.length >= 4) ? words : [];
}

/**
 * Names come before summaries, whole names before beginnings (the shorter the rest, the sooner) before words inside, a
 * record's own name before its other ones. Only if no name has the words are similar names looked for, and names that
 * have each word, or a similar one, in any order. A text in another script is looked for in Latin letters too.
 */
function records(texts: readonly string[], kinds: readonly RecordKind[]): Fragment {
  const anyText = (condition: (text: string) => Fragment) => any(texts.map(condition));
  const best = (score: (text: string) => Fragment) => sql`greatest(${join(texts.map(score), ', ')})`;
  const begins = (column: string) =>
    anyText((text) => sql`fold_text(${raw(column)}) like like_literal(fold_text(${text}::text)) || '%'`);
  const has = (document: string, weights: string) =>
    anyText((text) => sql`${raw(document)} @@ unfinished_words(${text}::text, ${weights}::text)`);
  const similar = (column: string, document: string) =>
    anyText((text) => {
      const words = wordsOf(text);
      const whole = sql`fold_text(${raw(column)}) % fold_text(${text}::text) or fold_text(${raw(column)}) %> fold_text(${text}::text)`;
      if (words.length === 0) return sql`(${whole})`;
      const each = words.map((word) => {
        const likeness = sql`word_similarity(fold_text(${word}::text), fold_text(${raw(column)}))`;
        const sameStart = sql`${raw(document)} @@ unfinished_words(${[...word].slice(0, 3).join('')}::text, 'AB')`;
        return sql`(${raw(document)} @@ unfinished_words(${word}::text, 'AB')
          or fold_text(${raw(column)}) %> fold_text(${word}::text)
          or ${sameStart} and ${likeness} >= ${LEAST_LIKENESS}::float4)`;
      });
      return sql`(${whole} or ${all(each)})`;
    });
  const document = 'title_and_text(r.name, r.summary)';
  const own = (kind: RecordKind, column: string) =>
    raw(`select '${kind}' as type, r.slug as key, r.${column} as text, 0 as other from ${TABLES[kind]} r`);
  // The names first: "offset 0" keeps the planner from starting with the register.
  const other = (condition: Fragment) => sql`
    select o.kind::text as type, named.record_slug as key, named.text, 1 as other
    from (select al.record_slug, al.text from alias al where ${condition} offset 0) named
    join record o on o.slug = named.record_slug and o.kind = any(${kinds}::record_kind[])`;
  const either = (parts: Fragment[]) => join(parts, '\n union all ');
  return sql`
    with hit as (${either([
      ...kinds.map((kind) => sql`${own(kind, 'name')} where ${begins('r.name')} or ${has(document, 'A')}`),
      other(sql`(${begins('al.text')} or ${has('title_and_text(al.text, null)', 'A')})`),
    ])}),
    named as (
      select distinct on (key) type, key, text,
        ${best(
          (text) => sql`case when words_of(text) = words_of(${text}::text) then 1
          when words_of(text) like words_of(${text}::text) || '%' then 0.85 + 0.1 * similarity(words_of(text), words_of(${text}::text))
          else 0.8 end`,
        )} - other * 0.03 as score
      from hit order by key, score desc, text
    ),
    alike as (
      select distinct on (key) type, key, text,
        0.6 + 0.1 * ${best(
          (text) =>
            sql`similarity(fold_text(text), fold_text(${text}::text)), word_similarity(fold_text(${text}::text), fold_text(text))`,
        )} - other * 0.001 as score
      from (${either([
        ...kinds.map((kind) => sql`${own(kind, 'name')} where ${similar('r.name', document)}`),
        other(similar('al.text', 'title_and_text(al.text, null)')),
      ])}) near
      where not exists (select from named)
      order by key, score desc, text
    ),
    summary as (
      select type, key, text, 0.5 as score from (${either(
        kinds.map((kind) => sql`${own(kind, 'summary')} where ${has(document, 'AB')}`),
      )}) told
      where not exists (select from named n where n.key = told.key)
        and not exists (select from alike n where n.key = told.key)
    )
    select found.type, found.key, found.text, found.score::float8 as score, coalesce(c.articles, 0)::float8 as weight
    from (select * from named union all select * from alike union all select * from summary) found
    left join lateral (select k.articles from coverage k where k.record_slug = found.key limit 1) c on true`;
}

/** Articles of one score, the newest first, from the cursor on. */
function articles(texts: readonly string[], score: number, { size, from }: MergedRequest): Fragment {
  const [atScore, weight, key] = (from ?? []) as [number?, number?, string?];
  const beyond =
    atScore === score
      ? sql`and (a.published_at, a.id) < (${instantOf(weight as number)}::timestamptz, ${key}::uuid)`
      : raw('');
  return sql`
    select 'ARTICLE' as type, a.id::text as key, ${raw(score === TITLE_SCORE ? 'a.title' : 'a.summary')} as text,
      ${raw(String(score))}::float8 as score, extract(epoch from a.published_at)::float8 as weight
    from article a where ${score === TITLE_SCORE ? titled(texts) : told(texts)} ${beyond}
    order by a.published_at desc, a.id desc limit ${size + 1}`;
}

/** One query of all spellings: the index is read once. */
const spelt = (texts: readonly string[], weights: string) =>
  sql`(${join(
    texts.map((text) => sql`unfinished_words(${text}::text, ${weights}::text)`),
    ' || ',
  )})`;
const titled = (texts: readonly string[]) => sql`ts_filter(a.words, '{a}') @@ ${spelt(texts, 'A')}`;
const told = (texts: readonly string[]) => sql`a.words @@ ${spelt(texts, 'AB')} and not ${titled(texts)}`;

/** Summaries that have the words: not looked for where titles fill the page, for of a common word that reads them all. */
function summaries(texts: readonly string[], request: MergedRequest): Fragment {
  const found = articles(texts, SUMMARY_SCORE, request);
  if (request.from?.[0] === SUMMARY_SCORE) return found;
  const above = articles(texts, TITLE_SCORE, request);
  return sql`select * from (${found}) told where (select count(*) from (${above}) titled) <= ${request.size}`;
}

function instantOf(seconds: number): Date {
  return new Date(Math.round(seconds * 1000));
}

/** A cursor among articles names one; a forged one must not reach the database. */
function isSound({ from }: MergedRequest): boolean {
  if (from === null || (from[0] !== TITLE_SCORE && from[0] !== SUMMARY_SCORE)) return true;
  return isCursorOf(['uuid'], [from[2]]) && !Number.isNaN(instantOf(from[1] as number).getTime());
}

const SearchResult = builder.unionType('SearchResult', {
  description: 'What a search finds.',
  types: [ActorRef, SystemRef, DealRef, FundingRef, IncidentRef, ArticleRef],
  resolveType: (row) => ('recordKind' in row ? typenameOf(row as RecordRow) : 'Article'),
});

const TextMatchRef = builder.objectRef<Highlight['matches'][number]>('TextMatch').implement({
  description: 'A stretch of a text.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'Its first code point.' }),
    end: t.exposeInt('end', { description: 'The code point after its last.' }),
  }),
});

function rowOf(load: Loaders, { type, key }: Hit): MaybePromise<object> {
  return type === 'ARTICLE' ? articleOf(load, key) : recordOf(load, type, key);
}

interface Edge {
  cursor: string;
  node: Hit;
  /** What was searched for. */
  query: string;
}

const SearchEdgeRef = builder.objectRef<Edge>('SearchEdge').implement({
  description: 'One of the things that a search found, with its place in the list.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Place of the entry: give it to `after`.' }),
    node: t.field({
      type: SearchResult,
      description: 'What was found.',
      resolve: ({ node }, _args, { load }) => rowOf(load, node) as Promise<never>,
    }),
    score: t.float({
      description: 'How well it matches, 0 to 1: a name before a similar name before a summary before an article.',
      resolve: ({ node }) => node.score,
    }),
    highlight: t.string({
      nullable: true,
      description:
        'The name, title or summary that matches: plain text, cut around the first match where it is long. Nothing in it is markup: show it as text.',
      resolve: ({ node, query }) => highlight(node.text, query).text,
    }),
    matches: t.field({
      type: [TextMatchRef],
      description:
        'Where the words of the search stand in `highlight`, in code points; none where the name is only similar.',
      resolve: ({ node, query }) => highlight(node.text, query).matches,
    }),
  }),
});

const SearchConnectionRef = builder.objectRef<Page<Hit> & { query: string }>('SearchConnection').implement({
  description: 'A page of what a search found.',
  fields: (t) => ({
    edges: t.field({
      type: [SearchEdgeRef],
      description: 'The page, each entry with its cursor.',
      resolve: ({ edges, query }) => edges.map((edge) => ({ ...edge, query })),
    }),
    nodes: t.field({
      type: [SearchResult],
      description: 'The entries of the page alone, as in `edges`.',
      resolve: ({ nodes }, _args, { load }) => nodes.map((node) => rowOf(load, node)) as Promise<never>[],
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where the page stands among all entries.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
  }),
});

const EVERYTHING: readonly SearchType[] = ['ACTOR', 'SYSTEM', 'DEAL', 'FUNDING', 'INCIDENT', 'ARTICLE'];

/** Kinds whose scores may still follow the cursor, as queries. */
function kindsOf(texts: readonly string[], types: readonly SearchType[], request: MergedRequest): Fragment[] {
  const kinds = types.filter((type): type is RecordKind => type !== 'ARTICLE');
  const reached = (request.from?.[0] ?? 1) as number;
  return [
    ...(kinds.length > 0 && reached > TITLE_SCORE ? [records(texts, kinds)] : []),
    ...(types.includes('ARTICLE') && reached >= TITLE_SCORE ? [articles(texts, TITLE_SCORE, request)] : []),
    ...(types.includes('ARTICLE') && reached >= SUMMARY_SCORE ? [summaries(texts, request)] : []),
  ];
}

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnectionRef,
    description:
      'Records and articles that have all these words in names, titles and summaries, whatever their case and accents; words of three letters and more, and the last, may be unfinished. Words in Cyrillic or Greek letters are looked for in Latin ones too. Names come before summaries before articles; if no name has the words, similar names are found, and names whose words are similar, in any order.',
    args: {
      text: t.arg.string({
        required: true,
        description: 'What to look for: 1 to 200 characters, a letter or digit among them.',
      }),
      types: t.arg({ type: [SearchTypeEnum], description: 'What to look among; everything where none is given.' }),
      first: t.arg.int({ description: 'How many entries, 1 to 100; 20 where no size is given.' }),
      after: t.arg.string({ description: 'Cursor of the entry before the page.' }),
    },
    resolve: async (_root, { text, types, ...args }, { load }) => {
      if (text.length > 200 || text.includes('\0') || !/[\p{L}\p{N}]/u.test(text)) {
        throw badArgument('text', text, '1 to 200 characters, a letter or digit among them');
      }
      const request = mergedRequest(hits, args);
      if (!isSound(request)) throw badArgument('after', args.after, 'a cursor from an earlier page of this connection');
      const chosen = EVERYTHING.filter((type) => !types?.length || types.includes(type));
      const kinds = kindsOf([text, ...latinSpellings(text)], chosen, request);
      const rows = kinds.length === 0 ? [] : await load.rows<Hit>(mergedQuery(hits, request, kinds));
      return { ...mergedPage(hits, request, rows), query: text };
    },
  }),
);
