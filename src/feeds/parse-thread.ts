/** The thread that reads documents: a job in, an answer out. It is sent one job at a time. */
import { parentPort } from 'node:worker_threads';
import type { FeedDocument } from './document.js';
import { type Parsed, parseFeed } from './parse.js';
import { type Read, type ReadContext, readArticles } from './read-articles.js';

export interface Job {
  document: FeedDocument;
  /** Null for the feed as the parser reads it, before anything is made fit to show. */
  context: ReadContext | null;
}

export type Result = Read | Parsed;

export type Answer = { kind: 'done'; result: Result } | { kind: 'threw'; error: unknown };

parentPort?.on('message', ({ document, context }: Job) => {
  // So that the time of the work is counted without that of the thread's start.
  parentPort?.postMessage('begun');
  const work: Promise<Result> = context === null ? parseFeed(document) : readArticles(document, context);
  work.then(
    (result) => answer({ kind: 'done', result }),
    (error: unknown) => answer({ kind: 'threw', error }),
  );
});

function answer(value: Answer): void {
  parentPort?.postMessage(value);
}
