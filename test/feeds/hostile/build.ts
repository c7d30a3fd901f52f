/** The pieces that hostile documents are made of. */
import type { FeedDocument } from '../../../src/feeds/document.js';
import type { FailureCode } from '../../../src/feeds/failure.js';

export const MEGABYTE = 1024 * 1024;

/** What the document is, why it is refused or how many articles it gives, and the document. */
export type Row = [name: string, expected: FailureCode | number, make: () => FeedDocument | string | Uint8Array];

export const LINK = '<link>https://news.example/1</link>';

export const rss = (inner: string, attributes = '') =>
  `<rss version="2.0"${attributes}><channel>${inner}</channel></rss>`;

export const item = (inner: string) => rss(`<item><title>t</title>${LINK}${inner}</item>`);

export const items = (count: number, inner: (n: number) => string) =>
  rss(Array.from({ length: count }, (_, n) => `<item>${inner(n)}</item>`).join(''));

export const atom = (inner: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title><link href="https://news.example/1"/>${inner}</entry></feed>`;

export const cdata = (text: string) => `<![CDATA[${text}]]>`;

export const fill = (text: string, megabytes: number) => text.repeat(Math.ceil((megabytes * MEGABYTE) / text.length));
