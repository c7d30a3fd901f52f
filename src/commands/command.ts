// What a command is: work on an open gateway that prints lines and ends with an exit code.
import type { z } from 'zod';
import type { Gateway } from '../gateway.js';

export type Print = (line: string) => void;

/** Told how far a command is, as in "12,000 articles looked at"; shown to a person at a terminal only. */
type Progress = (text: string) => void;

export interface Command<Input> {
  input: z.ZodType<Input>;
  /** Throws a `SetupError` for what the caller can mend. */
  run(gateway: Gateway, input: Input, print: Print, progress: Progress): Promise<number>;
}

export function command<Input>(input: z.ZodType<Input>, run: Command<Input>['run']): Command<Input> {
  return { input, run };
}
