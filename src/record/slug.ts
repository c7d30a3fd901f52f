// Slugs: the readable names of records, sources and feeds.
import { z } from 'zod';

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by single hyphens')
  .max(120, 'must have 120 characters or fewer');
