/** Makes the relative links of an HTML fragment absolute and leaves every other character as it was. */
import { escapeAttribute } from './escape.js';
import { readPlainly } from './plain-markup.js';
import { resolveRelative } from './resolve-url.js';
import { walkHtml } from './walk-html.js';

/** The HTML attributes that hold one address. */
export const LINK_ATTRIBUTES: ReadonlySet<string> = new Set([
  'href',
  'src',
  'poster',
  'cite',
  'longdesc',
  'action',
  'data',
]);

/** Finds every link that may be relative, and things that are no links; most feeds have neither. */
const MAYBE_RELATIVE = new RegExp(`(?:${[...LINK_ATTRIBUTES].join('|')})\\s*=(?!\\s*["']https?://)`, 'i');

export function absoluteLinks(html: string, base: string | null): string {
  if (base === null || !MAYBE_RELATIVE.test(html)) return html;
  return absoluteInPlain(html, base) ?? absoluteInAny(html, base);
}

const ATTRIBUTE = /(\s([a-z][a-z-]*)=)"[^"]*"/g;

/** Null where the markup is not plain. */
function absoluteInPlain(html: string, base: string): string | null {
  const parts: string[] = [];
  let copied = 0;
  const isPlain = readPlainly(html, {
    open(_name, attributes, start, end) {
      if (attributes.size === 0) return;
      const tag = html.slice(start, end).replace(ATTRIBUTE, (attribute, before: string, name: string) => {
        const value = LINK_ATTRIBUTES.has(name) ? attributes.get(name) : undefined;
        if (value === undefined) return attribute;
        const absolute = resolveRelative(value, base);
        return absolute === value.trim() ? attribute : `${before}"${escapeAttribute(absolute)}"`;
      });
      parts.push(html.slice(copied, start), tag);
      copied = end;
    },
  });
  return isPlain ? parts.join('') + html.slice(copied) : null;
}

function absoluteInAny(html: string, base: string): string {
  const parts: string[] = [];
  let copied = 0;
  walkHtml(html, {
    attribute(name, value, start, end) {
      if (!LINK_ATTRIBUTES.has(name)) return;
      const absolute = resolveRelative(value, base);
      if (absolute === value.trim()) return;
      parts.push(html.slice(copied, start), `${name}="${escapeAttribute(absolute)}"`);
      copied = end;
    },
  });
  return copied === 0 ? html : parts.join('') + html.slice(copied);
}
