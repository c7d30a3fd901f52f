// Text in documents: never blank, and nothing that the database cannot hold.
import { z } from 'zod';

const NUL = String.fromCharCode(0);

export const text = z
  .string()
  .refine((value) => value.trim() !== '', 'must not be blank')
  .refine((value) => !value.includes(NUL), 'must not contain a NUL character')
  .refine((value) => !/\p{Surrogate}/u.test(value), 'must not contain half a surrogate pair');

/** Language as a tag of BCP 47, in the short form that feeds and names need: `uk`, `pt-BR`, `sr-Latn`. */
export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag (BCP 47), as in uk');

export const webAddress = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'must be an http or https address');
