/** The thread that reads documents: a job in, an answer out. It is sent one job at a time. */
import { parentPort } from 'node:worker_threads';
import type { FeedDocument } from './document.js';
import { type PackedRead, pack } from './packed-articles.js';
import { type Parsed, parseFeed } from './parse.js';
import { type ReadContext, readArticles } from './read-articles.js';

export interface Job {
  document: FeedDocument;
  /** Null for the feed as the parser reads it, before anything is made fit to show. */
  context: ReadContext | null;
}

export type Result = PackedRead | Parsed;

/** What the thread says: once that it has started, then an answer to each job. */
export type Message = { kind: 'ready' } | Answer;

type Answer = { kind: 'done'; result: Result } | { kind: 'threw'; error: unknown };

parentPort?.on('message', ({ document, context }: Job) => {
  const work = context === null ? parse(document) : read(document, context);
  work.catch((error: unknown) => answer({ kind: 'threw', error }));
});

async function parse(document: FeedDocument): Promise<void> {
  answer({ kind: 'done', result: await parseFeed(document) });
}

async function read(document: FeedDocument, context: ReadContext): Promise<void> {
  const result = pack(await readArticles(document, context));
  answer({ kind: 'done', result }, [result.bodies.buffer]);
}

function answer(value: Answer, transferred: ArrayBuffer[] = []): void {
  parentPort?.postMessage(value, transferred);
}

parentPort?.postMessage({ kind: 'ready' } satisfies Message);
