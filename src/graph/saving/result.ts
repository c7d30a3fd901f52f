// What a save answers with: the record as it is now, or a typed error that names every mistake.
import type { Outcome } from '../../record/save.js';
import type { Context } from '../context.js';
import { conflictError, notFoundError, validationError } from '../errors.js';

/** Who saves, for the record's revisions. */
export function signature({ viewer }: Context, reason: string | null | undefined) {
  return { by: viewer.name ?? viewer.role, reason: reason ?? null };
}

/** An outcome that is not `done`, as a member of the mutation's union. `path` leads from the arguments to the document. */
export function refusal(outcome: Exclude<Outcome, { kind: 'done' }>, path: string[]) {
  switch (outcome.kind) {
    case 'invalid':
      return validationError(outcome.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
    case 'conflict':
      return conflictError(outcome.currentVersion);
    case 'unknown':
      return notFoundError(outcome.message);
  }
}
