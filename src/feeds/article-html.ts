/** An article's body as HTML that is safe to show inside another page. */
import sanitizeHtml from 'sanitize-html';
import { articleUrl } from './article-url.js';
import { withoutXmlControls } from './control-characters.js';
import { LONGEST_BODY } from './limits.js';
import { plainArticleHtml, written } from './plain-article-html.js';
import { withoutStrayMarkup } from './stray-markup.js';
import { DEEPEST, walkHtml } from './walk-html.js';

const ALLOWED_TAGS = (
  'a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li ' +
  'mark ol p pre q s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul var'
).split(' ');

const ALLOWED_ATTRIBUTES: Record<string, string[]> = {
  a: ['href', 'title', 'rel'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  abbr: ['title'],
  time: ['datetime'],
  ol: ['start'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
};

// Of any other tag that is not allowed the text stays.
const DROPPED_WITH_CONTENT = 'script style template noscript iframe object svg math textarea option head'.split(' ');

/** Null when nothing is left, and when the markup is longer than any article or nested deeper than browsers go. */
export function articleHtml(html: string, base: string): string | null {
  if (html === '' || html.length > LONGEST_BODY) return null;
  const clean = plainArticleHtml(html, (name, attributes) => keptOf(name, attributes, base)) ?? sanitised(html, base);
  // After, not before: control characters also come as entities.
  return clean === null ? null : withoutXmlControls(clean).trim() || null;
}

/** What `sanitised` keeps of the attributes of plainly written elements. */
function keptOf(name: string, attributes: ReadonlyMap<string, string>, base: string): string | null {
  if (name === 'a') {
    const [address, title] = [linkAddress(attributes.get('href'), base), attributes.get('title')];
    return (address ? written('href', address) : '') + (title ? written('title', title) : '') + REL;
  }
  const allowed = ALLOWED_ATTRIBUTES[name];
  if (name !== 'img') return allowed === undefined ? '' : writtenOf(attributes, allowed);
  const image = imageOf(Object.fromEntries(attributes), base);
  return image.src ? writtenOf(Object.entries(image), allowed) : null;
}

const REL = written('rel', 'noopener noreferrer nofollow');

function writtenOf(attributes: Iterable<[string, string]>, allowed: string[] = []): string {
  let all = '';
  for (const [key, value] of attributes) {
    // An empty value says something of `alt` only: that the image tells nothing.
    if (allowed.includes(key) && (value !== '' || key === 'alt')) all += written(key, value);
  }
  return all;
}

/** For markup of any quality. */
export function sanitised(fragment: string, base: string): string | null {
  const html = withoutStrayMarkup(fragment);
  if (isTooDeep(html)) return null;
  return sanitizeHtml(html, {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: ALLOWED_ATTRIBUTES,
    nonTextTags: DROPPED_WITH_CONTENT,
    allowedSchemes: ['http', 'https', 'mailto'],
    transformTags: {
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...linkOf(attribs, base), rel: 'noopener noreferrer nofollow' },
      }),
      img: (tagName, attribs) => ({ tagName, attribs: imageOf(attribs, base) }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
  });
}

function isTooDeep(html: string): boolean {
  let tags = 0;
  for (let at = html.indexOf('<'); at !== -1 && tags <= DEEPEST; at = html.indexOf('<', at + 1)) tags++;
  return tags > DEEPEST && !walkHtml(html, {});
}

function linkOf({ href, title }: sanitizeHtml.Attributes, base: string): sanitizeHtml.Attributes {
  const address = linkAddress(href, base);
  return { ...(address && { href: address }), ...(title && { title }) };
}

function linkAddress(href: string | undefined, base: string): string | null {
  const target = href?.trim() ?? '';
  return /^mailto:/i.test(target) ? target : articleUrl(target, base);
}

/** Without `src` when there is nothing for a reader to see. */
function imageOf(attribs: sanitizeHtml.Attributes, base: string): sanitizeHtml.Attributes {
  // Images that load late keep their address here and a placeholder in src.
  const source = attribs.src?.startsWith('data:') ? attribs['data-src'] : (attribs.src ?? attribs['data-src']);
  const address = articleUrl(source ?? '', base);
  if (address === null || isTrackingPixel(attribs)) return {};
  return { ...attribs, src: address };
}

function isTrackingPixel({ width, height, style = '' }: sanitizeHtml.Attributes): boolean {
  const isDot = (size: string | undefined) => size !== undefined && /^\s*[01](?:px)?\s*$/i.test(size);
  return (
    isDot(width) ||
    isDot(height) ||
    /(?:^|[;\s])(?:width|height)\s*:\s*[01]px|display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
  );
}
