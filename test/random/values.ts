// Random values for arguments, as the document spells them and as variables carry them.
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Chance } from './chance.js';
import type { Material } from './material.js';
import {
  HALF_CHARACTERS,
  ODD_DATES,
  ODD_DECIMALS,
  ODD_FLOATS,
  ODD_IDS,
  ODD_INSTANTS,
  ODD_INTS,
  ODD_STRINGS,
  ODD_URLS,
} from './odd-values.js';

/** A value as a document spells it, which may be by variables, and what it is; undefined where it is left out. */
export interface Given {
  text: string;
  json: unknown;
}

/** Where a value stands: the names of arguments and fields on the way to it, and the list whose cursors fit. */
interface At {
  path: readonly string[];
  list: string;
}

interface Variable {
  definition: string;
  /** Left out of the request where it is undefined. */
  json: unknown;
}

export class Values {
  readonly #material: Material;
  readonly #chance: Chance;
  readonly #variables = new Map<string, Variable>();
  /** How often a value is an odd one. */
  readonly #odd: number;
  /** How often a value comes as a variable. */
  readonly #varied: number;
  /** Pages are small, likely, or as large as they may be. */
  readonly #sizes: readonly number[];

  constructor(material: Material, chance: Chance) {
    this.#material = material;
    this.#chance = chance;
    this.#odd = chance.one([0, 0, 0.03, 0.15]);
    this.#varied = chance.one([0, 0.2, 0.6]);
    this.#sizes = chance.one([[1, 2, 3], [1, 3, 5, 10, 20], [100]]);
  }

  definitions(): string {
    const all = [...this.#variables].map(([name, { definition }]) => `$${name}: ${definition}`);
    return all.length === 0 ? '' : `(${all.join(', ')})`;
  }

  given(): Record<string, unknown> {
    return Object.fromEntries(
      [...this.#variables].flatMap(([name, { json }]) => (json === undefined ? [] : [[name, json]])),
    );
  }

  argument({ name, type }: GraphQLArgument, list: string): Given {
    return this.#value(type, { path: [name], list }, true);
  }

  /** For a directive. */
  flag(): string {
    const value = this.#chance.yes(0.5);
    return this.#chance.yes(0.5) ? String(value) : this.#variable('Boolean!', value, String(value)).text;
  }

  #value(type: GraphQLInputType, at: At, mayVary: boolean): Given {
    const chance = this.#chance;
    if (!mayVary || !chance.yes(this.#varied)) return this.#spelled(type, at, mayVary);
    if (!isNonNullType(type) && chance.yes(0.05)) return this.#variable(String(type), undefined, '');
    const { json, text } = this.#spelled(type, at, false);
    return this.#variable(String(type), json, text);
  }

  /** `mayVary`: whether a part of it may be a variable. */
  #spelled(type: GraphQLInputType, at: At, mayVary: boolean): Given {
    const chance = this.#chance;
    if (!isNonNullType(type) && chance.yes(this.#odd / 4)) return { text: 'null', json: null };
    const bare = isNonNullType(type) ? type.ofType : type;
    if (isListType(bare)) {
      const length = this.#length(at);
      const word = isNonNullType(bare.ofType) ? bare.ofType.ofType : bare.ofType;
      // A word twice is an odd thing to say.
      const distinct = isEnumType(word) && !chance.yes(this.#odd);
      const items = distinct
        ? chance.some(word.getValues(), length).map(({ name }) => ({ text: name, json: name }))
        : Array.from({ length }, () => this.#value(bare.ofType, at, mayVary));
      return { text: `[${items.map(({ text }) => text).join(', ')}]`, json: items.map(({ json }) => json) };
    }
    if (isInputObjectType(bare)) {
      const fields = Object.values(bare.getFields());
      const wanted = fields.filter((field) => isRequiredInputField(field) || this.#wants(field, fields.length, at));
      const items = wanted.map(
        ({ name, type: its }) => [name, this.#value(its, { ...at, path: [...at.path, name] }, mayVary)] as const,
      );
      return {
        text: `{${items.map(([name, { text }]) => `${name}: ${text}`).join(', ')}}`,
        json: Object.fromEntries(items.map(([name, { json }]) => [name, json])),
      };
    }
    if (isEnumType(bare)) {
      const word = chance.one(bare.getValues()).name;
      return { text: word, json: word };
    }
    return this.#scalar(bare.name, at, mayVary);
  }

  /** Two or three conditions side by side, fewer the deeper they stand. */
  #wants({ name }: GraphQLInputField, siblings: number, { path }: At): boolean {
    const connective = name === 'and' || name === 'or' || name === 'not';
    if (path.length > 6) return false;
    return this.#chance.yes((connective ? 0.5 : 1) * Math.min(0.7, (path.length === 1 ? 2 : 1.3) / siblings));
  }

  #length({ path }: At): number {
    const name = path.at(-1) as string;
    if (this.#chance.yes(this.#odd)) return this.#chance.one([0, 3, 25]);
    if (name === 'groupBy') return this.#chance.one([1, 1, 2]);
    return this.#chance.one([1, 1, 2, 3]);
  }

  #scalar(name: string, at: At, spelled: boolean): Given {
    const chance = this.#chance;
    const odd = chance.yes(this.#odd);
    const { instants, amounts, urls, ids } = this.#material;
    const spell = (json: unknown): Given => ({ text: JSON.stringify(json), json });
    switch (name) {
      case 'Int':
        return spell(odd ? chance.one(ODD_INTS) : this.#int(at));
      case 'Float':
        return spell(odd ? chance.one(ODD_FLOATS) : this.#float(at));
      case 'Boolean':
        return spell(chance.yes(0.5));
      case 'DateTime':
        return spell(chance.one(odd ? ODD_INSTANTS : instants));
      case 'Decimal':
        return spell(chance.one(odd ? ODD_DECIMALS : amounts));
      case 'URL':
        return spell(chance.one(odd ? ODD_URLS : urls));
      case 'ID':
        return spell(chance.one(odd ? ODD_IDS : ids));
      case 'String':
        if (!odd) return spell(this.#string(at));
        return spell(chance.one(spelled ? ODD_STRINGS : [...ODD_STRINGS, ...HALF_CHARACTERS]));
      default:
        throw new Error(`no random values for ${name}`);
    }
  }

  #int({ path }: At): number {
    if (path.at(-1) === 'maxLength') return this.#chance.whole(1, 10);
    return this.#chance.one(this.#sizes);
  }

  #float({ path }: At): number {
    const bounds = { latitude: [-90, 90], longitude: [-180, 180], withinKm: [0, 3000] } as const;
    const [least, most] = bounds[path.at(-1) as keyof typeof bounds] ?? [0, 1];
    return this.#chance.one([least, most, least + this.#chance.next() * (most - least), 25]);
  }

  #string({ path, list }: At): string | null {
    const chance = this.#chance;
    const { texts, days, cursors } = this.#material;
    const [name, around] = [path.at(-1) as string, path.at(-2)];
    if (name === 'after' || name === 'before') {
      if (around !== undefined) return chance.yes(this.#odd) ? chance.one(ODD_DATES) : chance.one(days);
      const cursor = cursors.one(chance, list);
      return cursor === undefined ? null : this.#worn(cursor);
    }
    if (name === 'currency') return chance.one(['EUR', 'USD', 'GBP', 'PLN', 'XXX']);
    const compared = name === 'eq' || name === 'in' || name === 'contains' || name === 'startsWith' ? around : name;
    const table = /^(\w+)\.\w+ /.exec(list)?.[1]?.toLowerCase() ?? '';
    const pool = texts.get(compared === 'slug' ? this.#kind(list) : (compared as string)) ?? texts.get(table);
    const text = chance.one(pool ?? (texts.get('any') as string[]));
    const part = name === 'contains' || name === 'startsWith' || (name === 'text' && chance.yes(0.7));
    if (!part) return text;
    const points = [...text];
    const from = name === 'contains' || name === 'text' ? chance.whole(0, points.length - 1) : 0;
    return points.slice(from, from + chance.whole(1, 12)).join('');
  }

  /** The records that a field speaks of, by its name: `actors` and `actor` are of actors. */
  #kind(list: string): string {
    const field = /\.(\w+?)s? /.exec(`${list} `)?.[1] ?? '';
    return this.#material.texts.has(field) ? field : 'slug';
  }

  /** Now and then a cursor with something in it changed. */
  #worn(cursor: string): string {
    const chance = this.#chance;
    if (!chance.yes(this.#odd)) return cursor;
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(values)) return cursor;
    const other = chance.one([null, 0, -1, 1e300, 2 ** 31, '', '\0', 'x', '0000-01-01T00:00:00.000Z', [], {}]);
    values[chance.whole(0, values.length)] = other;
    return Buffer.from(JSON.stringify(values)).toString('base64url');
  }

  #variable(type: string, json: unknown, text: string): Given {
    const chance = this.#chance;
    const name = `v${this.#variables.size + 1}`;
    const preset = json !== undefined && json !== null && !halves(json) && chance.yes(0.1);
    const left = preset && chance.yes(0.5);
    const definition = preset ? `${type} = ${text}` : type;
    this.#variables.set(name, { definition, json: left ? undefined : json });
    return { text: `$${name}`, json };
  }
}

/** A document cannot spell half a character. */
function halves(json: unknown): boolean {
  return /\\ud[89a-f]/i.test(JSON.stringify(json));
}
