/** Collects one field's text and inline markup as a fragment of HTML. */
import { LINK_ATTRIBUTES } from './absolute-links.js';
import { withoutXmlControls } from './control-characters.js';
import { escapeAttribute, escapeText, unescapeText } from './escape.js';
import { LONGEST_BODY } from './limits.js';
import { resolveRelative } from './resolve-url.js';
import { looksLikeHtml, type TextKind } from './text-kind.js';
import type { Element } from './tokenise.js';

const VOID_ELEMENTS = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'source', 'track', 'wbr']);
const PLAIN_NAME = /^[a-z][a-z0-9-]*$/;

export class Markup {
  readonly #kind: TextKind;
  readonly #field: Element;
  readonly #parts: string[] = [];
  /** The end tags that are due, innermost last; empty for elements that are not written. */
  readonly #endTags: string[] = [];
  #length = 0;
  #hasElements = false;

  constructor(kind: TextKind, field: Element) {
    this.#kind = kind;
    this.#field = field;
  }

  open(element: Element): void {
    const written = this.#isMarkup(element);
    const isVoid = VOID_ELEMENTS.has(element.local);
    if (written) this.#add(`<${element.local}${attributesOf(element)}${isVoid ? ' />' : '>'}`);
    this.#hasElements ||= written;
    this.#endTags.push(written && !isVoid ? `</${element.local}>` : '');
  }

  text(text: string): void {
    const raw = (this.#kind === 'html' || this.#kind === 'base64') && this.#endTags.length === 0;
    this.#add(raw ? text : escapeText(text));
  }

  close(): void {
    this.#add(this.#endTags.pop() ?? '');
  }

  /** Past the length of a body nothing is kept; what is there already tells that it was too long for one. */
  #add(part: string): void {
    if (part === '' || this.#length > LONGEST_BODY) return;
    this.#length += part.length;
    this.#parts.push(part.slice(0, LONGEST_BODY + 1));
  }

  /** What was collected, trimmed; links in it as they were written. */
  source(): string {
    const [first = ''] = this.#parts;
    const source = (this.#parts.length < 2 ? first : this.#parts.join('')).trim();
    if (this.#kind === 'base64') return decodeBase64(source);
    if (source.includes('![CDATA[')) return this.#withoutSection(source);
    if (this.#kind !== 'unstated' || this.#hasElements) return source;
    const unescaped = unescapeText(source);
    return looksLikeHtml(unescaped) ? unescaped : source;
  }

  /** Many publishers escape what they have wrapped into a section before: the section is no part of the text. */
  #withoutSection(source: string): string {
    const unescaped = this.#kind === 'html' || this.#hasElements ? source : unescapeText(source);
    const inner = /^<!\[CDATA\[([\s\S]*?)(?:\]\]>)?$/.exec(unescaped)?.[1];
    if (inner === undefined || inner.includes(']]>')) return source;
    const isText = this.#kind === 'xml' && !this.#hasElements;
    return (isText ? escapeText(inner) : inner).trim();
  }

  /** SVG, MathML and the feed's own extensions leave their text only. */
  #isMarkup({ vocabulary, local }: Element): boolean {
    const html = vocabulary === undefined || vocabulary === 'xhtml' || vocabulary === this.#field.vocabulary;
    return html && PLAIN_NAME.test(local);
  }
}

function attributesOf({ attributes, base }: Element): string {
  let written = '';
  for (const [name, value] of attributes) {
    if (!PLAIN_NAME.test(name) || name === 'xmlns') continue;
    written += ` ${name}="${escapeAttribute(LINK_ATTRIBUTES.has(name) ? resolveRelative(value, base) : value)}"`;
  }
  return written;
}

function decodeBase64(source: string): string {
  const digits = source.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(digits)) return source;
  return withoutXmlControls(Buffer.from(digits, 'base64').toString('utf8')).trim();
}
