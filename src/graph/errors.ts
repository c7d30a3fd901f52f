// Mistakes that a caller can mend: members of every mutation's answer, never top-level errors.
import { builder } from './builder.js';

interface Issue {
  path: string[];
  message: string;
}

interface Mistake {
  message: string;
}

interface Invalid extends Mistake {
  __typename: 'ValidationError';
  issues: Issue[];
}

interface Conflict extends Mistake {
  __typename: 'ConflictError';
  currentVersion: number;
}

interface NotFound extends Mistake {
  __typename: 'NotFoundError';
}

const ErrorRef = builder.interfaceRef<Mistake>('Error').implement({
  description: 'A mistake that whoever asked can mend.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'What is wrong and what is allowed, for a person to read.' }),
  }),
});

const ValidationIssueRef = builder.objectRef<Issue>('ValidationIssue').implement({
  description: 'One mistake in what was sent.',
  fields: (t) => ({
    path: t.exposeStringList('path', {
      description: 'The way to it from the arguments: `["input", "aliases", "2", "text"]`.',
    }),
    message: t.exposeString('message', { description: 'What is wrong there and what is allowed.' }),
  }),
});

export const ValidationErrorRef = builder.objectRef<Invalid>('ValidationError').implement({
  description: 'What was sent cannot be saved; every mistake in it is named.',
  interfaces: [ErrorRef],
  fields: (t) => ({
    issues: t.field({
      type: [ValidationIssueRef],
      description: 'The mistakes, all of them.',
      resolve: ({ issues }) => issues,
    }),
  }),
});

export const ConflictErrorRef = builder.objectRef<Conflict>('ConflictError').implement({
  description: 'Somebody else saved a newer version meanwhile: read it, and save again.',
  interfaces: [ErrorRef],
  fields: (t) => ({
    currentVersion: t.exposeInt('currentVersion', { description: 'The version that is there now.' }),
  }),
});

export const NotFoundErrorRef = builder.objectRef<NotFound>('NotFoundError').implement({
  description: 'What was named is not there.',
  interfaces: [ErrorRef],
});

export function validationError(issues: Issue[]): Invalid {
  const message = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
  return { __typename: 'ValidationError', message, issues };
}

export function conflictError(currentVersion: number): Conflict {
  const message =
    currentVersion === 0
      ? 'there is no such record: save it with ifVersion 0, or without'
      : `somebody else has saved version ${currentVersion} meanwhile: read it, and save again`;
  return { __typename: 'ConflictError', message, currentVersion };
}

export function notFoundError(message: string): NotFound {
  return { __typename: 'NotFoundError', message };
}
