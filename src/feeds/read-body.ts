/** Reads a response's body, decompressed, up to a limit that counts what comes out and not what was sent. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

export class TooLargeError extends Error {
  constructor(mostBytes: number) {
    super(`The document is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB`);
    this.name = 'TooLargeError';
  }
}

export class UnknownEncodingError extends Error {
  constructor(encoding: string) {
    super(`The document is compressed as ${encoding}; gzip, br and deflate can be read`);
    this.name = 'UnknownEncodingError';
  }
}

/** Throws `TooLargeError`, `UnknownEncodingError`, or what the socket or zlib met. */
export async function readBody(body: Readable, encoding: string, mostBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await decompressed(body, encoding.trim().toLowerCase())) {
    size += chunk.length;
    // Leaving the loop destroys the stream, and with it the download.
    if (size > mostBytes) throw new TooLargeError(mostBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// Some servers end a gzip stream without its trailer; browsers take what is there.
const LENIENT = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const LENIENT_BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };

async function decompressed(body: Readable, encoding: string): Promise<AsyncIterable<Buffer>> {
  if (encoding === '' || encoding === 'identity') return body;
  const decoder = await decoderFor(body, encoding);
  // Errors of either stream reach the reader of the decoder.
  return pipeline(body, decoder, () => undefined);
}

async function decoderFor(body: Readable, encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip(LENIENT);
  if (encoding === 'br') return createBrotliDecompress(LENIENT_BROTLI);
  if (encoding !== 'deflate') throw new UnknownEncodingError(encoding);
  // RFC 9110 §8.4.1.2: "deflate" means zlib, but some servers send the raw stream without zlib's header.
  return (await firstByte(body)) % 16 === 8 ? createInflate(LENIENT) : createInflateRaw(LENIENT);
}

async function firstByte(body: Readable): Promise<number> {
  for (;;) {
    const chunk: Buffer | null = body.read();
    if (chunk?.length) {
      body.unshift(chunk);
      return chunk[0] ?? 0;
    }
    if (body.readableEnded || body.errored || body.destroyed) return 8;
    await new Promise((resolve) => {
      body.once('readable', resolve).once('end', resolve).once('error', resolve).once('close', resolve);
    });
  }
}
