import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Environment, filledFolder, flankwatch, temporaryFolder } from '../support/process.js';

const PASSWORD = 'hunter2hunter2';

/** Starts the gateway with a mistake and gives the one line that it must end with. */
async function mistakeOf(environment: Environment): Promise<string> {
  const folder = await temporaryFolder();
  const { code, mistakes, stdout } = await flankwatch(['serve'], { DATA_DIR: folder, ...environment });
  expect(mistakes).toHaveLength(1);
  expect(code).toBe(1);
  expect(stdout + mistakes).not.toMatch(/^ +at |node:internal|file:\/\//m);
  expect(stdout + mistakes).not.toContain(PASSWORD);
  return mistakes[0] ?? '';
}

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createSocket();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a mistake in the environment ends the start with one line that names it', () => {
  test.each([
    [{ PORT: 'abc' }, 'PORT=abc: must be a whole number from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT=70000: must be a whole number from 0 to 65535'],
    [{ PORT: '-1' }, 'PORT=-1: must be a whole number'],
    [{ POLLING: 'maybe' }, 'POLLING=maybe: must be on or off'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud: must be trace, debug'],
    [{ ALLOW_PRIVATE_FEEDS: 'yes' }, 'ALLOW_PRIVATE_FEEDS=yes: must be on or off'],
    [{ PUBLIC_URL: 'flankwatch.example' }, 'PUBLIC_URL=flankwatch.example: must be an http or https address'],
    [{ CORS_ORIGINS: 'https://news.example/' }, 'CORS_ORIGINS=https://news.example/: must be * or origins'],
    [{ PERSISTED_ONLY: 'yes' }, 'PERSISTED_ONLY=yes: must be on or off'],
    [{ PERSISTED_DOCUMENTS: 'no-such-file' }, 'PERSISTED_DOCUMENTS=no-such-file: cannot read it: ENOENT'],
    [{ PERSISTED_DOCUMENTS: 'package.json' }, 'PERSISTED_DOCUMENTS=package.json: name is not the SHA-256'],
    [{ DATABASE_URL: 'nonsense' }, 'DATABASE_URL: must be a postgresql:// address'],
    [{ DATABASE_URL: `mysql://root:${PASSWORD}@localhost/flankwatch` }, 'DATABASE_URL: must be a postgresql://'],
    [{ DATABASE_URL: `postgresql://user%zz:${PASSWORD}@localhost/flankwatch` }, 'DATABASE_URL: '],
    [{ STARTER: 'empty' }, 'STARTER=empty: must be on or off'],
    [{ ADMIN_KEY: 'too-short' }, 'ADMIN_KEY: must have 16 characters or more'],
    [{ ADMIN_KEY: ' , ' }, 'ADMIN_KEY: must have a key of 16 characters or more'],
    [{ ADMIN_KEY: 'aaaaaaaaaaaaaaaa' }, 'ADMIN_KEY: is easy to guess: it has 1 different characters'],
    [{ ADMIN_KEY: 'aAaAaAaAbBbBcCcCdD' }, 'ADMIN_KEY: is easy to guess: it has 4 different characters'],
    [{ ADMIN_KEY: 'passwordpassword' }, 'ADMIN_KEY: is easy to guess: it repeats its first 8 characters'],
    [{ ADMIN_KEY: 'hunter2hunter2hu' }, 'ADMIN_KEY: is easy to guess: it repeats its first 7 characters'],
    [{ ADMIN_KEY: '1234567890123456' }, 'ADMIN_KEY: is easy to guess: '],
    [{ ADMIN_KEY: 'abcdefghijklmnop' }, 'ADMIN_KEY: is easy to guess: most of its characters follow each other'],
    [{ ADMIN_KEY: 'ponmlkjihgfedcba' }, 'ADMIN_KEY: is easy to guess: most of its characters follow each other'],
    [{ ADMIN_KEY: 'a-good-enough-key-here,short' }, 'ADMIN_KEY: key 2 of 2 must have 16 characters or more'],
  ] as [Environment, string][])('%j', async (environment, line) => {
    expect(await mistakeOf(environment)).toContain(line);
  });

  test('HOST that is no address of this machine', async () => {
    const folder = await filledFolder();
    expect(await mistakeOf({ DATA_DIR: folder, HOST: 'no-such-host.invalid' })).toMatch(
      /^HOST=no-such-host\.invalid: cannot listen there: /,
    );
  });

  test('PORT that is taken', async () => {
    const folder = await filledFolder();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      expect(await mistakeOf({ DATA_DIR: folder, PORT: String(port) })).toMatch(
        new RegExp(`^PORT=${port}: cannot listen there: .*EADDRINUSE`),
      );
    } finally {
      other.close();
    }
  });

  test('DATA_DIR that is a file', async () => {
    const file = join(await temporaryFolder(), 'data');
    await writeFile(file, '');
    expect(await mistakeOf({ DATA_DIR: file })).toMatch(`DATA_DIR=${file}: cannot make this folder: `);
  });

  test('DATA_DIR under a file', async () => {
    const file = join(await temporaryFolder(), 'data');
    await writeFile(file, '');
    expect(await mistakeOf({ DATA_DIR: join(file, 'inside') })).toContain('DATA_DIR=');
  });

  // Root may write anywhere.
  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('DATA_DIR that is read-only', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await mkdir(folder);
    await chmod(folder, 0o500);
    expect(await mistakeOf({ DATA_DIR: folder })).toContain('DATA_DIR');
  });

  test('DATA_DIR whose database is damaged', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'postgres'));
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), 'nonsense');
    expect(await mistakeOf({ DATA_DIR: folder })).toContain(`DATA_DIR=${folder}: cannot open the embedded database`);
  });

  test('DATABASE_URL of a server that is not there', async () => {
    const host = `localhost:${await closedPort()}`;
    const line = await mistakeOf({ DATABASE_URL: `postgresql://user:${PASSWORD}@${host}/flankwatch` });
    expect(line).toContain(`DATABASE_URL: cannot reach the database at ${host}/flankwatch: connect ECONNREFUSED`);
  });
});

test('two mistakes are two lines', async () => {
  const { code, mistakes } = await flankwatch(['serve'], { PORT: 'abc', POLLING: 'maybe' });
  expect(mistakes).toEqual([expect.stringMatching(/^PORT=abc: /), expect.stringMatching(/^POLLING=maybe: /)]);
  expect(code).toBe(1);
});

test('no output shows a secret', async () => {
  const { mistakes, stdout } = await flankwatch(['serve'], {
    ADMIN_KEY: PASSWORD.slice(0, 15),
    DATABASE_URL: `https://user:${PASSWORD}@localhost/flankwatch`,
    PORT: 'abc',
  });
  expect(mistakes).toHaveLength(3);
  expect(stdout + mistakes).not.toContain(PASSWORD.slice(0, 8));
});

test('an empty variable counts as one that is not set', async () => {
  const empty = { DATABASE_URL: '', ADMIN_KEY: '', PORT: '', HOST: '', LOG_LEVEL: '', DATA_DIR: await filledFolder() };
  expect(await flankwatch(['migrate'], empty)).toMatchObject({ code: 0, mistakes: [] });
});
