/** What `articleHtml` makes of plainly written markup, without the work that markup of any other kind takes. */
import { escapeAttribute, escapeText } from './escape.js';
import { PLAIN_VOID, readPlainly } from './plain-markup.js';

/** What an element keeps, in this order; null where it is to be left out. */
export type Keep = (name: string, attributes: ReadonlyMap<string, string>) => [string, string][] | null;

const DEEPEST = 100;
/** These end an open paragraph (HTML, section 13.1.2.4): in one, they are not what they seem. */
const ENDS_PARAGRAPH = new Set('blockquote div figcaption figure h1 h2 h3 h4 h5 h6 hr ol p pre ul'.split(' '));

/** Null where the markup is not plain, or its elements are not closed in order: then `sanitize-html` decides. */
export function plainArticleHtml(html: string, keep: Keep): string | null {
  const parts: string[] = [];
  const open: string[] = [];
  let isOrdered = true;
  const isPlain = readPlainly(html, {
    open(name, attributes) {
      const parent = open.at(-1);
      if ((parent === 'p' && ENDS_PARAGRAPH.has(name)) || (parent === 'li' && name === 'li')) isOrdered = false;
      const kept = keep(name, attributes);
      const isVoid = PLAIN_VOID.has(name);
      if (kept !== null) parts.push(`<${name}${kept.map(written).join('')}${isVoid ? ' />' : '>'}`);
      if (!isVoid) open.push(name);
      if (open.length > DEEPEST) isOrdered = false;
    },
    close(name) {
      if (open.pop() !== name) isOrdered = false;
      parts.push(`</${name}>`);
    },
    text: (text) => void parts.push(escapeText(text)),
    satisfied: () => !isOrdered,
  });
  return isPlain && isOrdered && open.length === 0 ? parts.join('') : null;
}

function written([name, value]: [string, string]): string {
  return ` ${name}="${escapeAttribute(value)}"`;
}
