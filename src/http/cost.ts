// Estimates what an operation takes, in units of one object of a list: the objects that its answer holds at most, by page
// sizes, and what filters, counts, totals and searches take beside them. Built once a document; then variables give the
// number.
import {
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { type FragmentOf, selectedFields } from '../graph/selection.js';
import { LIMITS } from './limits.js';
import {
  countWeight,
  fieldWeight,
  filterWeight,
  groupWeight,
  listLength,
  NESTED_FILTER,
  orderWeight,
  PAST,
  REQUEST,
  STATEMENT,
} from './weights.js';

export type Variables = Readonly<Record<string, unknown>>;

export interface Estimate {
  depth: number;
  aliases: number;
  rootFields: number;
  /** Past the limit of fields the walk ends, and cost is infinite. */
  fields: number;
  cost(variables: Variables): number;
}

/** A number, or one that waits for variables. */
type Amount = number | ((variables: Variables) => number);

const PAGE = 20;
const GREATEST_PAGE = 100;
/** Introspection of the whole schema, which has no database. */
const INTROSPECTION = 1000;

export function estimate(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Estimate {
  const walk = new Walk(schema, fragments, operation);
  const root = schema.getRootType(operation.operation);
  const objects = root ? walk.selection(root, [operation.selectionSet], { level: 1, page: PAGE, isOfQuery: true }) : 0;
  const { depth, aliases, rootFields, fields, statements } = walk;
  const cost = sum([objects, statements * STATEMENT, statements > 0 ? REQUEST : 0]);
  const within = fields <= LIMITS.fields;
  return { depth, aliases, rootFields, fields, cost: (variables) => (within ? at(cost, variables) : Infinity) };
}

interface Place {
  level: number;
  /** Size of the page, if the object is a connection. */
  page: Amount;
  /** Whether it is the query itself, or a list of it: its lists are whole tables. */
  isOfQuery: boolean;
}

class Walk {
  depth = 0;
  aliases = 0;
  rootFields = 0;
  fields = 0;
  /** Fields that are resolved: those of one place share a statement. */
  statements = 0;
  readonly #schema: GraphQLSchema;
  readonly #fragmentOf: FragmentOf;
  readonly #defaults: Map<string, ValueNode | undefined>;

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    operation: OperationDefinitionNode,
  ) {
    this.#schema = schema;
    this.#fragmentOf = (name) => fragments.get(name);
    this.#defaults = new Map(
      operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
    );
  }

  /** Cost of one object. */
  selection(type: GraphQLNamedType, sets: readonly SelectionSetNode[], place: Place): Amount {
    const groups = selectedFields(
      { schema: this.#schema, fragmentOf: this.#fragmentOf, onField: () => this.#goesOn() },
      type,
      sets,
    );
    const costs = [...groups].map(([on, fields]) => {
      const amounts = [...fields.values()].map((nodes) => ({
        entries: isPageOf(on, nodes),
        amount: this.#field(on, nodes, place),
      }));
      const of = (entries: boolean) => amounts.filter((one) => one.entries === entries).map(({ amount }) => amount);
      // A page's entries are the same objects, by edge or by node: the greater counts.
      return { on, amount: sum([...of(false), greatest(of(true))]) };
    });
    // An object has one type: of what is asked of several, one is answered.
    const concrete = costs.filter(({ on }) => on !== type && isObjectType(on)).map(({ amount }) => amount);
    const others = costs.filter(({ on }) => on === type || !isObjectType(on)).map(({ amount }) => amount);
    return sum([...others, greatest(concrete)]);
  }

  /** The walk ends where the document is refused anyway. */
  #goesOn(): boolean {
    this.fields += 1;
    return this.fields <= LIMITS.fields && this.aliases <= 5 * LIMITS.aliases;
  }

  #field(on: GraphQLNamedType, nodes: readonly FieldNode[], { level, page, isOfQuery }: Place): Amount {
    const [node] = nodes;
    if (node === undefined || this.fields > LIMITS.fields) return 0;
    if (level === 1) this.rootFields += 1;
    this.aliases += nodes.filter(({ alias }) => alias !== undefined).length;
    this.depth = Math.max(this.depth, level);
    if (level > LIMITS.depth) return Infinity; // fragments that spread themselves have no end
    const name = node.name.value;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    // Introspection has a rule of its own among GraphQL's: its lists nest three deep and no further.
    if (name.startsWith('__')) return name === '__typename' ? 0 : INTROSPECTION;
    const field = 'getFields' in on ? (on.getFields()[name] as GraphQLField<unknown, unknown> | undefined) : undefined;
    if (field === undefined) return 0; // validation says so
    if (name === 'totalCount') return countWeight(on, isOfQuery);
    const coordinate = `${on.name}.${name}`;
    const own = fieldWeight(coordinate, field);
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return own;
    if (field.resolve !== undefined && field.resolve !== defaultFieldResolver) this.statements += 1;
    const isConnection = type.name.endsWith('Connection');
    const isQuery = type === this.#schema.getQueryType();
    const size = this.#size(coordinate, field, node);
    const each = this.selection(type, sets, {
      level: level + 1,
      page: isConnection ? size : PAGE,
      isOfQuery: isQuery || (isConnection && isOfQuery),
    });
    const list = isListType(getNullableType(field.type));
    const times = !list ? 1 : on.name.endsWith('Connection') ? page : size;
    const objects = product(times, sum([isEntryOrPage(on, type) ? 0 : 1, each]));
    return sum([
      own,
      ...this.#work(coordinate, field, node, { isOfQuery, isCounted: this.#isCounted(type, sets) }),
      isQuery ? product(PAST, objects) : objects,
    ]);
  }

  /** Whether every entry is gone through: for a total, or for the number of entries. */
  #isCounted(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): boolean {
    if (!type.name.endsWith('Connection')) return true;
    const selected = selectedFields({ schema: this.#schema, fragmentOf: this.#fragmentOf }, type, sets);
    return [...(selected.get(type)?.values() ?? [])].some((nodes) => nodes[0]?.name.value === 'totalCount');
  }

  /** What filters, orders and groups take, beside the objects that come of them. */
  #work(
    coordinate: string,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    { isOfQuery, isCounted }: { isOfQuery: boolean; isCounted: boolean },
  ): Amount[] {
    const times = isOfQuery ? 1 : NESTED_FILTER;
    return field.args.flatMap((arg) => {
      const type = getNamedType(arg.type);
      if (arg.name === 'groupBy') {
        const groups = (value: unknown) =>
          [...new Set(listOf(value))].map((group) => groupWeight(coordinate, String(group)));
        return this.#given(arg, node, (value) => groups(value).reduce((total, weight) => total + weight, 0));
      }
      if (!isInputObjectType(type)) return [];
      if (arg.name === 'orderBy') return this.#given(arg, node, (value) => times * orderWeight(type, value));
      return this.#given(arg, node, (value) => times * filterWeight(type, value, isCounted));
    });
  }

  /** A number made of an argument's value; nothing where it is not given. */
  #given(arg: GraphQLArgument, node: FieldNode, weigh: (value: unknown) => number): Amount[] {
    const value = node.arguments?.find(({ name }) => name.value === arg.name)?.value;
    if (value === undefined) return [];
    let isFixed = true;
    visit(value, {
      Variable: () => {
        isFixed = false;
      },
    });
    const presets = this.#defaults;
    const weighed = (variables: Variables) => weigh(valueFromASTUntyped(value, withDefaults(variables, presets)));
    return [isFixed ? weighed({}) : weighed];
  }

  /** Page size of a connection, or length of a list. */
  #size(coordinate: string, field: GraphQLField<unknown, unknown>, node: FieldNode): Amount {
    const argument = (name: string): Amount | undefined => {
      const definition = field.args.find((arg) => arg.name === name);
      if (definition === undefined) return undefined;
      const value = node.arguments?.find((arg) => arg.name.value === name)?.value;
      const fallback = definition.defaultValue === undefined ? undefined : length(definition.defaultValue);
      if (value === undefined) return fallback;
      if (value.kind !== Kind.VARIABLE) return length(literal(value)) ?? fallback;
      const variable = value.name.value;
      const preset = this.#defaults.get(variable);
      const otherwise = (preset === undefined ? undefined : length(literal(preset))) ?? fallback ?? PAGE;
      return (variables) => length(variables[variable]) ?? otherwise;
    };
    const sizes = ['first', 'last', 'ids'].map(argument).filter((amount) => amount !== undefined);
    if (sizes.length > 0) return greatest(sizes);
    return field.args.some(({ name }) => name === 'first') ? PAGE : listLength(coordinate);
  }
}

/** `edges` and `nodes` of a connection. */
function isPageOf(on: GraphQLNamedType, nodes: readonly FieldNode[]): boolean {
  const name = nodes[0]?.name.value;
  return on.name.endsWith('Connection') && (name === 'edges' || name === 'nodes');
}

/** An edge and its entry are one object; connections and `pageInfo` are none. */
function isEntryOrPage(on: GraphQLNamedType, type: GraphQLNamedType): boolean {
  return on.name.endsWith('Edge') || /(?:Connection|^PageInfo)$/.test(type.name);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function withDefaults(variables: Variables, defaults: ReadonlyMap<string, ValueNode | undefined>): Variables {
  const all: Record<string, unknown> = { ...variables };
  for (const [name, preset] of defaults) {
    if (all[name] === undefined && preset !== undefined) all[name] = valueFromASTUntyped(preset);
  }
  return all;
}

function literal(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : undefined;
}

/** Of a page size or of a list of identifiers; sizes that are out of bounds are refused where they are read. */
function length(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' ? Math.min(Math.max(value, 0), GREATEST_PAGE) : undefined;
}

function at(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

function combined(amounts: readonly Amount[], combine: (numbers: number[]) => number): Amount {
  const fixed = amounts.filter((amount) => typeof amount === 'number');
  if (fixed.length === amounts.length) return combine(fixed);
  return (variables) => combine(amounts.map((amount) => at(amount, variables)));
}

const sum = (amounts: readonly Amount[]) => combined(amounts, (numbers) => numbers.reduce((a, b) => a + b, 0));
const greatest = (amounts: readonly Amount[]) => combined(amounts, (numbers) => Math.max(0, ...numbers));
const product = (one: Amount, other: Amount) => combined([one, other], ([a = 0, b = 0]) => a * b);
