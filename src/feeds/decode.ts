/** Turns a feed's bytes into text, trusting what the bytes show before what labels say. */
import { isAscii, isUtf8 } from 'node:buffer';
import type { FeedDocument } from './document.js';
import { decodeWindows1252 } from './windows-1252.js';

type Decoder = (bytes: Uint8Array) => string;

const utf32le: Decoder = (bytes) => decodeUtf32(bytes, true);
const utf32be: Decoder = (bytes) => decodeUtf32(bytes, false);

// The four-byte marks come first: the UTF-32 LE mark begins with the UTF-16 LE one.
const BYTE_ORDER_MARKS: [number[], Decoder][] = [
  [[0xff, 0xfe, 0, 0], utf32le],
  [[0, 0, 0xfe, 0xff], utf32be],
  [[0xef, 0xbb, 0xbf], labelled('utf-8')],
  [[0xff, 0xfe], labelled('utf-16le')],
  [[0xfe, 0xff], labelled('utf-16be')],
];

// A feed begins with '<' (XML 1.0 appendix F.1) or '{', so its zero bytes give the width away.
const FIRST_BYTES = [0x3c, 0x7b].flatMap((first): [number[], Decoder][] => [
  [[first, 0, 0, 0], utf32le],
  [[0, 0, 0, first], utf32be],
  [[first, 0], labelled('utf-16le')],
  [[0, first], labelled('utf-16be')],
]);

const HEAD_BYTES = 1024;

/**
 * Byte order mark, else the shape of UTF-16 or UTF-32, else valid non-ASCII UTF-8 (text in another encoding
 * is hardly ever valid UTF-8, labels are often wrong), else the HTTP charset, else the XML declaration,
 * else windows-1252.
 */
export function decode({ bytes, contentType }: FeedDocument): string {
  const shape = startingWith(bytes, BYTE_ORDER_MARKS) ?? startingWith(bytes, FIRST_BYTES);
  if (shape) return shape(bytes).replace(/^\ufeff/, '');
  const ascii = isAscii(bytes);
  if (!ascii && isUtf8(bytes)) return labelled('utf-8')(bytes);
  const label = charsetOf(contentType) ?? declaredEncoding(bytes);
  return label === 'utf-8' && !ascii ? decodeDamagedUtf8(bytes) : labelled(label ?? 'windows-1252')(bytes);
}

function startingWith(bytes: Uint8Array, table: [number[], Decoder][]): Decoder | undefined {
  return table.find(([start]) => start.every((byte, at) => bytes[at] === byte))?.[1];
}

function labelled(label: string): Decoder {
  const decoder = new TextDecoder(label);
  if (decoder.encoding === 'windows-1252') return decodeWindows1252;
  return (bytes) => decoder.decode(bytes);
}

function charsetOf(contentType: string | null): string | undefined {
  return known(/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const declaration = /<\?xml\s([^>]*)>/.exec(head)?.[1] ?? '';
  const label = known(/encoding\s*=\s*["']\s*([\w.:-]+)/.exec(declaration)?.[1]);
  // Bytes that were read as ASCII this far cannot be UTF-16, whatever they declare.
  return label?.startsWith('utf-16') ? 'utf-8' : label;
}

/** The encoding's WHATWG name, undefined when no decoder knows the label. */
function known(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/** One broken byte must not turn a whole UTF-8 document into mojibake, nor a false label a windows-1252 one. */
function decodeDamagedUtf8(bytes: Uint8Array): string {
  const text = labelled('utf-8')(bytes);
  let broken = 0;
  let intact = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) broken++;
    else if (unit > 0x7f) intact++;
  }
  return intact >= broken ? text : decodeWindows1252(bytes);
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= view.byteLength; at += 4) {
    const codePoint = view.getUint32(at, littleEndian);
    parts.push(codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd');
  }
  return parts.join('');
}
