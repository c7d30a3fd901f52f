import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseFiles, parseLines } from '../../src/commands/parse.js';
import { SetupError } from '../../src/config.js';

const path = (name: string) => fileURLToPath(new URL(`../fixtures/feeds/${name}`, import.meta.url));

async function answersTo(lines: string[]): Promise<Record<string, unknown>[]> {
  const printed: string[] = [];
  expect(await parseLines(Readable.from(lines.map((line) => `${line}\n`)), (line) => printed.push(line))).toBe(0);
  return printed.map((line) => JSON.parse(line));
}

const asked = (id: string, content: string | Buffer, rest: object = {}) =>
  JSON.stringify({ id, base64: Buffer.from(content).toString('base64'), ...rest });

describe('--jsonl', () => {
  test('answers a line with everything that was read', async () => {
    const url = 'https://feeds.example/feed.xml';
    const [answer] = await answersTo([asked('a', readFileSync(path('rss-2.0.xml')), { contentType: null, url })]);
    expect(answer).toMatchObject({ id: 'a', ok: true, feed: { title: 'Defence Desk', language: 'en-gb' } });
    expect(answer).toHaveProperty('items.0', {
      title: 'Poland orders 96 <b>Apache</b> helicopters',
      link: 'https://news.example/2026/apache?utm_source=rss&id=7',
      id: 'news-7',
      date: '2026-01-13T08:30:00.000Z',
      summary: '<p>The ministry signed &amp; paid.</p>',
      content: '<p>The ministry signed. <a href="https://news.example/docs/contract.pdf">Contract</a></p>',
      author: 'Anna Nowak',
      enclosure: 'https://news.example/audio/7.mp3',
    });
  });

  test('answers in the order of the lines, and goes on after a bad one', async () => {
    const lines = Array.from({ length: 30 }, (_, n) => asked(`${n}`, `<rss><title>${n}</title></rss>`));
    lines.splice(3, 1, '{"id":3', '', '{"base64":""}', asked('3', 'no feed'));
    const answers = await answersTo(lines);
    expect(answers.map(({ id }) => id)).toEqual([
      '0',
      '1',
      '2',
      null,
      null,
      null,
      ...lines.slice(6).map((_, n) => `${n + 3}`),
    ]);
    expect(answers[3]).toEqual({
      id: null,
      ok: false,
      error: { code: 'BAD_LINE', message: 'The line is not JSON of the form {"id","base64","contentType","url"}' },
    });
    expect(answers[6]).toEqual({
      id: '3',
      ok: false,
      error: { code: 'NOT_A_FEED', message: 'The document has no XML elements, so it is not a feed' },
    });
  });
});

describe('files', () => {
  test('are printed as a digest, one after the other', async () => {
    const printed: string[] = [];
    const status = await parseFiles([path('rss-2.0.xml'), path('error-page.html')], (line) => printed.push(line));
    expect(status).toBe(1);
    const [digest, failure] = printed;
    expect(digest?.split('\n')).toEqual([
      `${path('rss-2.0.xml')}: Defence Desk, https://news.example/, 2 items`,
      '  2026-01-13 08:30  Poland orders 96 Apache helicopters',
      '                    https://news.example/2026/apache?utm_source=rss&id=7',
      expect.stringMatching(/^ {2}\(no date\) {9}\S/),
      '                    https://news.example/2026/title',
    ]);
    expect(failure).toBe(`${path('error-page.html')}: The document is an HTML page, not a feed (NOT_A_FEED)`);
  });

  test('that cannot be read are a mistake of the caller', async () => {
    await expect(parseFiles(['no-such-file.xml'], () => {})).rejects.toThrow(SetupError);
    await expect(parseFiles([], () => {})).rejects.toThrow('--jsonl');
  });
});
