// Commands that reach the owner of the embedded database from another process: JSON lines over its socket.
import { connect, type Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { SetupError } from '../config.js';
import type { Door } from '../database/owner.js';
import type { Gateway } from '../gateway.js';
import type { Logger } from '../log.js';
import type { Command } from './command.js';
import { exportCommand } from './export.js';
import { feedsExportCommand, feedsImportCommand, feedsListCommand } from './feeds.js';
import { importCommand } from './import.js';
import { ingestCommand } from './ingest.js';
import { keysCreateCommand, keysListCommand, keysRevokeCommand } from './keys.js';
import { refreshCommand } from './refresh.js';
import { relinkCommand } from './relink.js';

export const COMMANDS = {
  ingest: ingestCommand,
  import: importCommand,
  export: exportCommand,
  refresh: refreshCommand,
  relink: relinkCommand,
  'feeds import': feedsImportCommand,
  'feeds export': feedsExportCommand,
  'feeds list': feedsListCommand,
  'keys create': keysCreateCommand,
  'keys list': keysListCommand,
  'keys revoke': keysRevokeCommand,
};

export type CommandName = keyof typeof COMMANDS;

type Answer = { begun: true } | { line: string } | { mistake: string } | { exit: number };

/** Carries out what other processes of the same user ask; the socket's permissions keep others away. */
export function answerAtDoor(door: Door, gateway: Gateway, log: Logger): void {
  door.answer((socket) => {
    const tell = (answer: Answer) => void (socket.writable && socket.write(`${JSON.stringify(answer)}\n`));
    linesOf(socket).once('line', (line) => {
      tell({ begun: true });
      carryOut(gateway, line, (printed) => tell({ line: printed }))
        .then((exit) => tell({ exit }))
        .catch((error: unknown) => {
          if (!(error instanceof SetupError)) log.error({ err: error }, 'a command failed');
          tell({
            mistake: error instanceof SetupError ? error.message : 'internal error: see the log of the running gateway',
          });
        })
        .finally(() => socket.end());
    });
  });
}

async function carryOut(gateway: Gateway, line: string, print: (line: string) => void): Promise<number> {
  const { name, input } = JSON.parse(line) as { name: string; input: unknown };
  if (!Object.hasOwn(COMMANDS, name)) throw new SetupError(`the running gateway knows no command "${name}"`);
  const { input: schema, run } = COMMANDS[name as CommandName] as Command<unknown>;
  return run(gateway, schema.parse(input), print);
}

/** Readline passes a socket's errors on as its own, and nobody would hear them there: whoever has the socket does. */
function linesOf(socket: Socket): Interface {
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
  print: (line: string) => void,
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
  for await (const line of lines) {
    const answer = JSON.parse(line) as Answer;
    if ('begun' in answer) begun = true;
    else if ('line' in answer) print(answer.line);
    else if ('mistake' in answer) throw new SetupError(answer.mistake);
    else return answer.exit;
  }
  if (begun) throw new SetupError('the running gateway ended before the command did');
  if (failure !== undefined && !ENDED.has(failure.code ?? '')) {
    throw new SetupError(`the running gateway does not answer: ${failure.message}`, { cause: failure });
  }
  return null;
}

const ENDED = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);
