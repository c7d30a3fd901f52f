/** Reads HTML that is written plainly, as most publishers' is, many times faster than a parser that forgives. */
import { decode as decodeEntities } from 'html-entities';

export interface PlainVisitor {
  /** Values with their entities decoded; the tag's source is the slice from `start` to `end`, as it is of the others. */
  open?(name: string, attributes: ReadonlyMap<string, string>, start: number, end: number): void;
  close?(name: string, start: number, end: number): void;
  /** Entities decoded. */
  text?(text: string, start: number, end: number): void;
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

/** False where something is not written plainly: what the visitor has seen until there is to be forgotten. */
export function readPlainly(html: string, visitor: PlainVisitor): boolean {
  if (html.length > LONGEST) return false;
  const order = inOrder(visitor);
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf('<', at);
    const end = tag === -1 ? html.length : tag;
    if (end > at && visitor.text) {
      const text = decodePlainly(html.slice(at, end));
      if (text === null) return false;
      visitor.text(text, at, end);
      if (visitor.satisfied?.()) return true;
    }
    if (tag === -1) return true;
    const behind = readBareTag(html, tag, order) ?? readTag(html, tag, order);
    if (behind === null || !order.isOrdered) return false;
    at = behind;
  }
  return true;
}

/** An end tag that ends another element than the last one ends several, or none: parsers that forgive say which. */
function inOrder(visitor: PlainVisitor): PlainVisitor & { isOrdered: boolean } {
  const open: string[] = [];
  return {
    isOrdered: true,
    open(name, attributes, start, end) {
      if (!PLAIN_VOID.has(name)) open.push(name);
      visitor.open?.(name, attributes, start, end);
    },
    close(name, start, end) {
      if (open.pop() !== name) this.isOrdered = false;
      else visitor.close?.(name, start, end);
    },
  };
}

const LONGEST_NAME = 'blockquote'.length;

/** Most tags are a name and no more. The position behind it; null where it is another tag. */
function readBareTag(html: string, start: number, visitor: PlainVisitor): number | null {
  const isEnd = html.charCodeAt(start + 1) === 0x2f;
  const from = start + (isEnd ? 2 : 1);
  const to = html.indexOf('>', from);
  if (to === -1 || to - from > LONGEST_NAME) return null;
  const name = html.slice(from, to);
  if (!PLAIN_ELEMENTS.has(name) || (isEnd && PLAIN_VOID.has(name))) return null;
  if (isEnd) visitor.close?.(name, start, to + 1);
  else visitor.open?.(name, NO_ATTRIBUTES, start, to + 1);
  return to + 1;
}

/** The position behind the tag; null where it is not written plainly. */
function readTag(html: string, start: number, visitor: PlainVisitor): number | null {
  TAG.lastIndex = start;
  const match = TAG.exec(html);
  if (match === null) return null;
  const [{ length }, slash = '', name = '', written = '', selfClosing = ''] = match;
  if (!PLAIN_ELEMENTS.has(name)) return null;
  if (slash !== '') {
    if (PLAIN_VOID.has(name) || written !== '' || selfClosing !== '') return null;
    visitor.close?.(name, start, start + length);
    return start + length;
  }
  if (selfClosing !== '' && !PLAIN_VOID.has(name)) return null;
  const attributes = written === '' ? NO_ATTRIBUTES : readAttributes(written);
  if (attributes === null) return null;
  visitor.open?.(name, attributes, start, start + length);
  return start + length;
}

/** Of what `TAG` has found to be attributes: each a space, a name, an equals sign and a value in quotes. */
function readAttributes(written: string): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (let at = 0; at < written.length; ) {
    const equals = written.indexOf('=', at);
    const end = written.indexOf('"', equals + 2);
    const name = written.slice(at + 1, equals);
    const value = decodePlainly(written.slice(equals + 2, end));
    // HTML takes the first of two; which one a publisher means is not for us to say.
    if (value === null || attributes.has(name)) return null;
    attributes.set(name, value);
    at = end + 1;
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

/** Only what stands for itself: controls, surrogates, no characters and the numbers of windows-1252 do not. */
function characterOf(code: number): string | null {
  const plain =
    (code >= 0x20 && code < 0x7f) ||
    (code >= 0xa0 && code < 0xd800) ||
    (code > 0xdfff && code < 0xfffe) ||
    (code > 0xffff && code <= 0x10ffff);
  return plain ? String.fromCodePoint(code) : null;
}
