/** Finds an item's picture among what Media RSS, iTunes, enclosures and JSON Feed say of it. */

import type { ArticleImage } from '../database/article-image.js';
import { plainText } from './plain-text.js';
import { resolveRelative } from './resolve-url.js';
import { shorten } from './shorten.js';

/** Who is credited, and as what: the roles of Media RSS. */
export interface Credit {
  role: string;
  name: string;
}

export interface ImageCandidate {
  /** As written. */
  url: string;
  /** Where it leads from; null where that is the feed's own base. */
  base: string | null;
  source: ImageSource;
  /** In pixels; null where none is stated. */
  width: number | null;
  alt: string;
  credits: Credit[];
}

/** The likelier ones first. */
const SOURCES = ['media', 'enclosure', 'thumbnail', 'image', 'podcast'] as const;
type ImageSource = (typeof SOURCES)[number];

/** Of an item; a gallery has fewer. */
const MOST_IMAGES = 100;
/** Pixels: what is narrower is an icon. */
const NARROWEST = 100;
const LONGEST = { alt: 500, credit: 300 };

export class ItemImages {
  readonly #candidates: ImageCandidate[] = [];
  /** Of pictures that have none of their own. */
  readonly #credits: Credit[] = [];

  add(candidate: ImageCandidate): void {
    if (candidate.url !== '' && this.#candidates.length < MOST_IMAGES) this.#candidates.push(candidate);
  }

  credit(credit: Credit): void {
    if (this.#credits.length < MOST_IMAGES) this.#credits.push(credit);
  }

  /** The widest of the likeliest; null where there is none. */
  best(base: string | null): ArticleImage | null {
    let best: ImageCandidate | undefined;
    for (const candidate of this.#candidates) if (best === undefined || isBetter(candidate, best)) best = candidate;
    if (best === undefined) return null;
    return imageOf(best, best.credits.length > 0 ? best.credits : this.#credits, base);
  }
}

function isBetter(one: ImageCandidate, other: ImageCandidate): boolean {
  const isIcon = ({ width }: ImageCandidate) => width !== null && width < NARROWEST;
  if (isIcon(one) !== isIcon(other)) return isIcon(other);
  const rank = SOURCES.indexOf(one.source) - SOURCES.indexOf(other.source);
  return rank === 0 ? (one.width ?? 0) > (other.width ?? 0) : rank < 0;
}

function imageOf({ url, base, alt }: ImageCandidate, credits: readonly Credit[], ofFeed: string | null): ArticleImage {
  const named = (roles: RegExp) => credits.find(({ role, name }) => roles.test(role) && name !== '')?.name;
  const credit = [...new Set(credits.map(({ name }) => creditText(name)))].filter((name) => name !== '').join(', ');
  const photographer = named(/^photo(?:grapher|graphy)?$/i) ?? /^photographer\s*:\s*([^/|]+)/i.exec(credit)?.[1];
  const agency = named(/^(?:(?:news|photo|picture|press) )?agency$/i);
  return {
    url: resolveRelative(url, base ?? ofFeed),
    alt: shorten(plainText(alt, LONGEST.alt), LONGEST.alt) || null,
    credit: shorten(credit, LONGEST.credit) || null,
    photographer: creditText(photographer ?? '') || null,
    agency: creditText(agency ?? '') || null,
  };
}

function creditText(written: string): string {
  return shorten(plainText(written, LONGEST.credit), LONGEST.credit);
}

/** Of an attribute that gives pixels. */
export function pixels(written: string | undefined): number | null {
  const found = /^\s*(\d{1,5})(?:px)?\s*$/.exec(written ?? '')?.[1];
  return found === undefined ? null : Number(found);
}

/** Whether an element that brings a file brings a picture, by what it says of it, else by the address. */
export function isImage(attributes: ReadonlyMap<string, string>, url: string): boolean {
  const [medium, type] = [attributes.get('medium')?.trim().toLowerCase(), attributes.get('type')?.trim().toLowerCase()];
  if (medium) return medium === 'image';
  if (type) return type.startsWith('image/');
  return /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i.test(url);
}
