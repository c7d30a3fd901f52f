// Dates as sources give them: a year, a month or a day (ISO 8601, reduced precision), and how sure they are.
import { z } from 'zod';
import { Qualifier } from '../database/generated/enums.js';
import { unless, withoutAbsent } from './normal-form.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

/** YYYY, YYYY-MM or YYYY-MM-DD. */
export const calendarDate = z
  .string()
  .refine(isFuzzyDate, 'must be YYYY, YYYY-MM or YYYY-MM-DD, and a day that exists');
export const datedFields = { value: calendarDate.optional(), qualifier: z.enum(Qualifier).optional() };

/** The rule of a date that is an object: it has a value, or says that no source gives one. */
export function dated<Fields extends z.ZodType<Dated>>(fields: Fields) {
  return fields
    .refine(({ value, qualifier }) => value !== undefined || qualifier === 'UNKNOWN', {
      error: 'without a value the qualifier must be UNKNOWN',
      ...ifSound('value', 'qualifier'),
    })
    .refine(({ value, qualifier }) => value === undefined || qualifier !== 'UNKNOWN', {
      path: ['qualifier'],
      error: 'UNKNOWN stands without a value: what is unknown is left out',
      ...ifSound('value', 'qualifier'),
    });
}

interface Dated {
  value?: string | undefined;
  qualifier?: Qualifier | undefined;
}

/** An exact date may be just its text. */
export const fuzzyDate = z.union([calendarDate, dated(z.strictObject(datedFields))]);

/** With a remark on how the date was found. */
export const notedDate = z.union([calendarDate, dated(z.strictObject({ ...datedFields, note: text.optional() }))]);

export type FuzzyDate = z.output<typeof fuzzyDate>;

/** The text of a date, as far as it is known. */
function dateValue(date: unknown): string | undefined {
  const value = typeof date === 'object' && date !== null && 'value' in date ? date.value : date;
  return typeof value === 'string' ? value : undefined;
}

/** Whether two dates stand in order, as far as both are precise: 2025-11 is not before 2025-11-25. */
export function inOrder(first: unknown, last: unknown): boolean {
  const [from, to] = [dateValue(first), dateValue(last)];
  if (from === undefined || to === undefined) return true;
  const shared = Math.min(from.length, to.length);
  return from.slice(0, shared) <= to.slice(0, shared);
}

export const ENDS_BEFORE_START = 'ends before it starts';

export type DateColumns<Name extends string> = { [Column in Name]: string | null } & {
  [Column in `${Name}Qualifier`]: Qualifier | null;
};

export function dateColumns<Name extends string>(name: Name, date: FuzzyDate | undefined): DateColumns<Name> {
  const { value, qualifier } = typeof date === 'object' ? date : { value: date };
  return {
    [name]: value ?? null,
    [`${name}Qualifier`]: date === undefined ? null : (qualifier ?? 'EXACT'),
  } as DateColumns<Name>;
}

/** The date of a row; `more` are its further fields. */
export function dateOf<Name extends string, More extends object>(
  name: Name,
  row: DateColumns<Name>,
  more?: More,
): string | ({ value?: string; qualifier?: Qualifier } & More) | undefined {
  const value: string | null = row[name];
  const qualifier = row[`${name}Qualifier` as const] as Qualifier | null;
  if (value === null && qualifier === null) return undefined;
  const date = withoutAbsent({ value, qualifier: unless('EXACT', qualifier), ...more });
  const bare = value !== null && Object.keys(date).length === 1;
  return bare ? value : (date as { value?: string; qualifier?: Qualifier } & More);
}

function isFuzzyDate(value: string): boolean {
  const match = /^(?!0000)(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?$/.exec(value);
  if (match === null) return false;
  const [, year, month, dayOfMonth] = match;
  if (dayOfMonth === undefined) return true;
  const date = new Date(`${year}-${month}-${dayOfMonth}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.getUTCDate() === Number(dayOfMonth);
}
