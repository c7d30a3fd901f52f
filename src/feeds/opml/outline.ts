// What one outline of an OPML file is: a feed, a folder, or something else; and what it says of the feed.
import { FeedKind, FeedLicence } from '../../database/generated/enums.js';
import { withoutControls } from '../control-characters.js';
import { checkInput } from '../feed-input.js';
import { shorten } from '../shorten.js';
import { readAddress } from '../typed-address.js';
import { nameOf, type Outline } from './read.js';
import { oneLine } from './write.js';

export type ReadOutline =
  | { kind: 'feed'; feed: ListedFeed }
  | { kind: 'folder' }
  | { kind: 'other' }
  | { kind: 'unsupported' | 'refused'; reason: string };

/** A feed as its columns hold it. */
export interface ListedFeed {
  url: string;
  /** Null where the file gives none that a feed can have. */
  slug: string | null;
  title: string;
  language: string | null;
  siteUrl: string | null;
  note: string | null;
  enabled: boolean;
  kind: FeedKind;
  licence: FeedLicence;
  /** Attributes that are left out, or changed, and why. */
  remarks: string[];
}

/** `rss`, `RSS1`, `atom10`, `application/atom+xml`, `jsonfeed`. */
const FEED_TYPE =
  /^(?:(?:application|text)\/)?(?:rss|atom|rdf|feed|json|xml|jsonfeed|podcast)[\d.]*(?:\+(?:xml|json))?$/i;
/** FreshRSS's sources that are no feeds: `HTML+XPath`, `XML+XPath`, `JSON+DotNotation`; other readers' CSV, CSS. */
const SCRAPED_TYPE = /\+|x-?path|dot-?notation|\b(?:html|csv|css|regexp?|scrap\w*|selector)\b/i;
const SCRAPED_ATTRIBUTE = /^(?:frss:)?(?:xpath|json)item$/;
const LONGEST_TITLE = 500;
const LONGEST_NOTE = 2000;

export function readOutline(outline: Outline): ReadOutline {
  const { attributes, isFolder } = outline;
  const { xmlurl = '', url = '', type = '' } = attributes;
  const isFeedType = FEED_TYPE.test(type);
  const address = xmlurl || (isFeedType ? url : '');
  if (address === '') {
    if (isFolder) return { kind: 'folder' };
    if (/^include$/i.test(type) || /\.opml$/i.test(url)) {
      return {
        kind: 'unsupported',
        reason: `unsupported: it includes another list, ${quoted(url)}; import that by itself`,
      };
    }
    return isFeedType
      ? { kind: 'refused', reason: 'xmlUrl: is missing, and no outlines stand in it' }
      : { kind: 'other' };
  }
  if (
    !isFeedType &&
    (SCRAPED_TYPE.test(type) || Object.keys(attributes).some((name) => SCRAPED_ATTRIBUTE.test(name)))
  ) {
    const what = `type ${quoted(type)}`;
    return {
      kind: 'unsupported',
      reason: `unsupported: ${quoted(nameOf(outline))} has ${what}, and only feeds are fetched`,
    };
  }
  const read = readAddress(address);
  if ('mistake' in read) return { kind: 'refused', reason: `xmlUrl: ${read.mistake}` };
  return { kind: 'feed', feed: listedFeed(outline, read.addresses) };
}

/** What a feed can do without never costs the feed. */
function listedFeed(outline: Outline, [url, ...others]: [string, ...string[]]): ListedFeed {
  const { attributes, folders } = outline;
  const remarks: string[] = [];
  if (others.length > 0) remarks.push(`xmlUrl: has no scheme; it is added as ${url}`);
  const title = withoutControls(oneLine(nameOf(outline)));
  if (title.length > LONGEST_TITLE) remarks.push(`title: is cut to ${LONGEST_TITLE} characters`);
  const description = withoutControls(oneLine(attributes.description || folders.join(' / ')));
  if (description.length > LONGEST_NOTE) remarks.push(`description: is cut to ${LONGEST_NOTE} characters`);
  const given = { slug: attributes['flankwatch:slug'], language: languageOf(attributes.language) };
  const { input, issues } = checkInput(given);
  for (const { path, message } of issues) {
    const name = path[1] === 'slug' ? 'flankwatch:slug' : 'language';
    remarks.push(`${name}: ${quoted(attributes[name] ?? '')} is left out: ${message}`);
  }
  const kind = wordOf(FeedKind, attributes['flankwatch:kind']);
  if (kind === null) remarks.push(unknownWord('kind', attributes['flankwatch:kind'], FeedKind, 'NEWS'));
  const licence = wordOf(FeedLicence, attributes['flankwatch:licence']);
  // Nobody has allowed more than links where what is allowed cannot be read.
  if (licence === null)
    remarks.push(unknownWord('licence', attributes['flankwatch:licence'], FeedLicence, 'LINK_ONLY'));
  const siteUrl = siteOf(attributes.htmlurl ?? '');
  if (siteUrl === null && attributes.htmlurl) {
    remarks.push(`htmlUrl: ${quoted(attributes.htmlurl)} is left out: must be an http or https address`);
  }
  return {
    url,
    slug: input.slug ?? null,
    title: shorten(title, LONGEST_TITLE) || new URL(url).hostname,
    language: input.language ?? null,
    siteUrl,
    note: shorten(description, LONGEST_NOTE) || null,
    enabled: !outline.isComment,
    kind: kind ?? 'NEWS',
    licence: licence === undefined ? 'FULL' : (licence ?? 'LINK_ONLY'),
    remarks,
  };
}

function siteOf(written: string): string | null {
  if (!/^https?:/i.test(written) || !URL.canParse(written)) return null;
  const { href, username, password } = new URL(written);
  return username === '' && password === '' ? href : null;
}

/** Undefined where nothing is written, null where it is no word of the list. */
function wordOf<Word extends string>(words: Record<Word, Word>, written: string | undefined): Word | null | undefined {
  if (!written) return undefined;
  return Object.hasOwn(words, written) ? (written as Word) : null;
}

function unknownWord(name: string, written = '', words: object, instead: string): string {
  return `flankwatch:${name}: ${quoted(written)} is taken for ${instead}: must be one of ${Object.keys(words).join(', ')}`;
}

/** Readers write `EN-us` and `en_US`; what is no language is left to be refused. */
function languageOf(written: string | undefined): string | undefined {
  if (!written) return undefined;
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0];
  } catch {
    return written;
  }
}

function quoted(text: string): string {
  return JSON.stringify(shorten(text, 100));
}
