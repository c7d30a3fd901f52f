/** Reads HTML that is written plainly, as most publishers' is, many times faster than a parser that forgives. */
import { decode as decodeEntities } from 'html-entities';

export interface PlainVisitor {
  /** Values with their entities decoded; the element's source is the slice from `start` to `end`. */
  open?(name: string, attributes: ReadonlyMap<string, string>, start: number, end: number): void;
  close?(name: string): void;
  /** Entities decoded. */
  text?(text: string): void;
  /** Asked after each text; nothing more is read once it answers true. */
  satisfied?(): boolean;
}

/** Elements in which every parser reads text as text; those of tables, whose end tags are often implied, are left out. */
const PLAIN_ELEMENTS = new Set(
  (
    'a abbr b blockquote br cite code div em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span ' +
    'strong sub sup u ul'
  ).split(' '),
);
export const PLAIN_VOID = new Set(['br', 'hr', 'img']);

/** Characters. Few articles are longer, and what is hostile is mostly long. */
const LONGEST = 100_000;

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
/** Each repetition begins with a space that the part before it cannot take, so a tag is read in time of its length. */
const TAG = /<(\/?)([a-z][a-z0-9]{0,9})((?:\s[a-z][a-z-]*="[^"<>]*")*)\s?(\/?)>/y;
const ATTRIBUTE = /\s([a-z][a-z-]*)="([^"]*)"/g;

/** False where something is not written plainly: what the visitor has seen until there is to be forgotten. */
export function readPlainly(html: string, visitor: PlainVisitor): boolean {
  if (html.length > LONGEST) return false;
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf('<', at);
    const end = tag === -1 ? html.length : tag;
    if (end > at && visitor.text) {
      const text = decodePlainly(html.slice(at, end));
      if (text === null) return false;
      visitor.text(text);
      if (visitor.satisfied?.()) return true;
    }
    if (tag === -1) return true;
    TAG.lastIndex = tag;
    const match = TAG.exec(html);
    if (match === null) return false;
    at = TAG.lastIndex;
    if (!readTag(match, visitor, { start: tag, end: at })) return false;
  }
  return true;
}

function readTag(
  match: RegExpExecArray,
  visitor: PlainVisitor,
  { start, end }: { start: number; end: number },
): boolean {
  const [, slash = '', name = '', written = '', selfClosing = ''] = match;
  if (!PLAIN_ELEMENTS.has(name)) return false;
  if (slash !== '') {
    if (PLAIN_VOID.has(name) || written !== '' || selfClosing !== '') return false;
    visitor.close?.(name);
    return true;
  }
  if (selfClosing !== '' && !PLAIN_VOID.has(name)) return false;
  const attributes = written === '' ? NO_ATTRIBUTES : readAttributes(written);
  if (attributes === null) return false;
  visitor.open?.(name, attributes, start, end);
  return true;
}

function readAttributes(written: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of written.matchAll(ATTRIBUTE)) {
    const decoded = decodePlainly(value);
    // HTML takes the first of two; which one a publisher means is not for us to say.
    if (decoded === null || attributes.has(name)) return null;
    attributes.set(name, decoded);
  }
  return attributes;
}

const REFERENCE = /&(?:([a-zA-Z][a-zA-Z0-9]{1,30})|#(\d{2,7})|#x([\da-fA-F]{2,6}));/g;
const NO_REFERENCE = /&(?!(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{2,7}|#x[\da-fA-F]{2,6});)/;

/** Null where an ampersand may mean one thing or another. */
function decodePlainly(text: string): string | null {
  if (!text.includes('&')) return text;
  if (NO_REFERENCE.test(text)) return null;
  let plain = true;
  const decoded = text.replace(REFERENCE, (reference, name?: string, decimal?: string, hexadecimal?: string) => {
    const character = name
      ? decodeEntities(reference, { level: 'html5', scope: 'strict' })
      : characterOf(decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16));
    if (character === null || character === reference) plain = false;
    return character ?? '';
  });
  return plain ? decoded : null;
}

/** Only what stands for itself: controls, surrogates and the numbers of windows-1252 do not. */
function characterOf(code: number): string | null {
  const plain = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0xd800) || (code > 0xdfff && code <= 0x10ffff);
  return plain ? String.fromCodePoint(code) : null;
}
