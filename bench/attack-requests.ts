// Requests that grow: each kind is made of the schema's own fields and arguments, and doubles its size at each turn, until
// it is far past every limit.
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Chance } from '../test/random/chance.js';

interface Request {
  kind: string;
  body: string;
}

type Kind = (size: number) => { query: string; variables?: unknown; extensions?: unknown } | string;

const LARGEST = 2 ** 17;

export function attacks(schema: GraphQLSchema, chance: Chance) {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ extensions }) => !extensions.role);
  const lists = roots.filter((field) => field.args.some(({ name }) => name === 'filter'));
  const anyOf = <Value>(values: readonly Value[]) => chance.one(values);
  const word = () => anyOf(['drone', 'ukraine', 'a', 'e', '%', '_', 'nothing', 'word7', 'ș']);

  const sample = (type: GraphQLInputType, name: string, size: number): string => {
    if (isNonNullType(type)) return sample(type.ofType, name, size);
    if (isListType(type)) {
      const items = Array.from({ length: Math.min(size, 3000) }, () => sample(type.ofType, name, 1));
      return `[${(items.length === 0 ? [sample(type.ofType, name, 1)] : items).join(', ')}]`;
    }
    if (isEnumType(type)) return anyOf(type.getValues()).name;
    if (isInputObjectType(type)) return condition(type, size);
    const texts: Record<string, string> = {
      Int: String(name === 'first' ? Math.min(size, 100) : 10),
      Float: '50',
      Boolean: 'true',
      DateTime: '"2026-06-01T00:00:00Z"',
      Decimal: '"1000"',
      URL: '"https://bench.example/article/1"',
      ID: `"${Buffer.from(`Actor:bench-actor-${chance.whole(1, 8000)}`).toString('base64')}"`,
    };
    if (texts[type.name] !== undefined) return texts[type.name] as string;
    if (name === 'after' || name === 'before') return '"2025-01-01"';
    return JSON.stringify(name === 'currency' ? 'EUR' : name === 'slug' ? 'ukraine' : word().repeat(Math.max(1, size)));
  };

  /** One field of an input, and those that it requires. */
  function condition(type: GraphQLInputType, size: number): string {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return '{}';
    const fields = Object.values(named.getFields());
    const required = fields.filter((field) => isNonNullType(field.type));
    const flat = fields.filter((field) => !['and', 'or', 'not'].includes(field.name) && !required.includes(field));
    const chosen = [...required, ...(flat.length === 0 ? [] : [anyOf(flat)])];
    const deeper = size > 1 ? size >> 1 : 0;
    return `{${chosen
      .map((field) => {
        const inner = getNamedType(field.type);
        if (isInputObjectType(inner) && deeper === 0 && inner.name.endsWith('Filter')) {
          const slug = inner.getFields().slug ?? inner.getFields().eq;
          if (slug === undefined) return `${field.name}: {}`;
          return `${field.name}: {${slug.name}: ${slug.name === 'slug' ? '{eq: "ukraine"}' : '"ukraine"'}}`;
        }
        return `${field.name}: ${sample(field.type, field.name, deeper)}`;
      })
      .join(', ')}}`;
  }

  const argumentsOf = (args: readonly GraphQLArgument[], size: number, more: Record<string, string> = {}): string => {
    const given = args
      .filter((arg) => isRequiredArgument(arg) || more[arg.name] !== undefined || chance.yes(0.2))
      .filter(({ name }) => !['after', 'before', 'last'].includes(name))
      .map((arg) => `${arg.name}: ${more[arg.name] ?? sample(arg.type, arg.name, arg.name === 'groupBy' ? 1 : size)}`);
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  };

  /** A selection so deep, of lists where there are some. */
  const selection = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return '';
    if (!isObjectType(type) && !isInterfaceType(type)) return ' { __typename }';
    const fields = Object.values(type.getFields()).filter(
      (one) => !one.extensions.role && !one.args.some((arg) => isRequiredArgument(arg)),
    );
    const edges = fields.find(({ name }) => name === 'edges') ?? fields.find(({ name }) => name === 'node');
    const deep = fields.filter((one) => isCompositeType(getNamedType(one.type)));
    const flat = fields.filter((one) => !isCompositeType(getNamedType(one.type)));
    if (depth <= 0 || deep.length === 0) return ` { ${flat[0]?.name ?? '__typename'} }`;
    const lists = deep.filter(
      (one) => isListType(getNullableType(one.type)) || one.type.toString().includes('Connection'),
    );
    const next = edges ?? (lists.length > 0 && chance.yes(0.8) ? anyOf(lists) : anyOf(deep));
    const counted = fields.some(({ name }) => name === 'totalCount') && chance.yes(0.4) ? 'totalCount ' : '';
    return ` { ${counted}${next.name}${argumentsOf(next.args, 100, next.args.some(({ name }) => name === 'first') ? { first: '100' } : {})}${selection(next, depth - 1)} }`;
  };

  const rootField = (alias: string, size: number, depth = 4): string => {
    const field = anyOf(roots);
    return `${alias}: ${field.name}${argumentsOf(field.args, size)}${selection(field, depth)}`;
  };
  const filtered = (filter: (type: GraphQLInputType) => string): string => {
    const field = anyOf(lists);
    const arg = field.args.find(({ name }) => name === 'filter') as GraphQLArgument;
    const counts = selection(field, 1);
    const connection = getNamedType(field.type).name.endsWith('Connection') && field.name !== 'timeline';
    return `${field.name}${argumentsOf(field.args, 1, { filter: filter(arg.type) })}${connection ? ' { totalCount edges { cursor } }' : counts}`;
  };
  const nest = (open: string, close: string, size: number) => open.repeat(size) + close.repeat(size);
  const repeated = (size: number, make: (i: number) => string) =>
    Array.from({ length: size }, (_, i) => make(i)).join(' ');

  const kinds: Record<string, Kind> = {
    'root fields': (size) => ({ query: `{ ${repeated(Math.min(size, 2000), (i) => rootField(`a${i}`, 4, 3))} }` }),
    depth: (size) => ({ query: `{ ${rootField('a', 100, Math.min(size, 200))} }` }),
    'members of members': (size) => ({
      query: `{ actor(slug: "nato") ${nest('{ members { memberOf ', ' } }', Math.min(size, 60)).replace('memberOf  }', 'slug  }')} }`,
    }),
    'conditions beside each other': (size) => ({
      query: `{ ${filtered((type) => {
        const inner = getNamedType(type);
        const joins = isInputObjectType(inner) && inner.getFields().or !== undefined;
        return joins
          ? `{or: [${Array.from({ length: Math.min(size, 2000) }, () => condition(type, 3)).join(', ')}]}`
          : condition(type, 3);
      })} }`,
    }),
    'conditions within each other': (size) => ({
      query: `{ ${filtered((type) => {
        const inner = getNamedType(type);
        const joins = isInputObjectType(inner) && inner.getFields().not !== undefined;
        return joins
          ? `${'{not: '.repeat(Math.min(size, 4000))}${condition(type, 8)}${'}'.repeat(Math.min(size, 4000))}`
          : condition(type, 8);
      })} }`,
    }),
    'parts of texts': (size) => ({
      query: 'query ($f: ArticleFilter) { articles(filter: $f) { totalCount edges { node { title } } } }',
      variables: { f: { [anyOf(['tag', 'feed', 'language'])]: { contains: word().repeat(Math.min(size, LARGEST)) } } },
    }),
    'texts to look for': (size) => ({
      query:
        'query ($t: String!, $f: String) { search(text: $t) { edges { score } } articles(filter: {text: $f}) { totalCount } }',
      variables: { t: repeated(size, (i) => `w${i}`), f: 'drone war '.repeat(size) },
    }),
    'the past many times': (size) => ({
      query: `{ ${repeated(Math.min(size, 60), (i) => `a${i}: asOf(at: "2026-0${1 + (i % 9)}-01T00:00:00Z") { ${filtered((type) => condition(type, 2))} }`)} }`,
    }),
    totals: (size) => {
      const totals = roots.filter((field) => field.args.some(({ name }) => name === 'groupBy'));
      return {
        query: `{ ${repeated(Math.min(size, 49), (i) => {
          const field = anyOf(totals);
          return `a${i}: ${field.name}${argumentsOf(field.args, 1)}${selection(field, 1)}`;
        })} }`,
      };
    },
    'words that no enum has': (size) => ({
      query: 'query ($f: [ArticleGroup!]!) { articleCounts(groupBy: $f) { count } }',
      variables: { f: Array(size).fill('NOPE') },
    }),
    identifiers: (size) => ({
      query:
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on Actor { name deals(first: 5) { totalCount } } } }',
      variables: {
        ids: Array.from({ length: size }, (_, i) => Buffer.from(`Actor:bench-actor-${i % 9000}`).toString('base64')),
      },
    }),
    'deep JSON': (size) =>
      `{"query":"{ __typename }","${anyOf(['variables', 'extensions'])}":{"a":${nest('[', ']', size)}}}`,
    'deep documents': (size) => ({
      query: anyOf([
        nest('{a', '}', size),
        `{ nodes(ids: ${nest('[', ']', size)}) { id } }`,
        `query ($a: ${nest('[', ']', size)}) { __typename }`,
      ]),
    }),
    fragments: (size) => ({
      query: `{ ...F0 } ${repeated(Math.min(size, 2000), (i) => `fragment F${i} on Query { ...F${i + 1} a${i}: viewer { role ...V } }`)} fragment F${Math.min(size, 2000)} on Query { __typename } fragment V on Viewer { name }`,
    }),
    'fragments twice in each other': (size) => {
      const levels = Math.min(size, 25);
      return {
        query: `{ actor(slug: "romania") { ...F0 } } ${repeated(levels, (i) => `fragment F${i} on Actor { a: country { ...F${i + 1} } b: parent { ...F${i + 1} } }`)} fragment F${levels} on Actor { name }`,
      };
    },
    'one field many times': (size) => ({
      query: `{ actor(slug: "romania") { ${'name '.repeat(Math.min(size, LARGEST))} } }`,
    }),
    'large documents': (size) => ({
      query: `# ${'x'.repeat(Math.min(size * 8, 900_000))} ${chance.whole(1, 1e9)}\n{ a${chance.whole(1, 1e9)}: __typename }`,
    }),
    'many aliases': (size) => ({
      query: `{ ${repeated(Math.min(size, 300), (i) => `a${chance.whole(1, 1e6)}_${i}: deals(first: 1) { edges { node { name parties { actor { name } } } } }`)} }`,
    }),
    introspection: (size) => ({
      query: `{ ${repeated(Math.min(size, 60), (i) => `a${i}: __schema { types { fields { name description args { name description } } } }`)} }`,
    }),
    pages: (size) => ({
      query: `query ($n: Int) { articles(first: $n) { edges { node { title contentHtml mentions { record { name articles(first: $n) { edges { node { title } } } } } } } } }`,
      variables: { n: Math.min(size, 100) },
    }),
    'variables of every kind': (size) => {
      const field = anyOf(roots.filter(({ args }) => args.length > 0));
      const arg = anyOf(field.args);
      const required = field.args.filter((one) => one !== arg && isRequiredArgument(one));
      const others = required.map((one) => `, ${one.name}: ${sample(one.type, one.name, 1)}`).join('');
      return {
        query: `query ($v: ${arg.type}) { ${field.name}(${arg.name}: $v${others})${selection(field, 1)} }`,
        variables: {
          v: anyOf<unknown>([
            word().repeat(size),
            Array(size).fill(word()),
            size,
            { or: Array(size).fill({ slug: { contains: word() } }) },
          ]),
        },
      };
    },
  };

  const sizes = new Map<string, number>();
  return {
    /** The next kind by chance, twice as large as it was the last time. */
    next(): Request {
      const kind = anyOf(Object.keys(kinds));
      const size = sizes.get(kind) ?? 1;
      sizes.set(kind, size >= LARGEST ? 1 : size * 2);
      const made = (kinds[kind] as Kind)(size);
      const body = typeof made === 'string' ? made : JSON.stringify(made);
      return { kind, body: body.length > 1_000_000 ? JSON.stringify({ query: '{ __typename }' }) : body };
    },
    /** What takes long in the database, and is allowed. */
    busiest(): string {
      return JSON.stringify({
        query: `{ articles(filter: {tag: {contains: "nothing ${chance.whole(1, 1e9)}"}}) { totalCount } }`,
      });
    },
  };
}
