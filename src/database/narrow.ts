// Statements without the columns that nobody asks for: what is not wanted is neither sent nor made into values.
import type { Sql } from './sql.js';

const ON_DEMAND = '/*on demand';

/** Stands after a column that only the field of its name reads, or another field: see `columns`. */
export function onDemandOf(reader?: string): string {
  return reader === undefined ? `${ON_DEMAND}*/` : `${ON_DEMAND} of ${reader}*/`;
}

const COLUMN = /, \w+\."(\w+)"(?: as "(\w+)")?\/\*on demand(?: of (\w+))?\*\//g;

/** Names of the fields that are asked for. */
export type Asked = ReadonlySet<string>;

/** Leaves columns on demand out where nobody asks for the field: the rows lack it then. */
export function narrowSql(sql: Sql, asked: Asked): Sql {
  const sent = narrowedOn(sql);
  return { rows: (text, parameters) => sql.rows(narrowText(text, asked, sent), parameters) };
}

/** What each text becomes for those who ask for the same. */
const texts = new WeakMap<Asked, Map<string, string>>();

/** All that the connections of a database were sent. */
const narrowed = new WeakMap<object, Set<string>>();
/** Half of what a connection keeps prepared: past it, statements are sent in full, as they are known. */
const MOST_NARROWED = 500;

function narrowedOn(sql: Sql): Set<string> {
  const connections = sql.of ?? sql;
  let sent = narrowed.get(connections);
  if (sent === undefined) {
    sent = new Set();
    narrowed.set(connections, sent);
  }
  return sent;
}

function narrowText(text: string, asked: Asked, sent: Set<string>): string {
  if (!text.includes(ON_DEMAND)) return text;
  let known = texts.get(asked);
  if (known === undefined) {
    known = new Map();
    texts.set(asked, known);
  }
  let narrow = known.get(text);
  if (narrow === undefined) {
    narrow = text.replace(COLUMN, (whole, column: string, field = column, reader = field) =>
      asked.has(reader) ? whole : '',
    );
    if (sent.size < MOST_NARROWED) sent.add(narrow);
    else if (!sent.has(narrow)) return text;
    known.set(text, narrow);
  }
  return narrow;
}
