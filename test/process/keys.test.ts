import { expect, test } from 'vitest';
import { filledFolder, flankwatch, serve } from '../support/process.js';

async function viewer(url: string, key: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: '{ viewer { role name } }' }),
  });
  return { status: response.status, text: await response.text() };
}

test('a key from the command line works in the running gateway, is listed, and ends when it is revoked', async () => {
  const environment = { DATA_DIR: await filledFolder(), LOG_LEVEL: 'trace' };
  const gateway = serve(environment);
  const url = await gateway.url;
  const run = (...parameters: string[]) => flankwatch(['keys', ...parameters], environment);
  const made = await run('create', '--role', 'editor', '--name', 'Night desk');
  expect([made.code, made.mistakes]).toEqual([0, []]);
  const key = made.stdout.trim();
  expect(key).toMatch(/^fw_[0-9A-Za-z]{71}$/);
  const good = await viewer(url, key);
  expect(JSON.parse(good.text)).toEqual({ data: { viewer: { role: 'EDITOR', name: 'Night desk' } } });
  const [id] = /^\S+(?= {2}EDITOR {2}Night desk)/.exec((await run('list')).stdout) ?? [];
  expect(id).toBeDefined();
  expect((await run('revoke', id ?? '')).stdout).toBe(`revoked  ${id}  EDITOR  Night desk\n`);
  expect((await viewer(url, key)).status).toBe(401);
  expect((await run('list')).stdout).toMatch(/EDITOR {2}Night desk {2}revoked \d{4}-/);
  const ended = await gateway.end();
  expect(ended.code).toBe(0);
  expect(ended.stdout).not.toContain(key);
});

test('a leaked key revokes itself; a mistake is one line and exit code 1', async () => {
  const environment = { DATA_DIR: await filledFolder() };
  const run = (...parameters: string[]) => flankwatch(['keys', ...parameters], environment);
  const { stdout } = await run('create', '--role', 'READER');
  expect((await run('revoke', stdout.trim())).stdout).toMatch(/^revoked {2}\S+ {2}READER {2}reader\n$/);
  for (const [parameters, mistake] of [
    [['create', '--role', 'anonymous'], '--role anonymous: must be reader, editor or admin'],
    [['create', '--role', 'reader', '--name', 'ADMIN_KEY'], '--name: "ADMIN_KEY" is a name that revisions use'],
    [['revoke', 'nobody'], 'no key has this id'],
  ] as const) {
    const { code, mistakes } = await run(...parameters);
    expect(code).toBe(1);
    expect(mistakes).toEqual([expect.stringContaining(mistake)]);
  }
});
