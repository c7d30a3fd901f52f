// What the columns of a kind's sheets are. Parts that take a few words stand in a cell of the record's row; parts with
// figures, dates and sources have a sheet of their own, a row each, where a person can sort and filter them.
import type { KindName } from '../kind.js';

export type Field =
  /** What people write, kept to the last space. */
  | { is: 'text' }
  /** A slug, a code, a word of a closed list: space around it does not count. */
  | { is: 'word' }
  /** A decimal of any size, as text. */
  | { is: 'amount' }
  /** A year, a month or a day. */
  | { is: 'day' }
  /** `most` is its greatest size; `whole` numbers have no decimals. */
  | { is: 'number'; most?: number; whole?: boolean }
  | { is: 'boolean' }
  | { is: 'json' }
  /** `one; two; three` */
  | { is: 'list' }
  /** `one:two; one:two:three`: entries with these fields, in this order; what an entry lacks at its end is left out. */
  | { is: 'entries'; of: readonly string[] }
  /** A column for the value and one for each of these, which few dates have. */
  | { is: 'date'; more: readonly string[] }
  /** Columns that carry the field's name before their own. */
  | { is: 'group'; fields: Fields }
  /** A sheet of its own. */
  | { is: 'sheet'; fields: Fields };

export interface Fields {
  readonly [name: string]: Field;
}

const text = { is: 'text' } as const;
const word = { is: 'word' } as const;
const amount = { is: 'amount' } as const;
const day = { is: 'day' } as const;
const number = { is: 'number' } as const;
const wholeNumber = { is: 'number', whole: true } as const;
const boolean = { is: 'boolean' } as const;
const json = { is: 'json' } as const;
const list = { is: 'list' } as const;
const date = { is: 'date', more: ['qualifier'] } as const;
const notedDate = { is: 'date', more: ['qualifier', 'note'] } as const;
const incidentDate = { is: 'date', more: ['qualifier', 'precision'] } as const;
const entries = (...of: string[]) => ({ is: 'entries', of }) as const;
const group = (fields: Fields) => ({ is: 'group', fields }) as const;
const sheet = (fields: Fields) => ({ is: 'sheet', fields }) as const;

const money = group({ min: amount, max: amount, currency: word, qualifier: word, asStated: text });
const quantity = group({ min: wholeNumber, max: wholeNumber, qualifier: word, unit: text, asStated: text });
const aliases = sheet({ text, language: word, kind: word, caseSensitive: boolean, basis: word });
const claims = sheet({
  field: text,
  value: json,
  source: word,
  quote: text,
  statedBy: word,
  statedOn: date,
  confidence: wholeNumber,
  rank: word,
  note: text,
});
const head = { slug: word, name: text, kind: word };

/** The kinds that curators keep in spreadsheets; fields in the order of the documents. */
export const LAYOUTS: Partial<Record<KindName, Fields>> = {
  source: {
    slug: word,
    title: text,
    url: word,
    publisher: text,
    publishedOn: date,
    language: word,
    reliability: text,
    kind: word,
  },
  system: {
    ...head,
    summary: text,
    note: text,
    basis: word,
    aliases,
    manufacturers: list,
    origins: list,
    sources: list,
    claims,
  },
  actor: {
    ...head,
    iso2: word,
    iso3: word,
    summary: text,
    note: text,
    basis: word,
    country: word,
    parent: word,
    aliases,
    roles: sheet({ organisation: word, title: text, from: date, to: date, asOf: date, source: word }),
    operates: sheet({ system: word, quantity, asOf: date, exhaustive: boolean, basis: word, source: word }),
    memberOf: entries('organisation', 'basis'),
    sources: list,
    claims,
  },
  funding: {
    ...head,
    instrument: word,
    summary: text,
    note: text,
    aliases,
    programme: word,
    donors: list,
    recipients: list,
    money,
    period: group({ start: day, end: day }),
    terms: json,
    stageHistory: sheet({ stage: word, date: notedDate, money, rank: word, note: text, sources: list }),
    sources: list,
    claims,
  },
  deal: {
    ...head,
    summary: text,
    note: text,
    dispute: word,
    aliases,
    statusHistory: sheet({ status: word, date: notedDate, rank: word, note: text, sources: list }),
    parties: entries('actor', 'role', 'note'),
    items: sheet({ system: word, quantity, note: text }),
    values: sheet({
      kind: word,
      holder: word,
      money,
      conversion: group({ amount, currency: word, qualifier: word }),
      rank: word,
      statedBy: word,
      source: word,
      note: text,
    }),
    funding: entries('funding', 'certainty'),
    countries: list,
    sources: list,
    claims,
  },
  incident: {
    ...head,
    summary: text,
    note: text,
    start: incidentDate,
    end: incidentDate,
    timeNote: text,
    place: group({
      name: text,
      country: word,
      latitude: { is: 'number', most: 90 },
      longitude: { is: 'number', most: 180 },
      radiusKm: number,
      precision: word,
      basis: word,
    }),
    aggregate: boolean,
    counts: sheet({ what: text, quantity, rank: word, statedBy: word, source: word, note: text }),
    actors: sheet({ actor: word, role: word, certainty: word, statedBy: word, source: word }),
    systems: list,
    effects: list,
    attribution: word,
    verification: word,
    sources: list,
    claims,
  },
};

/** Names of the columns, in order; sheets of their own have none here. */
export function columnsOf(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    switch (field.is) {
      case 'sheet':
        return [];
      case 'group':
        return columnsOf(field.fields).map((column) => `${name}.${column}`);
      case 'date':
        return [name, ...field.more.map((more) => `${name}.${more}`)];
      default:
        return [name];
    }
  });
}

/** Fields that have a sheet of their own. */
export function sheetsOf(fields: Fields): [name: string, columns: Fields][] {
  return Object.entries(fields).flatMap(([name, field]) => (field.is === 'sheet' ? [[name, field.fields]] : []));
}
