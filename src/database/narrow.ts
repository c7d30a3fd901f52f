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
  return { rows: (text, parameters) => sql.rows(narrowText(text, asked), parameters) };
}

/** What each text becomes for those who ask for the same. */
const texts = new WeakMap<Asked, Map<string, string>>();

/** Filters come in any number of shapes: past so many texts, a document's are made anew. */
const MOST_TEXTS = 100;

function narrowText(text: string, asked: Asked): string {
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
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(text, narrow);
  }
  return narrow;
}
