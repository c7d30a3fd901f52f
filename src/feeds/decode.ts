/** Turns a feed's bytes into text, trusting what the bytes show before what labels say. */
import { isAscii, isUtf8 } from 'node:buffer';
import { encodingOf } from './charset.js';
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
  const declared = declaredEncoding(bytes);
  const label = charsetOf(contentType, declared) ?? declared;
  if (label !== 'utf-8' || ascii) return labelled(label ?? 'windows-1252')(bytes);
  return decodeDamagedUtf8(bytes, declared === undefined || declared === 'utf-8' ? 'windows-1252' : declared);
}

function startingWith(bytes: Uint8Array, table: [number[], Decoder][]): Decoder | undefined {
  return table.find(([start]) => start.every((byte, at) => bytes[at] === byte))?.[1];
}

function labelled(label: string): Decoder {
  const decoder = new TextDecoder(label);
  if (decoder.encoding === 'windows-1252') return decodeWindows1252;
  return (bytes) => decoder.decode(bytes);
}

/** Apache's default charset is Latin 1, said of documents that know better (RFC 7303 §3.2 lets the header win). */
function charsetOf(contentType: string | null, declared: string | undefined): string | undefined {
  const label = encodingOf(/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
  return label === 'windows-1252' && declared !== undefined && declared !== 'utf-8' ? declared : label;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const declaration = /<\?xml\s([^>]*)>/.exec(head)?.[1] ?? '';
  const label = encodingOf(/encoding\s*=\s*["']\s*([\w.: -]+)/.exec(declaration)?.[1]);
  // Bytes that were read as ASCII this far cannot be UTF-16, whatever they declare.
  return label?.startsWith('utf-16') ? 'utf-8' : label;
}

/** One broken byte must not turn a whole UTF-8 document into mojibake, nor a false label a windows-1252 one. */
function decodeDamagedUtf8(bytes: Uint8Array, otherwise: string): string {
  const text = labelled('utf-8')(bytes);
  let broken = 0;
  let intact = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) broken++;
    else if (unit > 0x7f) intact++;
  }
  return intact >= broken ? text : labelled(otherwise)(bytes);
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
