// The thread that runs the embedded database: messages of PostgreSQL's protocol in, answers out.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { exchange, OPTIONS } from './pglite.js';

/** A `wire` is a connection of pg's: all of them are one session. */
export type Order = { kind: 'run'; wire: number; bytes: Uint8Array<ArrayBuffer> } | { kind: 'close' };

export type Word =
  | { kind: 'opened' }
  | { kind: 'failed'; message: string }
  /** A line of the server's log. */
  | { kind: 'line'; line: string }
  | { kind: 'answer'; wire: number; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'closed' };

export interface ThreadData {
  /** Of the database itself, such as .data/postgres. */
  folder: string;
}

function tell(word: Word, transferred: ArrayBuffer[] = []): void {
  parentPort?.postMessage(word, transferred);
}

// Told at once: after a PANIC the call that is under way may never return.
const onStderr = (line: string) => {
  tell({ kind: 'line', line });
  return false;
};

async function serve({ folder }: ThreadData): Promise<void> {
  const database = await PGlite.create(folder, { ...OPTIONS, onStderr });
  parentPort?.on('message', (order: Order) => {
    if (order.kind === 'close') {
      database.close().then(
        () => tell({ kind: 'closed' }),
        (error: unknown) => tell({ kind: 'failed', message: String(error) }),
      );
      return;
    }
    const { wire, bytes } = order;
    exchange(database, bytes, (answer) => tell({ kind: 'answer', wire, bytes: answer }, [answer.buffer]));
  });
  tell({ kind: 'opened' });
}

serve(workerData as ThreadData).catch((error: unknown) =>
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
);
