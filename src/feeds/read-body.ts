/** Reads a response's body up to a limit, and undoes the codings that its bytes show, whatever its label says. */
import type { Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { isWholeDocument } from './whole-document.js';

/** A body that cannot be read; the message is for a curator. */
export class BodyError extends Error {}

class TooLargeError extends BodyError {
  constructor(mostBytes: number) {
    super(`The document is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB`);
    this.name = 'TooLargeError';
  }
}

export interface Body {
  bytes: Uint8Array;
  /** Whether the body ended before its end: what follows may come with the next answer. */
  isCut: boolean;
}

/**
 * Throws a `BodyError`, or what the socket met. A body that breaks off is read all the same if the document in it is
 * whole: its length was wrong. `mostBytes` counts before and after each coding is undone.
 *
 * @param contentEncoding the header's value (RFC 9110 §8.4); empty where there is none
 */
export async function readBody(body: Readable, contentEncoding: string, mostBytes: number): Promise<Body> {
  const codings = codingsOf(contentEncoding);
  const received = await collect(body, mostBytes);
  const decoded = await decode(received.bytes, codings, mostBytes);
  if (received.error === null) return decoded;
  if (decoded.bytes.length === 0 || !isWholeDocument(decoded.bytes)) throw received.error;
  return { ...decoded, isCut: true };
}

interface Collected {
  bytes: Buffer;
  /** What ended the stream before its end; null where it came to its end. */
  error: Error | null;
}

async function collect(stream: AsyncIterable<Buffer>, mostBytes: number): Promise<Collected> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      // Leaving the loop destroys the stream, and with it the download.
      if (size > mostBytes) throw new TooLargeError(mostBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof TooLargeError) throw error;
    return { bytes: Buffer.concat(chunks), error: error as Error };
  }
  return { bytes: Buffer.concat(chunks), error: null };
}

/** Codings of IANA's registry that are not undone here. What is in neither list (`utf-8`, `none`) is no coding. */
const UNREADABLE = new Set([
  'aes128gcm',
  'compress',
  'dcb',
  'dcz',
  'exi',
  'pack200-gzip',
  'x-compress',
  'zstd',
  'x-zstd',
]);
const READABLE = new Map([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br', 'br'],
  ['deflate', 'deflate'],
  ['x-deflate', 'deflate'],
]);
/** More than any server applies; each is work. */
const MOST_CODINGS = 5;

/** In the order in which they are undone: the last that was applied is the first. */
function codingsOf(header: string): string[] {
  const codings = header
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';', 1)[0]?.trim() ?? '')
    .flatMap((name) => READABLE.get(name) ?? (UNREADABLE.has(name) ? name : []));
  if (codings.length > MOST_CODINGS) {
    throw new BodyError(
      `The document is compressed ${codings.length} times, and ${MOST_CODINGS} times at most is read`,
    );
  }
  return codings.reverse();
}

async function decode(received: Buffer, codings: readonly string[], mostBytes: number): Promise<Body> {
  let bytes = received;
  let isCut = false;
  const undo = async (coding: string) => {
    const undone = await undoCoding(bytes, coding, mostBytes);
    bytes = undone.bytes;
    isCut ||= undone.isCut;
  };
  for (const coding of codings) await undo(coding);
  // Servers compress files that are compressed already, and label that once or not at all.
  for (let times = codings.length; times < MOST_CODINGS && isGzip(bytes); times++) await undo('gzip');
  return { bytes, isCut };
}

type Undone = Body & { bytes: Buffer };

/** Servers and caches in between leave the label on what they have unpacked: plain text stays as it is. */
async function undoCoding(bytes: Buffer, coding: string, mostBytes: number): Promise<Undone> {
  if (bytes.length === 0 || isPlain(bytes)) return { bytes, isCut: false };
  if (!READABLE.has(coding)) {
    throw new BodyError(`The document is compressed as ${coding}; gzip, br and deflate can be read`);
  }
  const decoder = decoderFor(bytes, coding);
  // A coding that the label does not name, such as an encrypted one, is for the next label or the parser.
  if (decoder === null) return { bytes, isCut: false };
  decoder.end(bytes);
  const { bytes: decoded, error } = await collect(decoder, mostBytes);
  if (error === null) return { bytes: decoded, isCut: false };
  const endsEarly = 'code' in error && error.code === 'Z_BUF_ERROR';
  if (decoded.length > 0 && endsEarly) return { bytes: decoded, isCut: true };
  const unchecked = await withoutChecks(bytes, coding, mostBytes);
  if (isWholeDocument(unchecked)) return { bytes: unchecked, isCut: true };
  const fault = endsEarly ? 'ends before its beginning can be read' : 'is damaged';
  throw new BodyError(`The document is compressed as ${coding}, and its compressed body ${fault}`);
}

/** What is in the stream, whatever its check sum says, and whatever stands behind it. */
async function withoutChecks(bytes: Buffer, coding: string, mostBytes: number): Promise<Buffer> {
  if (coding === 'br') return Buffer.alloc(0);
  const decoder = createInflateRaw(ZLIB);
  decoder.end(bytes.subarray(isGzip(bytes) ? endOfGzipHeader(bytes) : 2));
  return (await collect(decoder, mostBytes)).bytes;
}

/** RFC 1952 §2.3: ten bytes, then what the flags in the fourth announce. */
function endOfGzipHeader(bytes: Buffer): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  // A file name and a comment, each up to its zero.
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1 || bytes.length;
  return flags & 2 ? at + 2 : at;
}

// What is there is given at once, so that a stream without its end is read as far as it goes.
const ZLIB = { flush: constants.Z_SYNC_FLUSH, chunkSize: 256 * 1024 };
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, chunkSize: 256 * 1024 };

/** By the bytes before the label: gzip and deflate are taken for each other. Null where the bytes show neither. */
function decoderFor(bytes: Buffer, coding: string) {
  if (coding === 'br') return createBrotliDecompress(BROTLI);
  if (isGzip(bytes)) return createGunzip(ZLIB);
  if (isZlib(bytes)) return createInflate(ZLIB);
  // RFC 9110 §8.4.1.2: "deflate" means zlib, but some servers send the raw stream without zlib's header.
  return coding === 'deflate' ? createInflateRaw(ZLIB) : null;
}

/** RFC 1952 §2.3.1. */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** RFC 1950 §2.2: method 8, a window of 32 kB at most, and a check of both bytes. */
function isZlib(bytes: Buffer): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0;
}

const PLAIN_WITHIN = 256;
const MARKS = [
  [0xef, 0xbb, 0xbf],
  [0xfe, 0xff],
  [0xff, 0xfe],
];

/** More bytes than a compressed stream has without a control character, but for one in ten million. */
const LONG_ENOUGH = 128;

/** Whether the bytes are text: short ones must begin as a feed or a page does. */
function isPlain(bytes: Buffer): boolean {
  const start = bytes.subarray(0, PLAIN_WITHIN);
  const mark = MARKS.find((one) => one.every((byte, at) => start[at] === byte)) ?? [];
  // The characters of UTF-16 have a zero each.
  const text = start.subarray(mark.length).filter((byte) => byte !== 0);
  const first = text.find((byte) => byte > 0x20);
  const beginsAsText = first === 0x3c || first === 0x7b || first === 0x5b;
  return (
    (beginsAsText || text.length >= LONG_ENOUGH) &&
    text.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d)
  );
}
