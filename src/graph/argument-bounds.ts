// How long the texts and lists of arguments may be. Every argument and input field has bounds by its type; one that needs
// others says so in its `extensions.bounds`.
import {
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isScalarType,
  Kind,
  type ValueNode,
} from 'graphql';
import { failure } from './error-codes.js';
import { wordsOf } from './words.js';

interface Bounds {
  /** UTF-16 code units of each text. */
  characters: number;
  /** Distinct words of each text. */
  words: number;
  /** Values of each list. */
  values: number;
}

type Input = GraphQLArgument | GraphQLInputField;

/** Of what reads: slugs, names, words to look for. */
const READ: Bounds = { characters: 500, words: 50, values: 1000 };
/** Of what mutations save: texts that people write. */
const SAVED: Bounds = { characters: 20_000, words: 20_000, values: 2000 };
/** By scalar, whoever reads it. */
const BY_SCALAR: Readonly<Record<string, Partial<Bounds>>> = {
  ID: { characters: 500 },
  URL: { characters: 4000, words: 4000 },
  DateTime: { characters: 100 },
  Decimal: { characters: 100 },
  JSON: { characters: 20_000 },
};
/** Cursors carry the values that order their list, such as a name or a title. */
const CURSOR: Partial<Bounds> = { characters: 4000 };
const CURSORS = new Set(['after', 'before']);

export type BoundsOf = (input: Input) => Bounds;

/** Bounds of every argument and input field of a schema. */
export function argumentBounds(schema: GraphQLSchema): BoundsOf {
  const bounds = new Map<Input, Bounds>();
  const add = (input: Input, otherwise: Bounds) => {
    if (bounds.has(input)) return;
    const type = getNamedType(input.type);
    bounds.set(input, {
      ...otherwise,
      ...(isScalarType(type) ? BY_SCALAR[type.name] : {}),
      ...(CURSORS.has(input.name) ? CURSOR : {}),
      ...(input.extensions.bounds as Partial<Bounds> | undefined),
    });
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) add(field, otherwise);
  };
  const fields = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ field, saves: type === schema.getMutationType() })),
    );
  // What reads comes first: an input that both take has its bounds.
  for (const saves of [false, true]) {
    for (const one of fields) {
      if (one.saves === saves) for (const arg of one.field.args) add(arg, saves ? SAVED : READ);
    }
  }
  for (const directive of schema.getDirectives()) for (const arg of directive.args) add(arg, READ);
  return (input) => bounds.get(input) ?? READ;
}

/** Where a variable stands in a document: the path from the field's arguments, and the bounds that hold there. */
export interface VariableUse {
  name: string;
  path: string;
  bounds: Bounds;
}

interface Literals {
  boundsOf: BoundsOf;
  onMistake: (error: GraphQLError) => void;
  onVariable: (use: VariableUse) => void;
}

/** Checks a value that a document spells out. The nesting of documents is bounded before. */
export function checkLiteral(node: ValueNode, input: Input, path: string, check: Literals): void {
  const { boundsOf, onMistake, onVariable } = check;
  const bounds = boundsOf(input);
  switch (node.kind) {
    case Kind.VARIABLE:
      onVariable({ name: node.name.value, path, bounds });
      break;
    case Kind.LIST:
      if (node.values.length > bounds.values)
        onMistake(tooMany(path, node.values.length, 'values', bounds.values, node));
      else for (const value of node.values) checkLiteral(value, input, path, check);
      break;
    case Kind.OBJECT: {
      const type = getNamedType(input.type);
      for (const { name, value } of node.fields) {
        const field = isInputObjectType(type) ? type.getFields()[name.value] : input;
        if (field !== undefined) checkLiteral(value, field, `${path}.${name.value}`, check);
      }
      break;
    }
    case Kind.STRING: {
      const mistake = mistakeIn(node.value, path, bounds, node);
      if (mistake !== null) onMistake(mistake);
      break;
    }
  }
}

/** The first mistake in a value that has been coerced to its type; null where there is none. */
export function checkValue(
  value: unknown,
  type: GraphQLInputType,
  { path, bounds }: Omit<VariableUse, 'name'>,
  boundsOf: BoundsOf,
): GraphQLError | null {
  if (typeof value === 'string') return mistakeIn(value, path, bounds);
  if (typeof value !== 'object' || value === null || value instanceof Date) return null;
  const nullable = getNullableType(type);
  const named = getNamedType(type);
  if (isScalarType(named) && !isListType(nullable)) return mistakeIn(JSON.stringify(value), path, bounds);
  if (Array.isArray(value)) {
    if (value.length > bounds.values) return tooMany(path, value.length, 'values', bounds.values);
    const item = isListType(nullable) ? nullable.ofType : type;
    return first(value, (one) => checkValue(one, item, { path, bounds }, boundsOf));
  }
  if (!isInputObjectType(named)) return null;
  const fields = named.getFields();
  return first(Object.entries(value), ([name, one]) => {
    const field = fields[name];
    if (field === undefined) return null;
    return checkValue(one, field.type, { path: `${path}.${name}`, bounds: boundsOf(field) }, boundsOf);
  });
}

function first<Item>(items: readonly Item[], check: (item: Item) => GraphQLError | null): GraphQLError | null {
  for (const item of items) {
    const mistake = check(item);
    if (mistake !== null) return mistake;
  }
  return null;
}

function mistakeIn(text: string, path: string, bounds: Bounds, node?: ValueNode): GraphQLError | null {
  if (text.length > bounds.characters) return tooMany(path, text.length, 'characters', bounds.characters, node);
  // A word takes two characters with the space that follows it.
  if (text.length <= bounds.words * 2) return null;
  const words = wordsOf(text).length;
  return words > bounds.words ? tooMany(path, words, 'different words', bounds.words, node) : null;
}

function tooMany(path: string, count: number, of: string, most: number, node?: ValueNode): GraphQLError {
  const text = `Argument "${path}" has ${count} ${of}; at most ${most} are allowed`;
  return failure('BAD_USER_INPUT', text, { argument: path, limit: most, value: count }, node ? { nodes: node } : {});
}
