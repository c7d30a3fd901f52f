// The commands, and how the owner of the embedded database carries them out for other processes.
import { SetupError } from '../config.js';
import type { Door } from '../database/owner.js';
import type { Gateway } from '../gateway.js';
import type { Logger } from '../log.js';
import { type Answer, linesOf } from './ask.js';
import type { Command } from './command.js';
import { exportCommand } from './export.js';
import { feedsExportCommand, feedsImportCommand, feedsListCommand } from './feeds.js';
import { importCommand } from './import.js';
import { ingestCommand } from './ingest.js';
import { keysCreateCommand, keysListCommand, keysRevokeCommand } from './keys.js';
import type { Output } from './output.js';
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

/** Carries out what other processes of the same user ask; the socket's permissions keep others away. */
export function answerAtDoor(door: Door, gateway: Gateway, log: Logger): void {
  door.answer((socket) => {
    const tell = (answer: Answer) => void (socket.writable && socket.write(`${JSON.stringify(answer)}\n`));
    linesOf(socket).once('line', (line) => {
      tell({ begun: true });
      carryOut(gateway, line, {
        print: (printed) => tell({ line: printed }),
        progress: (text) => tell({ progress: text }),
      })
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

async function carryOut(
  gateway: Gateway,
  line: string,
  { print, progress }: Pick<Output, 'print' | 'progress'>,
): Promise<number> {
  const { name, input } = JSON.parse(line) as { name: string; input: unknown };
  if (!Object.hasOwn(COMMANDS, name)) throw new SetupError(`the running gateway knows no command "${name}"`);
  const { input: schema, run } = COMMANDS[name as CommandName] as Command<unknown>;
  return run(gateway, schema.parse(input), print, progress);
}
