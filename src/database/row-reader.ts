// Makes an object of a row's texts.
import { type FieldDef, types } from 'pg';

export type ReadRow = (texts: readonly (string | null)[]) => object;

type ReadValue = (text: string) => unknown;

const known = new Map<string, ReadRow>();

/**
 * Written out for the columns, as one literal that the engine makes at once: of two columns "slug" and "score",
 * `t => ({"slug": t[0], "score": t[1] === null ? null : read[1](t[1])})`. Columns are named in statements, by no user.
 */
export function rowReader(fields: readonly FieldDef[]): ReadRow {
  const key = JSON.stringify(fields.map(({ name, dataTypeID }) => [name, dataTypeID]));
  let reader = known.get(key);
  if (reader === undefined) {
    reader = writeReader(fields);
    known.set(key, reader);
  }
  return reader;
}

function writeReader(fields: readonly FieldDef[]): ReadRow {
  const read = fields.map(({ dataTypeID }) => valueReader(dataTypeID));
  const values = fields.map(({ name }, i) => {
    const value = read[i] === asItIs ? `t[${i}]` : `t[${i}] === null ? null : read[${i}](t[${i}])`;
    return `${name === '__proto__' ? '["__proto__"]' : JSON.stringify(name)}: ${value}`;
  });
  return new Function('read', `return t => ({${values.join(', ')}})`)(read) as ReadRow;
}

const { TIMESTAMPTZ, TEXT } = types.builtins;

const asItIs = types.getTypeParser(TEXT, 'text') as ReadValue;

function valueReader(type: number): ReadValue {
  return type === TIMESTAMPTZ ? instant : types.getTypeParser(type, 'text');
}

const driversInstant: ReadValue = types.getTypeParser(TIMESTAMPTZ, 'text');

/** As a session in UTC gives it, "2026-11-25 23:35:00.123+00", several times as fast as the driver, which reads any form. */
function instant(text: string): unknown {
  if (text[0] === '0' || text[4] !== '-' || !text.endsWith('+00')) return driversInstant(text);
  const milliseconds = text.length > 22 ? Number(text.slice(20, -3).padEnd(3, '0').slice(0, 3)) : 0;
  const [year, month, day] = [digits(text, 0) * 100 + digits(text, 2), digits(text, 5), digits(text, 8)];
  return new Date(Date.UTC(year, month - 1, day, digits(text, 11), digits(text, 14), digits(text, 17), milliseconds));
}

function digits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO;
}

const ZERO = '0'.charCodeAt(0);
