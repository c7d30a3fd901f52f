import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ParsePool } from '../../src/feeds/parse-pool.js';
import type { Read } from '../../src/feeds/read-articles.js';
import { documentOf } from './fixture.js';
import { HOSTILE_DOCUMENTS } from './hostile/documents.js';

// The target is 100 ms, which `npm run bench:parse` shows; machines that run tests have other things to do.
const LOOP_BLOCKED_MS = 500;
const HEAVY_BYTES = 500_000;

const context = { feedLanguage: null, licence: 'FULL', seenAt: new Date('2026-03-01T12:00:00Z') } as const;
// Each takes less than 2 of the gateway's 5 seconds on a machine that does nothing else; a busy one needs longer.
const parser = new ParsePool({ threads: 1, timeMs: 25_000 });
beforeAll(async () => void (await parser.parse(documentOf('<rss/>'))));
afterAll(() => parser.close());

function outcomeOf(read: Read<unknown>): string | number {
  return read.kind === 'failed' ? read.code : read.feed.items.filter(({ kind }) => kind === 'article').length;
}

describe('is refused with a reason or read right, off the main thread', () => {
  test.each(HOSTILE_DOCUMENTS)('$name: $expected', async ({ make, expected }) => {
    const document = make();
    const isHeavy = document.bytes.byteLength > HEAVY_BYTES;
    // What making the document left behind is collected on this thread too.
    await setImmediate();
    const loop = monitorEventLoopDelay({ resolution: 10 });
    loop.enable();
    const read = await parser.read(document, context);
    loop.disable();
    expect(outcomeOf(read)).toBe(expected);
    if (read.kind === 'failed') expect(read.error).toMatch(/^The document |^An element of the document /);
    if (isHeavy) expect(loop.max / 1e6).toBeLessThan(LOOP_BLOCKED_MS);
  });
});

test('nothing of it reaches the prototypes', () => {
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
