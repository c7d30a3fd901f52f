/** Turns any RSS, RDF or Atom text, however broken, into plain RSS 2. */
import { type Beside, emitRss, withinLength } from './emit.js';
import type { Failure } from './failure.js';
import { type FieldReader, readField, readPictureText } from './field-reader.js';
import { Fields } from './fields.js';
import { type ImageCandidate, isImage, pixels } from './item-images.js';
import { MOST_ITEMS } from './limits.js';
import { notAFeed } from './not-a-feed.js';
import type { RefusedItem } from './parsed-feed.js';
import { type Element, type Reader, type Recovery, tokenise } from './tokenise.js';
import { FEED_RULES, ITEM_RULES, type Rules, ruleFor } from './vocabulary.js';

export type Canonical = { kind: 'canonical'; rss: string; beside: Beside[]; refused: RefusedItem[] } | Failure;

const FORMATS = new Map([
  ['rss', 'rss'],
  ['rdf', 'rss'],
  ['feed', 'atom'],
]);
const ITEM_NAMES = new Set(['item', 'entry']);

/** `language` is what the record says of the feed's language. */
export function canonicalise(xml: string, url: string | null, language: string | null = null): Canonical {
  const document = new DocumentReader(url);
  const { failure, readTo } = tokenise(xml, url, document);
  if (failure) return failure;
  if (!document.isFeed) return notAFeed(xml, document.firstElement);
  const { feed, items, refused } = document;
  if (items.length >= MOST_ITEMS) refused.push(...beyondMost(xml, readTo));
  const emitted = emitRss(feed, items, { url, language, isAtom: document.isAtom });
  const { rss, beside, left } = withinLength(emitted);
  for (const item of left)
    refused.push({ title: item.title, reason: 'The document has more text than any feed sends at once' });
  return { kind: 'canonical', rss, beside, refused };
}

/** Items that are not read because there are too many before them. */
function beyondMost(xml: string, from: number): RefusedItem[] {
  const more = xml.slice(from).match(/<(?:\w{1,20}:)?(?:item|entry)[\s/>]/gi)?.length ?? 0;
  if (more === 0) return [];
  return [{ title: null, reason: `${more} more items are not read: a document may have ${MOST_ITEMS}` }];
}

/** Where the reader stands: one place for every open element. */
type Place = 'outside' | 'feed' | 'item' | 'media' | 'field' | 'ignored';

/** What stands in a picture's own element is about the picture. */
const PICTURE_TEXTS = new Set(['description', 'title', 'credit', 'thumbnail']);

class DocumentReader implements Reader {
  readonly feed: Fields;
  readonly items: Fields[] = [];
  readonly refused: RefusedItem[] = [];
  readonly #url: string | null;
  firstElement: string | null = null;
  #format: string | undefined;
  readonly #namespaces = new Set<string | null>();
  readonly #places: Place[] = ['outside'];
  #field: FieldReader | undefined;
  #item: Fields;
  /** Names as written of the item that is open and of the element in it, and how many elements are open around it. */
  #open: Recovery | null = null;
  /** Of Media RSS, while it is open. */
  #media: ImageCandidate | null = null;

  constructor(url: string | null) {
    this.#url = url;
    this.feed = new Fields(url);
    this.#item = new Fields(url);
  }

  get isFeed(): boolean {
    return this.#format !== undefined;
  }

  get isAtom(): boolean {
    return this.#format === 'atom';
  }

  /** An HTML page has its links to feeds and its examples of them, but is none. */
  satisfied(): boolean {
    return (!this.isFeed && this.firstElement === 'html') || this.items.length >= MOST_ITEMS;
  }

  open(element: Element): void {
    const place = this.#places.at(-1) ?? 'outside';
    this.firstElement ??= element.local;
    if (this.#field) {
      this.#field.open(element);
      this.#places.push('field');
    } else if (place === 'outside') this.#places.push(this.#openRoot(element));
    else if (place === 'feed') this.#places.push(this.#openInFeed(element));
    else if (place === 'item' || place === 'media') this.#places.push(this.#openInItem(element));
    else this.#places.push('ignored');
  }

  text(text: string): void {
    this.#field?.text(text);
  }

  close(cutOff: boolean): void {
    const place = this.#places.pop();
    if (place === 'field' && this.#places.at(-1) === 'field') this.#field?.close();
    else if (place === 'field') {
      this.#field?.finish();
      this.#field = undefined;
    } else if (place === 'media') this.#media = null;
    else if (place === 'item') {
      this.#open = null;
      // An item that the end of the document cut off may have half a link; it comes whole the next time.
      if (cutOff) this.#refuse('The document ends in the middle of it');
      else this.items.push(this.#item);
    }
  }

  recover(): Recovery | null {
    return this.#open;
  }

  resume(whole: boolean, reason: string): void {
    if (this.#open === null) return;
    // The field as far as it was read: what is too deep for a body is text all the same.
    this.#field?.finish();
    this.#field = undefined;
    this.#media = null;
    this.#places.length = whole ? this.#open.depth + 1 : this.#open.depth;
    if (whole) return;
    this.#open = null;
    this.#refuse(reason);
  }

  #refuse(reason: string): void {
    if (this.refused.length < MOST_ITEMS) this.refused.push({ title: this.#item.first('title'), reason });
  }

  /** Some servers write warnings before the feed, so the root need not come first. */
  #openRoot(element: Element): Place {
    // What some servers append behind the feed is not part of it.
    if (this.isFeed) return 'ignored';
    this.#format = FORMATS.get(element.local);
    if (!this.isFeed) return 'outside';
    this.#namespaces.add(element.namespace).add(element.defaultNamespace);
    this.feed.offer({ field: 'language', rank: 9 }, element.language ?? '');
    return 'feed';
  }

  #openInFeed(element: Element): Place {
    const vocabulary = this.#vocabularyOf(element);
    if (vocabulary === this.#format && element.local === 'channel') {
      this.feed.offer({ field: 'language', rank: 8 }, element.attributes.get('xml:lang') ?? '');
      return 'feed';
    }
    if (vocabulary !== this.#format || !ITEM_NAMES.has(element.local)) {
      return this.#openField(element, FEED_RULES, this.feed);
    }
    this.#item = new Fields(this.#url);
    this.#open = { item: element.name, part: element.name, depth: this.#places.length };
    if (element.attributes.size > 0) {
      this.#item.offer({ field: 'id', rank: 2 }, element.attributes.get('rdf:about') ?? '');
      this.#item.offer({ field: 'language', rank: 1 }, element.attributes.get('xml:lang') ?? '');
    }
    return 'item';
  }

  /** Media RSS has its elements in groups, and those of one file in it. */
  #openInItem(element: Element): Place {
    const isPart = this.#open !== null && this.#places.length === this.#open.depth + 1;
    if (isPart && this.#open !== null) this.#open.part = element.name;
    if (element.vocabulary === 'media') {
      if (element.local === 'group') return 'media';
      if (element.local === 'content') return this.#openMedia(element);
    }
    return this.#openField(element, ITEM_RULES, this.#item);
  }

  #openMedia({ attributes, base }: Element): Place {
    const url = attributes.get('url') ?? '';
    if (!isImage(attributes, url)) return 'media';
    this.#media = { url, base, source: 'media', width: pixels(attributes.get('width')), alt: '', credits: [] };
    this.#item.images.add(this.#media);
    return 'media';
  }

  #openField(element: Element, rules: Rules, fields: Fields): Place {
    const vocabulary = this.#vocabularyOf(element);
    const rule = ruleFor(rules, vocabulary, element.local);
    const media = this.#media;
    if (media !== null && vocabulary === 'media' && PICTURE_TEXTS.has(element.local)) {
      this.#field = readPictureText(element, media);
    } else if (rule) this.#field = readField(element, vocabulary, rule, fields);
    else return 'ignored';
    return 'field';
  }

  /** The root's namespace or default, known or not, and none at all mean the format itself. */
  #vocabularyOf({ vocabulary, namespace }: Element): string {
    const native = vocabulary === undefined || this.#namespaces.has(namespace);
    return native ? (this.#format ?? '') : (vocabulary ?? '');
  }
}
