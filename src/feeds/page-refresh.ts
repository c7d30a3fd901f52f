// Where an HTML page sends its visitors, by <meta http-equiv="refresh"> or the header of the same name.
import { Parser } from 'htmlparser2';
import { decode } from './decode.js';
import type { FeedDocument } from './document.js';
import { feedLinks } from './feed-links.js';
import { resolveUrl } from './resolve-url.js';

/** The element stands in a page's head. */
const WITHIN_BYTES = 64 * 1024;
/** htmlparser2 shifts its whole stack for each element, so depth has to be bounded. */
const DEEPEST = 512;

/**
 * The absolute address; null where the document is no page, leads to itself, or names feeds: then its visitors have
 * arrived.
 *
 * @param header the value of the `Refresh` header; null where there is none
 */
export function pageRefresh(document: FeedDocument, header: string | null): string | null {
  const { contentType, url } = document;
  const bytes = document.bytes.subarray(0, WITHIN_BYTES);
  // Most documents are feeds: these need not be decoded.
  if (header === null && !/http-equiv/i.test(asciiOf(bytes))) return null;
  const html = decode({ bytes, contentType, url });
  if (!isPage(html)) return null;
  const target = header === null ? metaRefresh(html, url) : resolveUrl(addressIn(header), url);
  if (target === null || !/^https?:/.test(target) || withoutFragment(target) === withoutFragment(url)) return null;
  return feedLinks(document, html).named.length > 0 ? null : target;
}

function asciiOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replaceAll('\0', '');
}

function isPage(text: string): boolean {
  const root = /^(?:\s|<\?[^>]{0,500}>|<!--[\s\S]{0,5000}?-->)*<(?:!doctype\s+(\w+)|(\w+))/i.exec(text);
  return /^(?:html|head|meta|title|body)$/i.test(root?.[1] ?? root?.[2] ?? '');
}

function metaRefresh(html: string, pageUrl: string): string | null {
  let base: string | undefined;
  let address: string | null = null;
  let depth = 0;
  const parser: Parser = new Parser({
    onopentag(name, { href, 'http-equiv': directive = '', content = '' }) {
      depth += 1;
      if (depth > DEEPEST) return parser.pause();
      if (name === 'base') base ??= href;
      if (name === 'meta' && directive.trim().toLowerCase() === 'refresh') address ??= addressIn(content);
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.end(html);
  return resolveUrl(address, resolveUrl(base, pageUrl) ?? pageUrl);
}

// HTML, "shared declarative refresh steps": a time, a separator, then the address, with or without its name and quotes.
const REFRESH = /^\s*[\d.]+(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(\S[\s\S]*))/i;

function addressIn(content: string): string | null {
  const [, double, single, bare] = REFRESH.exec(content) ?? [];
  return (double ?? single ?? bare)?.trim() || null;
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? '';
}
