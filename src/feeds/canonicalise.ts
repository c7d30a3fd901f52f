/** Turns any RSS, RDF or Atom text, however broken, into plain RSS 2. */
import { type Beside, emitRss, lengthOf } from './emit.js';
import { type Failure, failed } from './failure.js';
import { type FieldReader, readField } from './field-reader.js';
import { Fields } from './fields.js';
import { MOST_CHARACTERS, MOST_ITEMS } from './limits.js';
import { notAFeed } from './not-a-feed.js';
import { type Element, type Reader, tokenise } from './tokenise.js';
import { FEED_RULES, ITEM_RULES, type Rules } from './vocabulary.js';

export type Canonical = { kind: 'canonical'; rss: string; beside: Beside[] } | Failure;

const FORMATS = new Map([
  ['rss', 'rss'],
  ['rdf', 'rss'],
  ['feed', 'atom'],
]);
const ITEM_NAMES = new Set(['item', 'entry']);

export function canonicalise(xml: string, base: string | null): Canonical {
  const document = new DocumentReader();
  const failure = tokenise(xml, base, document);
  if (failure) return failure;
  if (!document.isFeed) return notAFeed(xml, document.firstElement);
  const emitted = emitRss(document.feed, document.items);
  if (lengthOf(emitted) > MOST_CHARACTERS) {
    return failed('TOO_LARGE', 'The document has more text than any feed sends at once');
  }
  return { kind: 'canonical', rss: emitted.parts.join(''), beside: emitted.beside };
}

/** Where the reader stands: one place for every open element. */
type Place = 'outside' | 'feed' | 'item' | 'field' | 'ignored';

class DocumentReader implements Reader {
  readonly feed = new Fields();
  readonly items: Fields[] = [];
  firstElement: string | null = null;
  #format: string | undefined;
  readonly #namespaces = new Set<string | null>();
  readonly #places: Place[] = ['outside'];
  #field: FieldReader | undefined;
  #item = new Fields();

  get isFeed(): boolean {
    return this.#format !== undefined;
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
    else if (place === 'item') this.#places.push(this.#openField(element, ITEM_RULES, this.#item));
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
    } else if (place === 'item' && !cutOff) {
      // An item that the end of the document cut off may have half a link; it comes whole the next time.
      this.items.push(this.#item);
    }
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
    if (vocabulary === this.#format && element.local === 'channel') return 'feed';
    if (vocabulary !== this.#format || !ITEM_NAMES.has(element.local)) {
      return this.#openField(element, FEED_RULES, this.feed);
    }
    this.#item = new Fields();
    this.#item.offer({ field: 'id', rank: 2 }, element.attributes.get('rdf:about') ?? '');
    return 'item';
  }

  #openField(element: Element, rules: Rules, fields: Fields): Place {
    const vocabulary = this.#vocabularyOf(element);
    const rule = rules.get(vocabulary)?.get(element.local);
    if (!rule) return 'ignored';
    this.#field = readField(element, vocabulary, rule, fields);
    return 'field';
  }

  /** The root's namespace or default, known or not, and none at all mean the format itself. */
  #vocabularyOf({ vocabulary, namespace }: Element): string {
    const native = vocabulary === undefined || this.#namespaces.has(namespace);
    return native ? (this.#format ?? '') : (vocabulary ?? '');
  }
}
