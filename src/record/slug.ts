// Slugs: the readable names of records, sources and feeds.
import { z } from 'zod';
import { quoted } from './suggest.js';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function hidden(input: unknown): string {
  if (typeof input !== 'string' || input.length > 150 || quoted(input) === JSON.stringify(input)) return '';
  const meant = input.replace(/[\p{Cf}\p{Z}]/gu, '');
  const suggestion = SLUG.test(meant) ? `; did you mean ${quoted(meant)}?` : '';
  return `; ${quoted(input)} has a character that cannot be seen${suggestion}`;
}

export const slug = z
  .string()
  .regex(SLUG, {
    // A character that nobody sees, such as a zero-width space, is shown in the message.
    error: ({ input }) => `must be lower-case letters and digits, joined by single hyphens${hidden(input)}`,
  })
  .max(120, 'must have 120 characters or fewer');
