/** Tells markup from what only looks like it: "<Sting>", "a < b", "<user@example>" are words, and readers see them. */

/** Elements of HTML that publishers use without their end tags, or as format of words: always markup. */
const FORMAT = new Set(
  (
    'a abbr acronym address article aside audio b bdi bdo big blockquote body br button caption center cite code col ' +
    'colgroup dd del dfn dir div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr html ' +
    'i iframe img input ins kbd label legend li main mark marquee nav nobr noscript ol optgroup option p picture pre q rp rt ' +
    'ruby s samp script section select small source span strike strong style sub sup table tbody td textarea tfoot th thead ' +
    'tr tt u ul var video wbr'
  ).split(' '),
);
/** These show as words, or hide what follows, where nobody means the element: markup with their end tag or attributes. */
const PAIRED = new Set(
  (
    'applet area base basefont bgsound blink canvas data datalist details dialog frame frameset head hgroup image keygen link ' +
    'listing map math menu menuitem meta meter noembed noframes object output param plaintext progress rb rtc search slot ' +
    'spacer summary svg template time title track xmp'
  ).split(' '),
);
/** In a title, of which nobody leaves off the end, these are words as well. */
const WORDS_IN_TITLE = new Set(
  (
    'address article aside audio body button caption center dir embed fieldset footer form header html iframe input label ' +
    'legend main mark marquee nav option picture section select source table video'
  ).split(' '),
);
/** Attributes that HTML has without a value. */
const BOOLEAN = new Set(
  (
    'allowfullscreen async autofocus autoplay checked compact controls default defer disabled download hidden inert ismap ' +
    'itemscope loop multiple muted noshade novalidate nowrap open playsinline readonly required reversed selected alt class ' +
    'contenteditable href id style title width height border rel target'
  ).split(' '),
);

const NAME = /^<(\/?)([A-Za-z][\w:.-]{0,40})/;
const ATTRIBUTE = /\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?/y;
const TAG_END = /\s*\/?>/y;
const ATTRIBUTES_AT_MOST = 200;
/** Of names that HTML has not: Word's and other extensions. Each is looked for once in the fragment. */
const MOST_FOREIGN = 50;

/**
 * The fragment with each "<" escaped that begins no markup, and without the marks of CDATA sections, which HTML does not
 * have. `isTitle` says that it is one line, where fewer elements are meant.
 */
export function withoutStrayMarkup(html: string, isTitle = false): string {
  if (!html.includes('<')) return html;
  const fragment = new Fragment(html, isTitle);
  const parts: string[] = [];
  let copied = 0;
  let hasSections = false;
  for (let at = html.indexOf('<'); at !== -1; ) {
    const section = html.startsWith('<![CDATA[', at);
    const end = section ? at : fragment.endOfMarkup(at);
    if (section) {
      hasSections = true;
      parts.push(html.slice(copied, at));
      copied = at + '<![CDATA['.length;
      at = html.indexOf('<', copied);
    } else if (end === null) {
      parts.push(html.slice(copied, at), '&lt;');
      copied = at + 1;
      at = html.indexOf('<', copied);
    } else at = html.indexOf('<', end);
  }
  if (copied === 0) return html;
  const rest = parts.join('') + html.slice(copied);
  return hasSections ? rest.replaceAll(']]>', '') : rest;
}

class Fragment {
  readonly #html: string;
  readonly #isTitle: boolean;
  #lower: string | undefined;
  /** The last end tag of each name that was asked for. */
  readonly #lastEnds = new Map<string, number>();
  readonly #foreign = new Set<string>();
  #lastComment: number | undefined;
  /** Behind it nothing ends, and nothing is to be looked for. */
  readonly #lastClose: number;

  constructor(html: string, isTitle: boolean) {
    this.#html = html;
    this.#isTitle = isTitle;
    this.#lastClose = html.lastIndexOf('>');
  }

  /** The position behind the tag or comment that begins here; null where none does. */
  endOfMarkup(at: number): number | null {
    const html = this.#html;
    const next = html.charAt(at + 1);
    if (next === '!') return this.#endOfDeclaration(at);
    if (next === '?') return /^<\?(?:xml|php)/i.test(html.slice(at, at + 6)) ? this.#behindNext(at) : null;
    const [whole = '', slash = '', written = ''] = NAME.exec(html.slice(at, at + 50)) ?? [];
    if (written === '') return null;
    const name = written.toLowerCase();
    if (slash !== '') {
      const end = /^\s{0,50}>/.exec(html.slice(at + whole.length, at + whole.length + 51));
      return end !== null && this.#isElement(name) ? at + whole.length + end[0].length : null;
    }
    const tag = this.#readTag(at + whole.length);
    if (tag === null) return null;
    return this.#isMarkup(name, tag.hasAttributes, tag.end) ? tag.end : null;
  }

  #endOfDeclaration(at: number): number | null {
    const html = this.#html;
    if (html.startsWith('<!--', at)) {
      this.#lastComment ??= html.lastIndexOf('-->');
      return this.#lastComment >= at + 2 ? html.indexOf('-->', at + 2) + 3 : null;
    }
    return /^<!(?:doctype\b|\[(?:if|endif)\b)/i.test(html.slice(at, at + 10)) ? this.#behindNext(at) : null;
  }

  /** Null for what is no tag as HTML writes one. A tag that the fragment's end cuts off ends there. */
  #readTag(from: number): { end: number; hasAttributes: boolean } | null {
    const html = this.#html;
    let at = from;
    for (let count = 0; count < ATTRIBUTES_AT_MOST; count++) {
      TAG_END.lastIndex = at;
      if (TAG_END.test(html))
        return { end: TAG_END.lastIndex, hasAttributes: count > 0 || html[TAG_END.lastIndex - 2] === '/' };
      ATTRIBUTE.lastIndex = at;
      const found = ATTRIBUTE.exec(html);
      if (found === null) {
        const isCutOff = count > 0 || /^\s/.test(html.charAt(at));
        return isCutOff && at > this.#lastClose ? { end: html.length, hasAttributes: true } : null;
      }
      const [whole, name = ''] = found;
      if (!whole.includes('=') && !BOOLEAN.has(name.toLowerCase()) && !name.includes('-')) return null;
      at = ATTRIBUTE.lastIndex;
    }
    const end = this.#behindNext(at);
    return end === null ? null : { end, hasAttributes: true };
  }

  /** The position behind the next ">"; null where there is none. */
  #behindNext(at: number): number | null {
    return at > this.#lastClose ? null : this.#html.indexOf('>', at) + 1;
  }

  #isElement(name: string): boolean {
    return FORMAT.has(name) || PAIRED.has(name) || this.#isForeign(name);
  }

  #isMarkup(name: string, hasAttributes: boolean, end: number): boolean {
    if (FORMAT.has(name) && !(this.#isTitle && WORDS_IN_TITLE.has(name))) return true;
    if (!this.#isElement(name) && !FORMAT.has(name)) return false;
    return hasAttributes || this.#lastEnd(name) >= end;
  }

  /** "o:p" of Word, "amp-img" and other custom elements. */
  #isForeign(name: string): boolean {
    if (!/^[a-z][a-z\d]*[:-][\w.-]+$/.test(name) || name.includes('@')) return false;
    if (this.#foreign.size < MOST_FOREIGN) this.#foreign.add(name);
    return this.#foreign.has(name);
  }

  #lastEnd(name: string): number {
    let end = this.#lastEnds.get(name);
    if (end === undefined) {
      this.#lower ??= this.#html.toLowerCase();
      end = this.#lower.lastIndexOf(`</${name}`);
      this.#lastEnds.set(name, end);
    }
    return end;
  }
}
