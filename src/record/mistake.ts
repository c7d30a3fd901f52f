// What is wrong with a dataset, told so that whoever wrote the file can mend it.
import { SetupError } from '../config.js';

export interface Mistake {
  file: string;
  /** Slug of the record, or its place in the file where it has none; null where the whole file is wrong. */
  record: string | null;
  /** Path inside the record, as in `parties[2].actor`; null where the whole record is wrong. */
  field: string | null;
  message: string;
}

/** Without those about a field that was refused already: they would be a second mistake for one. */
export function withoutRefused(found: readonly Mistake[], refused: readonly Mistake[]): Mistake[] {
  const keys = new Set(refused.map(({ file, record, field }) => JSON.stringify([file, record, field])));
  return found.filter(({ file, record, field }) => {
    const steps = (field ?? '').split(/(?=[.[])/);
    const paths = steps.map((_, count) => steps.slice(0, count + 1).join(''));
    return !paths.some((path) => keys.has(JSON.stringify([file, record, path])));
  });
}

/** All mistakes of a dataset at once: nothing of it was saved. */
export class DatasetError extends SetupError {
  readonly mistakes: Mistake[];

  constructor(mistakes: Mistake[]) {
    super(mistakes.map(line).join('\n'));
    this.name = 'DatasetError';
    this.mistakes = mistakes;
  }
}

function line({ file, record, field, message }: Mistake): string {
  return [file, record, field, message].filter((part) => part !== null).join(': ');
}

/** Writes `['parties', 2, 'actor']` as `parties[2].actor`; null for an empty path. */
export function fieldPath(path: readonly PropertyKey[]): string | null {
  if (path.length === 0) return null;
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('');
}
