// PGlite as the gateway starts it, and how bytes of PostgreSQL's protocol go through it.
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';

export const OPTIONS = {
  extensions: { pg_trgm, unaccent, btree_gist },
  startParams: [
    ...PGlite.defaultStartParams,
    // PostgreSQL's default of 128 MB is taken from the heap at once and never needed by a record of this size.
    '-c',
    'shared_buffers=16MB',
    // What a statement writes beside the data until it is ended must not fill the disk.
    '-c',
    'temp_file_limit=1GB',
  ],
} satisfies PGliteOptions;

/** Answers are handed on in pieces of about this size, so that they are read while the rest is made. */
const PIECE_BYTES = 64 * 1024;

/** Runs whole messages, and hands on what the database answers. Blocks until they have run. */
export function exchange(database: PGlite, bytes: Uint8Array, answer: (bytes: Uint8Array<ArrayBuffer>) => void): void {
  let pieces: Uint8Array[] = [];
  let length = 0;
  const flush = () => {
    if (length === 0) return;
    const joined = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      joined.set(piece, at);
      at += piece.byteLength;
    }
    pieces = [];
    length = 0;
    answer(joined);
  };
  // It is a promise for the sake of other file systems; the messages have run when it returns. The plain call would
  // parse the answer too, and keep it.
  void database.execProtocolRawStream(bytes, {
    syncToFs: false,
    onRawData: (piece) => {
      pieces.push(piece.slice());
      length += piece.byteLength;
      if (length >= PIECE_BYTES) flush();
    },
  });
  flush();
}
