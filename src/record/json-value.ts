// Free JSON inside a document, kept as it is.
import { z } from 'zod';

const ESCAPED_NUL = /(?<!\\)(\\\\)*\\u0000/;

/** Any JSON but null: what is absent is left out. */
export const jsonValue = z
  .json()
  .refine((value) => value !== null, 'must not be null: leave the field out')
  .refine((value) => !ESCAPED_NUL.test(JSON.stringify(value) ?? ''), 'must not contain a NUL character');

/** The same text for the same value, whatever the order of its keys: jsonb keeps none. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
