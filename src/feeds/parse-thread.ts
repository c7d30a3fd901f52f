/** The thread that reads documents: a job in, an answer out. It is sent one job at a time. */
import { parentPort } from 'node:worker_threads';
import type { FeedDocument } from './document.js';
import { type PackedRead, pack } from './packed-articles.js';
import { type Parsed, parseFeed } from './parse.js';
import { type ReadContext, readArticles } from './read-articles.js';
import { type AnnouncedHub, announcedHub } from './websub/announced-hub.js';

/** What is wanted of a document: its articles, the feed as it is before anything is made fit to show, or its hub. */
export type Task = { wanted: 'ARTICLES'; context: ReadContext } | { wanted: 'FEED' } | { wanted: 'HUB' };

export interface Job {
  document: FeedDocument;
  task: Task;
}

export type Result = PackedRead | Parsed | { kind: 'looked'; hub: AnnouncedHub | null };

/** What the thread says: once that it has started, then an answer to each job. */
export type Message = { kind: 'ready' } | Answer;

type Answer = { kind: 'done'; result: Result } | { kind: 'threw'; error: unknown };

parentPort?.on('message', (job: Job) => {
  resultOf(job).then(
    (result) => answer({ kind: 'done', result }, 'bodies' in result ? [result.bodies.buffer] : []),
    (error: unknown) => answer({ kind: 'threw', error }),
  );
});

async function resultOf({ document, task }: Job): Promise<Result> {
  switch (task.wanted) {
    case 'ARTICLES':
      return pack(await readArticles(document, task.context));
    case 'FEED':
      return parseFeed(document);
    case 'HUB':
      return { kind: 'looked', hub: announcedHub(document) };
  }
}

function answer(value: Answer, transferred: ArrayBuffer[] = []): void {
  parentPort?.postMessage(value, transferred);
}

parentPort?.postMessage({ kind: 'ready' } satisfies Message);
