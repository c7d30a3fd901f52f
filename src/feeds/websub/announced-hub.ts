// Which hub a feed names, and what the hub calls the feed (WebSub, section 4).
import { Parser } from 'htmlparser2';
import { decode } from '../decode.js';
import type { FeedDocument } from '../document.js';
import { resolveUrl } from '../resolve-url.js';
import { type Link, readLinks } from './link-header.js';

export interface AnnouncedHub {
  hub: string;
  topic: string;
}

/** A hub that a document names further on is not found: JSON has to be read whole. */
export const HUB_WITHIN_BYTES = 1024 * 1024;
/** In XML links stand before the entries, or soon after the first. */
const LINKS_WITHIN_BYTES = 256 * 1024;
/** htmlparser2 shifts its whole stack for each element, so depth has to be bounded. */
const DEEPEST = 512;
const MOST_CHARACTERS_OF_URL = 2000;

/** Null where none is named. Headers come before the document; a feed that does not say its address has its own. */
export function announcedHub(document: FeedDocument): AnnouncedHub | null {
  const headers = document.link === undefined ? [] : readLinks(document.link);
  const links = headers.some(({ rels }) => rels.includes('hub')) ? headers : [...headers, ...linksOf(document)];
  const hub = firstOf(links, 'hub', document.url);
  if (hub === null) return null;
  return { hub, topic: firstOf(links, 'self', document.url) ?? document.url };
}

function firstOf(links: readonly Link[], rel: string, base: string): string | null {
  for (const { href, rels } of links) {
    const url = rels.includes(rel) ? resolveUrl(href, base) : null;
    if (url !== null && isUsable(url)) return url;
  }
  return null;
}

function isUsable(href: string): boolean {
  const { protocol, username, password } = new URL(href);
  return /^https?:$/.test(protocol) && !username && !password && href.length <= MOST_CHARACTERS_OF_URL;
}

function linksOf({ bytes, contentType, url }: FeedDocument): Link[] {
  const text = decode({ bytes: bytes.subarray(0, LINKS_WITHIN_BYTES), contentType, url });
  return /^\s*\{/.test(text) ? linksOfJson(bytes) : linksOfXml(text);
}

/** Links of the feed itself: what is inside an entry is about the entry. */
function linksOfXml(text: string): Link[] {
  const links: Link[] = [];
  let entries = 0;
  let depth = 0;
  const parser: Parser = new Parser(
    {
      onopentag(name, { href, rel }) {
        depth += 1;
        if (depth > DEEPEST) return parser.pause();
        const local = localName(name);
        if (local === 'item' || local === 'entry') entries += 1;
        if (local !== 'link' || entries > 0 || href === undefined || rel === undefined) return;
        links.push({ href, rels: rel.toLowerCase().split(/\s+/) });
      },
      onclosetag(name) {
        depth -= 1;
        const local = localName(name);
        if (local === 'item' || local === 'entry') entries -= 1;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return links;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** JSON Feed 1.1 has `hubs` and `feed_url`. */
function linksOfJson(bytes: Uint8Array): Link[] {
  if (bytes.byteLength > HUB_WITHIN_BYTES) return [];
  try {
    const { hubs, feed_url: self } = JSON.parse(Buffer.from(bytes).toString()) as {
      hubs?: unknown;
      feed_url?: unknown;
    };
    const named = Array.isArray(hubs)
      ? hubs.map((hub: unknown) => hub as { type?: unknown; url?: unknown } | null)
      : [];
    const websub = named.filter((hub) => typeof hub?.type === 'string' && hub.type.toLowerCase() === 'websub');
    return [
      ...websub.flatMap((hub) => (typeof hub?.url === 'string' ? [{ href: hub.url, rels: ['hub'] }] : [])),
      ...(typeof self === 'string' ? [{ href: self, rels: ['self'] }] : []),
    ];
  } catch {
    return [];
  }
}
