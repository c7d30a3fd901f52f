/** The text a reader would see of an HTML fragment: no tags, entities decoded, white space folded. */
import { withoutControls } from './control-characters.js';
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

function visibleText(html: string, most: number): string {
  const parts: string[] = [];
  let length = 0;
  let unseen = 0;
  walkHtml(html, {
    open(name) {
      if (UNSEEN.has(name)) unseen++;
      else if (!INLINE.has(name)) parts.push(' ');
    },
    close(name) {
      if (UNSEEN.has(name)) unseen--;
      else if (!INLINE.has(name)) parts.push(' ');
    },
    text(text) {
      if (unseen > 0) return;
      parts.push(text);
      length += foldSpace(text).length;
    },
    satisfied: () => length > most,
  });
  return parts.join('');
}

// Zero-width characters break searches and comparisons and show nothing; U+200D stays, it joins letters and emoji.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

function foldSpace(text: string): string {
  return withoutControls(text).replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}
