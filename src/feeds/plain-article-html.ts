/** What `articleHtml` makes of plainly written markup, without the work that markup of any other kind takes. */
import { escapeAttribute, escapeText } from './escape.js';
import { PLAIN_VOID, readPlainly } from './plain-markup.js';

/** The attributes that an element keeps, as `written` writes them; null where the element is to be left out. */
export type Keep = (name: string, attributes: ReadonlyMap<string, string>) => string | null;

const DEEPEST = 100;
/** These end an open paragraph (HTML, section 13.1.2.4): in one, they are not what they seem. */
const ENDS_PARAGRAPH = new Set('blockquote div figcaption figure h1 h2 h3 h4 h5 h6 hr ol p pre ul'.split(' '));

/** Null where the markup is not plain, or its elements are not closed in order: then `sanitize-html` decides. */
export function plainArticleHtml(html: string, keep: Keep): string | null {
  const open: string[] = [];
  let isOrdered = true;
  // What needs no change is not taken apart: all that stands between two changes is one slice.
  let clean = '';
  let copied = 0;
  const replace = (start: number, end: number, by: string) => {
    clean += html.slice(copied, start) + by;
    copied = end;
  };
  const isPlain = readPlainly(html, {
    open(name, attributes, start, end) {
      const parent = open.at(-1);
      if ((parent === 'p' && ENDS_PARAGRAPH.has(name)) || (parent === 'li' && name === 'li')) isOrdered = false;
      const isVoid = PLAIN_VOID.has(name);
      if (!isVoid) open.push(name);
      if (open.length > DEEPEST) isOrdered = false;
      const kept = keep(name, attributes);
      if (kept === null) replace(start, end, '');
      else if (isVoid || kept !== '' || end - start !== name.length + 2) {
        replace(start, end, `<${name}${kept}${isVoid ? ' />' : '>'}`);
      }
    },
    close(name, start, end) {
      if (open.pop() !== name) isOrdered = false;
      if (end - start !== name.length + 3) replace(start, end, `</${name}>`);
    },
    text(text, start, end) {
      // A reference is longer than what it stands for: without one, only this may have to be escaped.
      if (text.length === end - start && !text.includes('>')) return;
      const escaped = escapeText(text);
      if (escaped.length !== end - start || escaped !== html.slice(start, end)) replace(start, end, escaped);
    },
    satisfied: () => !isOrdered,
  });
  return isPlain && isOrdered && open.length === 0 ? clean + html.slice(copied) : null;
}

export function written(name: string, value: string): string {
  return ` ${name}="${escapeAttribute(value)}"`;
}
