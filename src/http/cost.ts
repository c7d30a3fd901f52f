// Estimates what an operation asks for: the objects that its answer holds at most, by page sizes. Built once a document;
// then variables give the number. A field that costs its database more says so in its `extensions.cost`.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { type FragmentOf, selectedFields } from '../graph/selection.js';
import { LIMITS } from './limits.js';

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

/** Entries in a list that has no page size: the record's lists have three in the mean. */
const LIST = 4;
const PAGE = 20;
const GREATEST_PAGE = 100;

export function estimate(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Estimate {
  const walk = new Walk(schema, fragments, operation);
  const root = schema.getRootType(operation.operation);
  const cost = root ? walk.selection(root, [operation.selectionSet], 1, PAGE) : 0;
  const { depth, aliases, rootFields, fields } = walk;
  const within = fields <= LIMITS.fields;
  return { depth, aliases, rootFields, fields, cost: (variables) => (within ? at(cost, variables) : Infinity) };
}

class Walk {
  depth = 0;
  aliases = 0;
  rootFields = 0;
  fields = 0;
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

  /** Cost of one object; `page` is the size of the page where the object is a connection. */
  selection(type: GraphQLNamedType, sets: readonly SelectionSetNode[], level: number, page: Amount): Amount {
    const groups = selectedFields(
      { schema: this.#schema, fragmentOf: this.#fragmentOf, onField: () => ++this.fields <= LIMITS.fields },
      type,
      sets,
    );
    const costs = [...groups].map(([on, fields]) => {
      const amounts = [...fields.values()].map((nodes) => this.#field(on, nodes, level, page));
      return { on, amount: sum(amounts) };
    });
    // An object has one type: of what is asked of several, one is answered.
    const concrete = costs.filter(({ on }) => on !== type && isObjectType(on)).map(({ amount }) => amount);
    const others = costs.filter(({ on }) => on === type || !isObjectType(on)).map(({ amount }) => amount);
    return sum([...others, greatest(concrete)]);
  }

  #field(on: GraphQLNamedType, nodes: readonly FieldNode[], level: number, page: Amount): Amount {
    const [node] = nodes;
    if (node === undefined || this.fields > LIMITS.fields) return 0;
    if (level === 1) this.rootFields += 1;
    this.aliases += nodes.filter(({ alias }) => alias !== undefined).length;
    this.depth = Math.max(this.depth, level);
    if (level > LIMITS.depth) return Infinity; // fragments that spread themselves have no end
    const name = node.name.value;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    // Introspection has a rule of its own among GraphQL's: its lists nest three deep and no further.
    if (name.startsWith('__')) return name === '__typename' ? 0 : 1;
    const field = 'getFields' in on ? (on.getFields()[name] as GraphQLField<unknown, unknown> | undefined) : undefined;
    if (field === undefined) return 0; // validation says so
    const own = Number(field.extensions.cost ?? 0);
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return own;
    const structure = /(?:Connection|Edge|^PageInfo)$/.test(type.name);
    const size = this.#size(field, node);
    const each = this.selection(type, sets, level + 1, type.name.endsWith('Connection') ? size : PAGE);
    const list = isListType(getNullableType(field.type));
    const times = !list ? 1 : on.name.endsWith('Connection') ? page : size;
    return sum([own, product(times, sum([structure ? 0 : 1, each]))]);
  }

  /** Page size of a connection, or length of a list. */
  #size(field: GraphQLField<unknown, unknown>, node: FieldNode): Amount {
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
    return field.args.some(({ name }) => name === 'first') ? PAGE : LIST;
  }
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
