// What a curator may say of a feed, with every mistake in it told by its place.
import { z } from 'zod';
import { readAddress } from './typed-address.js';

/** A mistake, with the way to it from the arguments: `["input", "slug"]`. */
export interface Issue {
  path: string[];
  message: string;
}

/** A field that is left out is found out, or stays as it is; null removes what a feed can be without. */
export interface FeedInput {
  /** As people type it: with or without a scheme. */
  url?: string | null | undefined;
  slug?: string | null | undefined;
  title?: string | null | undefined;
  language?: string | null | undefined;
  publisher?: string | null | undefined;
  enabled?: boolean | null | undefined;
}

const NUL = String.fromCharCode(0);

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by single hyphens')
  .max(120, 'must have 120 characters or fewer');

const title = z
  .string()
  .transform((value) => value.replace(/\s+/g, ' ').trim())
  .refine((value) => value !== '', 'must not be blank')
  .refine((value) => value.length <= 500, 'must have 500 characters or fewer')
  .refine((value) => !value.includes(NUL), 'must not contain a NUL character');

/** BCP 47, in the short form that feeds need: `uk`, `pt-BR`, `sr-Latn`. */
export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag (BCP 47), as in uk');

const address = z.string().transform((value, context) => {
  const read = readAddress(value);
  if ('addresses' in read) return read.addresses;
  context.addIssue({ code: 'custom', message: read.mistake });
  return z.NEVER;
});

const feedInput = z.object({
  url: address.nullish(),
  slug: slug.nullish(),
  title: title.nullish(),
  language: language.nullish(),
  publisher: slug.nullish(),
  enabled: z.boolean().nullish(),
});

export interface CheckedInput {
  /** What is well formed, field by field: a mistake in one hides nothing of the others. */
  input: Partial<z.output<typeof feedInput>>;
  issues: Issue[];
}

export function checkInput(given: FeedInput): CheckedInput {
  const input: Record<string, unknown> = {};
  const issues: Issue[] = [];
  for (const [field, schema] of Object.entries(feedInput.shape)) {
    const { success, data, error } = schema.safeParse(given[field as keyof FeedInput]);
    if (success) input[field] = data;
    else issues.push(...error.issues.map(({ message }) => issue(field, message)));
  }
  return { input, issues };
}

export function issue(field: string, message: string): Issue {
  return { path: ['input', field], message };
}
