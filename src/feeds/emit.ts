/** Writes a feed as plain RSS 2 that no reader stumbles over, and keeps beside it what a reader would only carry. */
import { absoluteLinks } from './absolute-links.js';
import { readWrittenDate } from './date.js';
import type { Fields } from './fields.js';
import { MOST_CHARACTERS } from './limits.js';
import type { UnresolvedItem } from './parsed-feed.js';
import { resolveRelative } from './resolve-url.js';

/**
 * What goes past rss-parser: it runs a quadratic pattern over `description` and `content:encoded`, builds dates with
 * `new Date`, and takes ten times as long for a body as for a title.
 */
export type Beside = Omit<UnresolvedItem, 'title' | 'link' | 'id'>;

export interface Emitted {
  head: string;
  /** What rss-parser is to read of the items, in the document's order, and what goes beside it. */
  items: { rss: string; beside: Beside; title: string | null }[];
}

export interface EmitContext {
  /** The document's address; null where that is not known. */
  url: string | null;
  /** What the record says of the feed's language. */
  language: string | null;
  isAtom: boolean;
}

export function emitRss(feed: Fields, items: readonly Fields[], { url, language, isAtom }: EmitContext): Emitted {
  const languages = [feed.first('language'), language].filter((known) => known !== null);
  const link = resolveRelative(feed.linkIn(languages) ?? '', url) || null;
  const context = { feed, url, base: isAtom && url === null ? null : baseOf(link, url), languages };
  const head = [
    '<rss version="2.0"><channel>',
    element('title', resolved('title', feed, context.base)),
    element('link', link),
    element('description', resolved('description', feed, context.base)),
    element('language', feed.first('language')),
  ];
  return { head: head.join(''), items: items.map((item) => emitItem(item, context)) };
}

interface ItemContext {
  feed: Fields;
  url: string | null;
  base: string | null;
  languages: string[];
}

/**
 * A feed that is served by another host than its site has its relative links from the site. (By RFC 4287 §2 those of Atom
 * lead from where the document was found; what is found at a service that copies feeds never means that.)
 */
export function baseOf(link: string | null, url: string | null): string | null {
  if (link === null || !/^https?:\/\//i.test(link) || !URL.canParse(link)) return url;
  if (url === null || !URL.canParse(url)) return link;
  return new URL(link).host === new URL(url).host ? url : link;
}

/** Joined as far as the whole is no longer than a document may be; the items that are left out are too much. */
export function withinLength({ head, items }: Emitted): { rss: string; beside: Beside[]; left: Emitted['items'] } {
  const parts = [head];
  let length = head.length;
  const fit = items.findIndex(({ rss, beside }) => {
    length += rss.length + lengthOf(beside);
    if (length <= MOST_CHARACTERS) parts.push(rss);
    return length > MOST_CHARACTERS;
  });
  parts.push('</channel></rss>');
  const kept = fit === -1 ? items : items.slice(0, fit);
  return { rss: parts.join(''), beside: kept.map(({ beside }) => beside), left: fit === -1 ? [] : items.slice(fit) };
}

function lengthOf({ summary, content, author, tags }: Beside): number {
  let sum = (summary?.length ?? 0) + (content?.length ?? 0) + (author?.length ?? 0);
  for (const tag of tags) sum += tag.length;
  return sum;
}

function emitItem(item: Fields, context: ItemContext): Emitted['items'][number] {
  const language = item.first('language');
  const languages = language === null ? context.languages : [language, ...context.languages];
  const title = resolved('title', item, context.base);
  const [link, guid] = [linkOf(item, languages, context), item.first('id')];
  const rss = `<item>${element('title', title)}${element('link', link)}${element('guid', guid)}</item>`;
  return { rss, beside: besideOf(item, { ...context, languages, link }), title };
}

/** The article's own address, where it is known: what a service for counting clicks puts in its place comes after. */
function linkOf(item: Fields, languages: readonly string[], { base }: ItemContext): string | null {
  return item.first('origin') ?? (resolveRelative(item.linkIn(languages) ?? '', base) || null);
}

function resolved(field: 'title' | 'description', fields: Fields, base: string | null): string | null {
  const html = fields.first(field);
  return html && absoluteLinks(html, fields.base(field) ?? base);
}

/** As `readUsualDate` writes it. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const NO_DATE = { date: null, day: null };

/** Most are read when they are met; only what a language may change is left as it is written. */
function dateOf(written: string | null, languages: readonly string[]): { date: string | null; day: string | null } {
  if (written === null) return NO_DATE;
  if (INSTANT.test(written)) return { date: written, day: null };
  return readWrittenDate(written, languages) ?? NO_DATE;
}

function besideOf(item: Fields, { feed, url, base, languages, link }: ItemContext & { link: string | null }): Beside {
  // RFC 4287 §4.2.1: an entry without an author has the feed's.
  const authors = item.all('author').length > 0 ? item.all('author') : feed.all('author');
  const { date, day } = dateOf(item.first('date'), languages);
  const former = resolveRelative(item.first('link') ?? '', url);
  // All fields in one order, known or not: objects of one shape are read faster.
  return {
    date,
    day: day ?? undefined,
    summary: item.first('summary'),
    content: item.first('content'),
    author: authors.join(', ') || null,
    enclosure: resolveRelative(item.first('enclosure') ?? '', base) || null,
    tags: item.all('tag'),
    language: item.first('language') ?? undefined,
    image: (item.hasImages ? item.images.best(base) : null) ?? undefined,
    formerLink: former !== '' && former !== link ? former : undefined,
    bases: { summary: item.base('summary') ?? base, content: item.base('content') ?? base },
  };
}

const MARKUP = /[&<>\]]/;

function element(name: string, value: string | null): string {
  return value === null ? '' : `<${name}>${isText(value) ? value : section(value)}</${name}>`;
}

/** White space alone is no value where it is text. */
function isText(value: string): boolean {
  return !MARKUP.test(value) && value.trim() !== '';
}

/** CDATA, because to escape markup makes it longer, and to decode it again takes longer still. */
function section(value: string): string {
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
