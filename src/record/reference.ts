// References between documents: which fields of a schema name another record, and what a document names through them.
import { z } from 'zod';
import type { KindName } from './kind.js';
import { slug } from './slug.js';

const targets = z.registry<{ kind: KindName }>();

export interface Reference {
  path: PropertyKey[];
  kind: KindName;
  slug: string;
}

/** A slug that must name a record of the kind. */
export function reference(kind: KindName) {
  return slug.clone().register(targets, { kind });
}

/** All that a document names, valid or not: a mistake elsewhere in it hides none of its references. */
export function referencesIn(schema: z.core.$ZodType, value: unknown, path: PropertyKey[] = []): Reference[] {
  const target = targets.get(schema as z.ZodType);
  if (target !== undefined) return typeof value === 'string' ? [{ path, kind: target.kind, slug: value }] : [];
  if (schema instanceof z.ZodOptional) return referencesIn(schema.unwrap(), value, path);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((item, index) => referencesIn(schema.element, item, [...path, index]));
  }
  if (schema instanceof z.ZodObject && typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>;
    return Object.entries(schema.shape).flatMap(([key, inner]) =>
      referencesIn(inner as z.core.$ZodType, fields[key], [...path, key]),
    );
  }
  return [];
}
