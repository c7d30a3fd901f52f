/** The text a reader would see of an HTML fragment: no tags, entities decoded, white space folded. */
import { withoutControls } from './control-characters.js';
import { readPlainly } from './plain-markup.js';
import { withoutStrayMarkup } from './stray-markup.js';
import { walkHtml } from './walk-html.js';

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'head']);
// A tag between two letters is no space in <b>S</b>tory, and is one in <p>End</p><p>Start</p>.
const INLINE = new Set(
  'a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

/** Reads no further than it needs to for `most` characters, so what it gives may be longer and not whole. */
export function plainText(html: string, most = Number.POSITIVE_INFINITY): string {
  return foldSpace(html.includes('<') || html.includes('&') ? visibleText(html, most) : html);
}

/** The same of a title, in which more of what looks like markup is words. */
export function plainTitle(html: string): string {
  return plainText(html.includes('<') ? withoutStrayMarkup(html.slice(0, LONGEST_TITLE), true) : html);
}

/** Characters; the markup of a title included. */
const LONGEST_TITLE = 20_000;

function visibleText(html: string, most: number): string {
  const plain = new VisibleText(most);
  if (readPlainly(html, plain)) return plain.read();
  const any = new VisibleText(most);
  walkHtml(withoutStrayMarkup(html), any);
  return any.read();
}

class VisibleText {
  readonly #most: number;
  readonly #parts: string[] = [];
  /** Characters, white space not folded yet. */
  #length = 0;
  #lookedAt: number;
  #unseen = 0;

  constructor(most: number) {
    this.#most = most;
    this.#lookedAt = most;
  }

  open(name: string): void {
    if (UNSEEN.has(name)) this.#unseen++;
    else if (!INLINE.has(name)) this.#parts.push(' ');
  }

  close(name: string): void {
    if (UNSEEN.has(name)) this.#unseen--;
    else if (!INLINE.has(name)) this.#parts.push(' ');
  }

  text(text: string): void {
    if (this.#unseen > 0) return;
    this.#parts.push(text);
    this.#length += text.length;
  }

  satisfied(): boolean {
    if (this.#length <= this.#lookedAt) return false;
    // Mostly white space, it may go on for long: it is folded again once there is twice as much.
    this.#lookedAt = this.#length * 2;
    return foldSpace(this.read()).length > this.#most;
  }

  read(): string {
    return this.#parts.join('');
  }
}

// Zero-width characters break searches and comparisons and show nothing; U+200D stays, it joins letters and emoji.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** Whether there is anything to fold or to drop; most texts have nothing. */
const UNEVEN = /[^\S ]| {2}|[\p{Cc}\u00ad\u200b\u2060\ufeff\ufffe\uffff\p{Cs}]/u;

/** Of those what is no space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const STRANGE = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\ufffe\uffff\p{Cs}]/u;

function foldSpace(text: string): string {
  if (!UNEVEN.test(text)) return text.trim();
  const clean = STRANGE.test(text) ? withoutControls(text).replace(INVISIBLE, '') : text;
  // A space alone stays as it is: most are.
  return clean.replace(/\s{2,}|[^\S ]/g, ' ').trim();
}
