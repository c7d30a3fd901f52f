#!/usr/bin/env node
// The commands of `flankwatch`.
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { Command } from 'commander';
import { askAtDoor } from './commands/ask.js';
import type { Command as Work } from './commands/command.js';
import type { CommandName } from './commands/door.js';
import { outputTo } from './commands/output.js';
import { type Config, readConfig, SetupError } from './config.js';
import { FolderTaken, ownerOf } from './database/owner.js';
import { VERSION } from './version.js';

// A reader that has seen enough, as `head` does, is no failure (POSIX gives writers SIGPIPE; Node gives them EPIPE).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Lines may go to a file while a person looks on: progress is shown on the terminal that errors go to.
const output = outputTo(process.stdout, process.stderr);
const { print } = output;

const program = new Command('flankwatch')
  .description("A GraphQL gateway over Europe's defence build-up: news from feeds, tied to a curated record.")
  .version(VERSION, '-V, --version', 'print the version')
  .showHelpAfterError();

program
  .command('serve')
  .description('serve the graph (what `npm start` does)')
  .action(async () => {
    const config = readConfig(process.env); // a mistake is told before anything else is read
    const { start } = await import('./start.js');
    await start(config);
    // What still waits for a publisher's answer would keep the process.
    process.exit();
  });

program
  .command('migrate')
  .description('bring the database to this version and end')
  .action(async () => {
    const config = readConfig(process.env);
    const { openGateway } = await import('./gateway.js');
    await (await openGateway(config, { tell: output.progress })).close();
    output.end();
    print('the database is up to date');
  });

program
  .command('import')
  .description('bring a folder of record files into the database; the starter record where none is named')
  .argument('[folder]')
  .option('--dry-run', 'print what would change, old and new, and write nothing', false)
  .option('--by <name>', 'who imports: the revisions name it. "cli" if it is left out')
  .option('--reason <text>', 'why, for the revisions. The folder if it is left out')
  .action((folder: string | undefined, options: { dryRun: boolean; by?: string; reason?: string }) =>
    run('import', { ...(folder === undefined ? {} : { folder: resolve(folder) }), ...options }),
  );

program
  .command('export')
  .description('write the record into a folder, as files that `import` reads')
  .argument('<folder>')
  .option('--format <format>', 'json, or csv: sheets of everything but feeds', 'json')
  .action((folder: string, { format }: { format: string }) => run('export', { folder: resolve(folder), format }));

program
  .command('ingest')
  .description('read a feed document from disk into a feed')
  .argument('<file>')
  .requiredOption('--feed <slug>', 'the feed; one that is unknown is added')
  .option('--verbose', 'print every item; on a terminal only refused ones are printed without it', false)
  .action((file: string, { feed, verbose }: { feed: string; verbose: boolean }) =>
    run('ingest', { file: resolve(file), feed, verbose: verbose || !process.stdout.isTTY }),
  );

program
  .command('refresh')
  .description('fetch feeds now; all enabled ones where none is named')
  .argument('[slug...]')
  .action((slugs: string[]) => run('refresh', { slugs }));

program
  .command('relink')
  .description('tie stored articles to the record as it is now; goes on where it was stopped')
  .option('--since <date>', 'only articles published since the day, as YYYY-MM-DD')
  .action(({ since }: { since?: string }) => run('relink', { ...(since === undefined ? {} : { since }) }));

program
  .command('parse')
  .description('read feed documents and print what they say; needs no database')
  .argument('[file...]')
  .option('--jsonl', 'documents from standard input and answers to standard output, one a line, as JSON', false)
  .action(async (files: string[], { jsonl }: { jsonl: boolean }) => {
    const { parseFiles, parseLines } = await import('./commands/parse.js');
    process.exitCode = jsonl ? await parseLines(process.stdin, print) : await parseFiles(files, print);
  });

const feeds = program.command('feeds').description('the list of feeds');

feeds
  .command('import')
  .description(
    'add the feeds of an OPML file; an address that is known is left alone, a folder’s name becomes the note of a feed without a description',
  )
  .argument('<file>')
  .action((file: string) => run('feeds import', { file: resolve(file) }));

feeds
  .command('export')
  .description('print all feeds as OPML 2.0')
  .action(() => run('feeds export', {}));

feeds
  .command('list')
  .description('print slug, status and last error of each feed')
  .action(() => run('feeds list', {}));

const keys = program.command('keys').description('the bearer keys that the graph takes');

keys
  .command('create')
  .description('make a key and print it: it is shown this once')
  .requiredOption('--role <role>', 'reader, editor or admin')
  .option('--name <name>', 'whose key it is; revisions name it. The role where it is left out')
  .action(({ role, name }: { role: string; name?: string }) =>
    run('keys create', { role, ...(name === undefined ? {} : { name }) }),
  );

keys
  .command('list')
  .description('print id, role, name and last use of each key')
  .action(() => run('keys list', {}));

keys
  .command('revoke')
  .description('refuse a key for good')
  .argument('<id>', 'its id, or the key itself')
  .action((id: string) => run('keys revoke', { id }));

/** Runs a command here, or in the process that owns the embedded database. */
async function run(name: CommandName, input: object): Promise<void> {
  const config = readConfig(process.env);
  const reach: Reach = { at: performance.now() };
  try {
    let exit = await attempt(config, { name, input, reach });
    while (exit === null) {
      if (performance.now() - reach.at > OWNER_PATIENCE_MS) {
        throw new SetupError(
          `DATA_DIR=${config.dataDir}: another flankwatch process is using this folder, and cannot be reached from here`,
        );
      }
      await sleep(100);
      exit = await attempt(config, { name, input, reach });
    }
    process.exitCode = exit;
  } finally {
    output.end();
  }
}

/** When the owner of the embedded database was reached last. */
interface Reach {
  at: number;
}

/** For an owner that is not reached: it may be about to end, or to listen. */
const OWNER_PATIENCE_MS = 20_000;

/** Null where another process owned the database and ended before it took the command up. */
async function attempt(
  config: Config,
  { name, input, reach }: { name: CommandName; input: object; reach: Reach },
): Promise<number | null> {
  const owner = config.databaseUrl === null ? await ownerOf(config.dataDir) : null;
  if (owner !== null) {
    output.progress('waiting for the running gateway');
    return waitAtDoor(owner);
  }
  output.progress('loading the program');
  const [{ openGateway }, { COMMANDS }] = await Promise.all([import('./gateway.js'), import('./commands/door.js')]);
  try {
    const gateway = await openGateway(config, { tell: output.progress });
    try {
      output.progress('working');
      return await (COMMANDS[name] as Work<object>).run(gateway, input, print, output.progress);
    } finally {
      await gateway.close();
    }
  } catch (error) {
    if (!(error instanceof FolderTaken)) throw error;
    return waitAtDoor(error.socket);
  }

  async function waitAtDoor(socket: string): Promise<number | null> {
    const arrived = performance.now();
    const exit = await askAtDoor(socket, name, input, output);
    // An owner that cannot be reached does not let one wait.
    if (performance.now() - arrived > 1000) reach.at = performance.now();
    return exit;
  }
}

try {
  await program.parseAsync();
} catch (error) {
  // What a person can mend is said in a line; anything else is a bug and keeps its stack.
  process.stderr.write(`${error instanceof SetupError ? error.message : inspect(error)}\n`);
  process.exitCode = 1;
}
