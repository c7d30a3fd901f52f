// Writes random documents that are valid against the schema and within the gateway's limits, with their variables: every
// field and argument of the read side, fragments, aliases, directives, defaults, and values both likely and odd.
import {
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
  validate,
} from 'graphql';
import { estimate } from '../../src/http/cost.js';
import { LIMITS } from '../../src/http/limits.js';
import { PAST, REQUEST, STATEMENT } from '../../src/http/weights.js';
import { Chance } from './chance.js';
import type { Material } from './material.js';
import { type Given, Values } from './values.js';

export interface RandomQuery {
  query: string;
  variables: Record<string, unknown>;
  /** For the same root fields inside another operation. */
  parts: { variables: string; selection: string; fragments: string };
}

/** Aliases of cursors begin so; what follows names their list in `lists`. */
export const CURSOR = 'cursor_of_';

export class Queries {
  /** Lists, each in one order, by the number in the aliases of their cursors. */
  readonly lists: string[] = [];
  /** How many drafts were thrown away, since they asked for too much. */
  refused = 0;
  readonly #schema: GraphQLSchema;
  readonly #material: Material;

  constructor(schema: GraphQLSchema, material: Material) {
    this.#schema = schema;
    this.#material = material;
  }

  /** One seed and the same cursors, one query. */
  write(seed: number): RandomQuery {
    const chance = new Chance(seed);
    for (;;) {
      const draft = new Draft(this.#schema, this.#material, chance, this.lists).write();
      if (this.#fits(draft)) return draft;
      this.refused++;
    }
  }

  #fits({ query, variables }: RandomQuery): boolean {
    const document = parse(query);
    const mistakes = validate(this.#schema, document);
    // Aliases of two fragments may meet; anything else is a mistake of the writer.
    const meeting = mistakes.filter(({ message }) => message.includes('conflict because'));
    // What a scalar refuses is told by validation where the document spells it.
    const other = mistakes.find((one) => !meeting.includes(one) && one.extensions.code !== 'BAD_USER_INPUT');
    if (other !== undefined) throw new Error(`${other.message} in ${query}`);
    if (meeting.length > 0) return false;
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const one of document.definitions) {
      if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
    }
    const [operation] = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operation === undefined) throw new Error(`no operation in ${query}`);
    const found = estimate(this.#schema, operation, fragments);
    const measures = ['depth', 'aliases', 'rootFields', 'fields'] as const;
    // One level and one field are left for whoever asks the same of the past, which costs more.
    const left = (LIMITS.cost - REQUEST - STATEMENT - 1) / PAST;
    return measures.every((one) => found[one] < LIMITS[one]) && found.cost(variables) < left;
  }
}

class Draft {
  readonly #schema: GraphQLSchema;
  readonly #chance: Chance;
  readonly #values: Values;
  readonly #lists: string[];
  readonly #fragments: string[] = [];
  readonly #depth: number;
  #fields: number;
  #names = 0;

  constructor(schema: GraphQLSchema, material: Material, chance: Chance, lists: string[]) {
    this.#schema = schema;
    this.#chance = chance;
    this.#lists = lists;
    this.#values = new Values(material, chance);
    this.#fields = chance.one([5, 15, 40, 100]);
    this.#depth = chance.one([4, 7, 10, 16]);
  }

  write(): RandomQuery {
    const root = this.#schema.getQueryType() as GraphQLObjectType;
    // Most of what needs a key is refused: once in a while is enough.
    const roots = Object.values(root.getFields()).filter(({ extensions }) => !extensions.role || this.#chance.yes(0.1));
    const asked = Array.from({ length: this.#chance.one([1, 1, 1, 2, 3, 5]) }, () => this.#chance.one(roots));
    const selection = asked.map((field) => this.#field(root, field, 1, false)).join(' ');
    const parts = { variables: this.#values.definitions(), selection, fragments: this.#fragments.join(' ') };
    const query = `query${parts.variables} { ${selection} } ${parts.fragments}`;
    return { query, variables: this.#values.given(), parts };
  }

  #selection(type: GraphQLNamedType, level: number, list: string | null): string {
    const chance = this.#chance;
    const parts: string[] = [];
    if (isObjectType(type) || isInterfaceType(type)) parts.push(...this.#fieldsOf(type, level, list, false));
    if (isAbstractType(type)) {
      for (const one of chance.some(this.#schema.getPossibleTypes(type), chance.whole(1, 3))) {
        parts.push(`... on ${one.name} { ${this.#fieldsOf(one, level, null, true).join(' ')} }`);
      }
    }
    if (chance.yes(0.05)) parts.push('__typename');
    const selection = parts.length === 0 ? '__typename' : parts.join(' ');
    if (!chance.yes(0.08)) return selection;
    const name = `F${++this.#names}`;
    this.#fragments.push(`fragment ${name} on ${type.name} { ${selection} }`);
    return chance.yes(0.3) ? `...${name} ...${name}` : `...${name}`;
  }

  #fieldsOf(
    type: GraphQLObjectType | GraphQLInterfaceType,
    level: number,
    list: string | null,
    among: boolean,
  ): string[] {
    const chance = this.#chance;
    const all = Object.values(type.getFields());
    const [deep, flat] = [all.filter(isDeep), all.filter((field) => !isDeep(field))];
    const page = /(?:Connection|Edge)$/.test(type.name);
    const wanted = [
      ...chance.some(flat, page ? flat.length : chance.one([1, 2, 3, 8])),
      ...(level >= this.#depth || this.#fields <= 0 ? [] : chance.some(deep, page ? 3 : chance.one([0, 1, 1, 2, 3]))),
    ];
    if (wanted.length === 0) return ['__typename'];
    return wanted.map((field) => {
      if (list !== null && (field.name === 'cursor' || /^(?:start|end)Cursor$/.test(field.name))) {
        return `${CURSOR}${this.#list(list)}: ${field.name}`;
      }
      return this.#field(type, field, level, among, page || type.name === 'PageInfo' ? list : null);
    });
  }

  #field(
    parent: GraphQLObjectType | GraphQLInterfaceType,
    field: GraphQLField<unknown, unknown>,
    level: number,
    among: boolean,
    list: string | null = null,
  ): string {
    const chance = this.#chance;
    this.#fields--;
    const given = this.#arguments(`${parent.name}.${field.name}`, field.args);
    const written = given.map(([name, { text }]) => `${name}: ${text}`).join(', ');
    const type = getNamedType(field.type);
    const composite = isCompositeType(type);
    // Several types of one place may have fields of one name and of different kinds.
    const aliased = level === 1 || field.args.length > 0 || among || (composite && chance.yes(0.1));
    const alias = aliased ? `${field.name}${++this.#names}: ` : '';
    const order = given.find(([name]) => name === 'orderBy')?.[1];
    const own = type.name.endsWith('Connection')
      ? `${parent.name}.${field.name} ${order === undefined ? '' : JSON.stringify(order.json)}`
      : list;
    const body = composite ? ` { ${this.#selection(type, level + 1, own)} }` : '';
    const directive = chance.yes(0.02) ? ` @${chance.one(['include', 'skip'])}(if: ${this.#values.flag()})` : '';
    return `${alias}${field.name}${written === '' ? '' : `(${written})`}${directive}${body}`;
  }

  #arguments(coordinate: string, args: readonly GraphQLArgument[]): [string, Given][] {
    const chance = this.#chance;
    const has = (name: string) => args.some((arg) => arg.name === name);
    // Both ends of a list at once are refused: that is asked for now and then.
    const mixed = chance.yes(0.02);
    const end = has('last') && chance.yes(0.35) ? ['last', 'before'] : ['first', 'after'];
    const order = args.find(({ name }) => name === 'orderBy');
    const given: [string, Given][] = [];
    const give = (arg: GraphQLArgument, list: string) => {
      given.push([arg.name, this.#values.argument(arg, list)]);
    };
    if (order !== undefined && chance.yes(0.5)) give(order, coordinate);
    const [, sorted] = given[0] ?? [];
    const list = `${coordinate} ${sorted === undefined ? '' : JSON.stringify(sorted.json)}`;
    for (const arg of args) {
      if (arg === order) continue;
      const place = /^(?:first|last|after|before)$/.test(arg.name) && has('first');
      if (place && !mixed && !end.includes(arg.name)) continue;
      const size = arg.name === 'first' || arg.name === 'last';
      const likely = isRequiredArgument(arg) ? 1 : size ? 0.8 : place ? 0.35 : 0.5;
      if (chance.yes(likely)) give(arg, list);
    }
    return given;
  }

  #list(list: string): number {
    const known = this.#lists.indexOf(list);
    return known >= 0 ? known : this.#lists.push(list) - 1;
  }
}

function isDeep(field: GraphQLField<unknown, unknown>): boolean {
  return isCompositeType(getNamedType(field.type));
}
