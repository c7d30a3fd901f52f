/** Makes the relative links of an HTML fragment absolute and leaves every other character as it was. */
import { escapeAttribute } from './escape.js';
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
