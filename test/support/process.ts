// The compiled program as people run it: started as a process of its own, in a data folder of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inject } from 'vitest';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  /** Lines on stderr, without the empty one that the last line break would make. */
  mistakes: string[];
}

export interface Running {
  pid: number;
  /** Address of the GraphQL endpoint; rejects where the process ends before it answers. */
  url: Promise<string>;
  ended: Promise<Ended>;
  /** What it has logged so far. */
  log(): string;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

export type Environment = Record<string, string>;

const living = new Set<ChildProcess>();
const folders = new Set<string>();

const killAll = () => {
  for (const child of living) child.kill('SIGKILL');
};
process.once('exit', killAll);

/** Ends what a file has started and removes its folders. */
export async function clearUp(): Promise<void> {
  killAll();
  await Promise.all([...living].map((child) => new Promise((resolve) => child.once('close', resolve))));
  await Promise.all([...folders].map(removed));
  folders.clear();
  filled = undefined;
}

// Half a second of patience: a child of a killed process may still be writing.
const removed = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/** An empty folder that is gone after the test file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'flankwatch-process-'));
  folders.add(folder);
  return folder;
}

let filled: Promise<string> | undefined;

/** A data folder as a first start leaves it. */
export async function filledFolder(): Promise<string> {
  filled ??= firstFolder();
  return copyOf(await filled);
}

/** A copy of a data folder, made by a program: Node's own copying takes several times as long. */
export async function copyOf(original: string): Promise<string> {
  const folder = await temporaryFolder();
  await promisify(execFile)('cp', ['-R', `${original}/.`, folder]);
  return folder;
}

async function firstFolder(): Promise<string> {
  const folder = await temporaryFolder();
  const template = inject('template');
  if (template.kind === 'embedded') {
    // The whole run has one already, which takes a tenth of a first start's time.
    await mkdir(join(folder, 'postgres'), { mode: 0o700 });
    await promisify(execFile)('tar', ['-xf', template.starter, '-C', join(folder, 'postgres')]);
    return folder;
  }
  const { code, mistakes } = await flankwatch(['migrate'], { DATA_DIR: folder });
  if (code !== 0) throw new Error(`the first start failed: ${mistakes.join('\n')}`);
  return folder;
}

/** Another build than this one's, by its folder. */
interface Build {
  program?: string;
}

/** Starts `flankwatch serve` on a free port. */
export function serve(environment: Environment, { program }: Build = {}): Running {
  const { child, ended, stdout } = launch(['serve'], environment, program);
  const url = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const address = /Flankwatch answers at (http:\S+\/graphql)/.exec(stdout())?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(({ code, signal, mistakes }) =>
      reject(new Error(`ended with ${code ?? signal} before it answered: ${mistakes.join('\n')}`)),
    );
  });
  url.catch(() => {}); // a test of a start that fails looks at `ended`
  return {
    pid: child.pid ?? 0,
    url,
    ended,
    log: stdout,
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a command to its end, or until it is killed. */
export async function flankwatch(
  parameters: string[],
  environment: Environment,
  { killAfterMs, program }: { killAfterMs?: number } & Build = {},
): Promise<Ended> {
  const { child, ended } = launch(parameters, environment, program);
  if (killAfterMs !== undefined) {
    await Promise.race([sleep(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  return ended;
}

function launch(parameters: string[], environment: Environment, program = '.') {
  // To optimise WebAssembly takes a third of the time of what ends within seconds, and changes nothing that it does.
  const child = spawn(process.execPath, ['--liftoff-only', join(program, 'dist/cli.js'), ...parameters], {
    env: { PATH: process.env.PATH, POLLING: 'off', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      living.delete(child);
      resolve({ code, signal, stdout, mistakes: stderr.split('\n').filter((line) => line !== '') });
    });
  });
  return { child, ended, stdout: () => stdout };
}

/** Asks a running gateway and expects an answer without errors. */
// biome-ignore lint/suspicious/noExplicitAny: the tests of the schema prove its types; these prove the process.
export async function query(url: string, document: string, variables: object = {}): Promise<any> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors, null, 2));
  return data;
}
