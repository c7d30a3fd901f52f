// Reads feed documents and prints what they say, with the limits of the gateway and without its database.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { SetupError } from '../config.js';
import { withoutControls } from '../feeds/control-characters.js';
import { ParsePool } from '../feeds/parse-pool.js';
import type { ParsedFeed, ParsedItem } from '../feeds/parsed-feed.js';
import { plainText } from '../feeds/plain-text.js';
import { shorten } from '../feeds/shorten.js';
import type { Print } from './command.js';

/** Enough that no thread waits for the next line, few enough that a long input stays on disk. */
const AHEAD = 8;

/** Prints a digest of each file; 1 where one is no feed. */
export async function parseFiles(files: readonly string[], print: Print): Promise<number> {
  if (files.length === 0) throw new SetupError('name a file, or give documents on standard input with --jsonl');
  return withParser(async (parser) => {
    let failures = 0;
    for (const file of files) {
      const bytes = await readFile(file).catch((cause: Error) => {
        throw new SetupError(`${file}: cannot be read: ${cause.message}`, { cause });
      });
      // A copy on disk does not say where it is from, so its relative links stay as they are.
      const parsed = await parser.parse({ bytes, contentType: null, url: '' });
      if (parsed.kind === 'failed') failures += 1;
      print(parsed.kind === 'failed' ? `${file}: ${parsed.error} (${parsed.code})` : digestOf(file, parsed.feed));
    }
    return failures > 0 ? 1 : 0;
  });
}

function digestOf(file: string, { title, link, items }: ParsedFeed): string {
  const head = `${file}: ${[shown(title) || '(no title)', shown(link), `${items.length} items`].filter(Boolean).join(', ')}`;
  return [head, ...items.flatMap(linesOf)].join('\n');
}

function linesOf({ title, summary, content, date, link }: ParsedItem): string[] {
  const day = date?.slice(0, 16).replace('T', ' ') ?? '(no date)';
  const what = shown(title) || shown(summary) || shown(content) || '(no title)';
  return [`  ${day.padEnd(16)}  ${what}`, `${' '.repeat(20)}${withoutControls(link ?? '(no link)')}`];
}

const SHOWN = 100;

function shown(html: string | null): string {
  return shorten(plainText(html ?? '', SHOWN), SHOWN);
}

/** Answers each line with one, in the same order; a document or a line that cannot be read is an answer too. */
export async function parseLines(input: Readable, print: Print): Promise<number> {
  return withParser(async (parser) => {
    const answers: Promise<object>[] = [];
    const printFirst = async () => print(JSON.stringify(await answers.shift()));
    for await (const line of createInterface({ input })) {
      answers.push(answerTo(line, parser));
      if (answers.length >= AHEAD) await printFirst();
    }
    while (answers.length > 0) await printFirst();
    return 0;
  });
}

async function withParser(work: (parser: ParsePool) => Promise<number>): Promise<number> {
  const parser = new ParsePool();
  try {
    return await work(parser);
  } finally {
    await parser.close();
  }
}

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  base64: z.string(),
  contentType: z.string().nullish(),
  url: z.string().nullish(),
});

async function answerTo(line: string, parser: ParsePool): Promise<object> {
  const asked = lineSchema.safeParse(jsonOf(line));
  if (!asked.success) {
    const message = 'The line is not JSON of the form {"id","base64","contentType","url"}';
    return { id: null, ok: false, error: { code: 'BAD_LINE', message } };
  }
  const { id, base64, contentType, url } = asked.data;
  const bytes = Buffer.from(base64, 'base64');
  const parsed = await parser.parse({ bytes, contentType: contentType ?? null, url: url ?? '' });
  if (parsed.kind === 'failed') return { id, ok: false, error: { code: parsed.code, message: parsed.error } };
  const { items, refused, ...feed } = parsed.feed;
  return { id, ok: true, feed, items: items.map(answered), ...(refused && { refused }) };
}

function answered({ tags: _, formerLink: __, ...item }: ParsedItem): object {
  return item;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
