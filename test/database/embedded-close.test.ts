import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/database/embedded/embedded.js';
import { unavailable } from '../../src/database/failure.js';

test('a database that is closed while it is opened again leaves no thread on its folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flankwatch-'));
  const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  const embedded = await openEmbedded(folder);
  // Threads of earlier test files may end meanwhile, so that the number is only compared downwards.
  const open = threads();
  embedded.restart?.(unavailable());
  await embedded.close();
  expect(threads()).toBeLessThan(open);
  await expect(embedded.ready()).rejects.toThrow('does not answer');
  await rm(folder, { recursive: true });
});
