// Has the owner of the embedded database carry out a command: JSON lines over its socket. Apart from the commands
// themselves, so that whoever only asks need not load them.
import { connect, type Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { SetupError } from '../config.js';
import type { Output } from './output.js';

export type Answer = { begun: true } | { line: string } | { progress: string } | { mistake: string } | { exit: number };

/** Readline passes a socket's errors on as its own, and nobody would hear them there: whoever has the socket does. */
export function linesOf(socket: Socket): Interface {
  return createInterface({ input: socket }).on('error', () => {});
}

/**
 * Has the owner at `socket` carry out a command; null where it ended before it began. Throws a `SetupError` with the
 * mistake it reports.
 */
export async function askAtDoor(
  socket: string,
  name: string,
  input: unknown,
  { print, progress }: Pick<Output, 'print' | 'progress'>,
): Promise<number | null> {
  const connection = connect(socket);
  let failure: NodeJS.ErrnoException | undefined;
  connection.on('error', (error) => {
    failure = error;
  });
  connection.write(`${JSON.stringify({ name, input })}\n`);
  const lines = linesOf(connection);
  connection.once('close', () => lines.close());
  let begun = false;
  try {
    for await (const line of lines) {
      const answer = JSON.parse(line) as Answer;
      if ('begun' in answer) begun = true;
      else if ('line' in answer) print(answer.line);
      else if ('progress' in answer) progress(answer.progress);
      else if ('mistake' in answer) throw new SetupError(answer.mistake);
      else return answer.exit;
    }
  } catch (error) {
    // An iterator of readline throws the socket's error too.
    if (error !== failure) throw error;
  }
  if (begun) throw new SetupError('the running gateway ended before the command did');
  if (failure !== undefined && !ENDED.has(failure.code ?? '')) {
    throw new SetupError(`the running gateway does not answer: ${failure.message}`, { cause: failure });
  }
  return null;
}

const ENDED = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);
