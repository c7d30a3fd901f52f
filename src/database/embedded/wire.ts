// In place of pg's socket: a stream whose other end is a PGlite session.
import { Duplex } from 'node:stream';

/** One PostgreSQL session, which answers to whole messages of the frontend protocol in their order. */
export interface Session {
  /** Rejects if there is none to be had. */
  ready(): Promise<void>;
  send(wire: Wire, bytes: Uint8Array<ArrayBuffer>): void;
  /** The wire has ended: nothing is to be pushed to it any longer. */
  leave(wire: Wire): void;
}

/** What pg uses of a socket. */
export class Wire extends Duplex {
  readonly #session: Session;

  constructor(session: Session) {
    // A result may be large, and is read as fast as it comes: there is no socket's buffer to spare.
    super({ readableHighWaterMark: 16 * 1024 * 1024, emitClose: true });
    this.#session = session;
  }

  connect(): this {
    this.#session.ready().then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    );
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#session.send(this, new Uint8Array(chunk));
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    const bytes = new Uint8Array(chunks.reduce((sum, { chunk }) => sum + chunk.byteLength, 0));
    let at = 0;
    for (const { chunk } of chunks) {
      bytes.set(chunk, at);
      at += chunk.byteLength;
    }
    this.#session.send(this, bytes);
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#session.leave(this);
    done(error);
  }
}
