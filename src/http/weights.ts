// What the parts of a query cost, in units of one object of a list. Measured on 100,000 articles and 20,000 records by
// `npm run bench:cost`; the table is in bench/RESULTS.md. A weight that is missing here has a default, so that a new field
// is never free.
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  getNamedType,
  isInputObjectType,
} from 'graphql';

/** A field that is resolved, once in a document: fields of one place share a statement, however many their parents. */
export const STATEMENT = 20;

/** What a request takes that asks the database anything, however little. */
export const REQUEST = 20;

/** Everything read under `asOf` is read from the history, which is longer than the present. */
export const PAST = 2;

/** Entries in a list that has no page size: the record's lists have three on average. */
const LIST = 4;
const LISTS: Readonly<Record<string, number>> = {
  'Actor.members': 30,
  'Query.articleCounts': 100,
  'Query.dealTotals': 50,
  'Query.fundingTotals': 50,
  'Query.incidentCounts': 50,
};

export const listLength = (coordinate: string): number => LISTS[coordinate] ?? LIST;

/** Of a field itself, for each of its parents, beside the objects that it leads to. */
const FIELDS: Readonly<Record<string, number>> = {
  'Actor.related': 100,
  'Article.contentHtml': 5,
  'Query.changes': 50,
  'Query.path': 600,
  'Query.search': 1000,
  'Query.timeline': 300,
};

/** Totals, for each group that they are grouped by; `*` is any other. */
const TOTALS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'Query.articleCounts': { RECORD: 12_000, '*': 1500 },
  'Query.dealTotals': { '*': 4500, PARTY: 6000 },
  'Query.fundingTotals': { '*': 1500 },
  'Query.incidentCounts': { '*': 200 },
};

/** Of a field of the query that groups, and has no weight of its own. */
const GROUP = 2000;

export function fieldWeight(coordinate: string, field: GraphQLField<unknown, unknown>): number {
  return FIELDS[coordinate] ?? Number(field.extensions.cost ?? 0);
}

export function groupWeight(coordinate: string, group: string): number {
  const groups = TOTALS[coordinate];
  return groups?.[group] ?? groups?.['*'] ?? GROUP;
}

/** A `totalCount`, of a whole table or of one parent's entries. */
export function countWeight(connection: GraphQLNamedType, isOfQuery: boolean): number {
  if (connection.name === 'ArticleConnection') return isOfQuery ? 400 : 20;
  return isOfQuery ? 100 : 5;
}

/** Conditions of filters on a whole table. */
const CONDITIONS: Readonly<Record<string, number>> = {
  'ActorFilter.kind': 50,
  'ArticleFilter.mentions': 2500,
  'ArticleFilter.mentionsAny': 1500,
  'ArticleFilter.publishedAt': 300,
  'ArticleFilter.text': 300,
  'DealFilter.kind': 50,
  'FundingFilter.kind': 50,
  'IncidentFilter.kind': 50,
  'SystemFilter.kind': 50,
};
/** Of a part of a text, which no index on whole texts answers. */
const PARTS: Readonly<Record<string, number>> = {
  'ActorFilter.name': 100,
  'ArticleFilter.feed': 4000,
  'ArticleFilter.language': 4000,
  'ArticleFilter.tag': 14_000,
  'DealFilter.name': 100,
  'FundingFilter.name': 100,
  'IncidentFilter.name': 40,
  'SystemFilter.name': 100,
};
/** Orders of whole tables that no index has. */
const ORDERS: Readonly<Record<string, number>> = {
  'DealOrder.STATUS_DATE': 1000,
  'DealOrder.VALUE': 600,
};
const CONDITION = 200;
const SLUG = 20;
const PART = 600;
const RELATION = 800;
const CONNECTIVE = 10;

/** A nested list is filtered for each parent, among that parent's entries. */
export const NESTED_FILTER = 1 / 50;

/** A page stops where it is full; a count, and what no index answers, goes through the table. */
const UNCOUNTED = 0.2;

export function orderWeight(type: GraphQLNamedType, value: unknown): number {
  return ORDERS[`${type.name}.${(value as { field?: unknown } | null)?.field}`] ?? 0;
}

/** Of a filter's value, as JSON. Its depth and its length are bounded with the request's. */
export function filterWeight(type: GraphQLNamedType, value: unknown, isCounted: boolean): number {
  if (Array.isArray(value)) {
    return value.reduce((sum: number, item) => sum + filterWeight(type, item, isCounted), 0);
  }
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return 0;
  const fields = type.getFields();
  let weight = 0;
  for (const [name, given] of Object.entries(value)) {
    const field = fields[name];
    if (field !== undefined && given !== null && given !== undefined) {
      weight += conditionWeight(type, field, { given, isCounted });
    }
  }
  return weight;
}

function conditionWeight(
  type: GraphQLNamedType,
  field: GraphQLInputField,
  { given, isCounted }: { given: unknown; isCounted: boolean },
): number {
  const inner = getNamedType(field.type);
  const coordinate = `${type.name}.${field.name}`;
  if (inner === type) return CONNECTIVE + filterWeight(inner, given, isCounted);
  if (inner.name.endsWith('Filter') && isRecordFilter(inner)) {
    return (CONDITIONS[coordinate] ?? RELATION) + filterWeight(inner, given, isCounted);
  }
  const parts = given as { contains?: unknown; startsWith?: unknown };
  // An empty text is no condition.
  if (inner.name === 'StringFilter' && (parts.contains || parts.startsWith)) return PARTS[coordinate] ?? PART;
  return (CONDITIONS[coordinate] ?? (field.name === 'slug' ? SLUG : CONDITION)) * (isCounted ? 1 : UNCOUNTED);
}

/** Whether it filters rows, which `and` tells, rather than a value. */
function isRecordFilter(type: GraphQLNamedType): boolean {
  return isInputObjectType(type) && ('and' in type.getFields() || 'slug' in type.getFields());
}
