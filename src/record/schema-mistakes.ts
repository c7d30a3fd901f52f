// Says in plain words what a schema found wrong with a document.
import type { z } from 'zod';
import { fieldPath, type Mistake } from './mistake.js';

type Issue = z.core.$ZodIssue;
type Found = Pick<Mistake, 'field' | 'message'>;

/** One line for each mistake. Returns an empty list for a document that fits. */
export function schemaMistakes(schema: z.ZodType, document: unknown): Found[] {
  const { error } = schema.safeParse(document, { reportInput: true });
  return error === undefined ? [] : error.issues.flatMap((issue) => describe(issue, issue.path));
}

function describe(issue: Issue, path: readonly PropertyKey[]): Found[] {
  const field = fieldPath(path);
  switch (issue.code) {
    case 'invalid_type':
      return [{ field, message: issue.input === undefined ? 'is missing' : `must be ${article(issue.expected)}` }];
    case 'invalid_value':
      return [{ field, message: unknownValue(issue) }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: fieldPath([...path, key]), message: 'is no field of this record' }));
    case 'invalid_union':
      return meantBranch(issue).flatMap((inner) => describe(inner, [...path, ...inner.path]));
    default:
      return [{ field, message: issue.message }];
  }
}

function unknownValue(issue: z.core.$ZodIssueInvalidValue): string {
  if (issue.input === undefined) return 'is missing';
  return `unknown value ${JSON.stringify(issue.input)}; allowed: ${issue.values.join(', ')}`;
}

/** Of a union's branches the one whose shape fits: a date that is an object is judged as an object. */
function meantBranch(issue: z.core.$ZodIssueInvalidUnion): Issue[] {
  const fits = (errors: Issue[]) => !errors.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  return issue.errors.find(fits) ?? issue.errors[0] ?? [];
}

function article(expected: string): string {
  switch (expected) {
    case 'int':
      return 'a whole number';
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'boolean':
      return 'true or false';
    default:
      return `a ${expected}`;
  }
}
