// From what a mutation was given to a document of the record.

/** The input without what is null or left out: documents say only what is known. */
export function given(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(given);
  if (typeof input !== 'object' || input === null || input instanceof Date) return input;
  const fields = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [name, given(value)]));
}

/** A date of an input: empty where it is said to be unknown. */
interface DateGiven {
  value: string;
  qualifier?: unknown;
}

/** Documents leave the value of an unknown date out. */
export function withDates(document: unknown): unknown {
  if (Array.isArray(document)) return document.map(withDates);
  if (typeof document !== 'object' || document === null) return document;
  const { value, ...rest } = document as DateGiven;
  if (value === '' && 'qualifier' in rest) return rest;
  return Object.fromEntries(Object.entries(document).map(([name, inner]) => [name, withDates(inner)]));
}

type Fields = Record<string, unknown>;

/**
 * What is stored of the fields that the input leaves out. Null in an input takes a field away, which leaving it out
 * does not.
 */
export function kept(input: object, before: object | undefined, fields: readonly string[]): Fields {
  const stored = (before ?? {}) as Fields;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = (input as Fields)[field];
      if (value === null) return [];
      return [[field, value === undefined ? stored[field] : given(value)]];
    }),
  );
}

/** `preferred` in an input is a rank in a document. */
export function ranked(entries: unknown): unknown {
  if (!Array.isArray(entries)) return entries;
  return entries.map((entry: Fields) => {
    const { preferred, ...rest } = entry;
    return preferred === true && rest.rank === undefined ? { ...rest, rank: 'PREFERRED' } : rest;
  });
}
