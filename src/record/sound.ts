// No check runs on what another check has refused: its finding would be a second mistake for one, or a crash.
import type { z } from 'zod';

type Issues = z.core.ParsePayload['issues'];

/** Whether no issue is about the field at the path, or about anything in it. */
export function isSound(issues: Issues, path: readonly PropertyKey[]): boolean {
  return !issues.some((issue) => path.every((step, index) => issue.path?.[index] === step));
}

/** Condition of a rule about an object's fields: it runs if the object is one and none of these fields is refused. */
export function ifSound(...fields: string[]) {
  return {
    when: ({ value, issues }: z.core.ParsePayload) =>
      typeof value === 'object' && value !== null && fields.every((field) => isSound(issues, [field])),
  };
}
