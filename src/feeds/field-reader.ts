/** Reads one element of a feed or an item into the field that its rule names. */
import { isDate, readUsualDate } from './date.js';
import type { Fields } from './fields.js';
import { type ImageCandidate, isImage, pixels } from './item-images.js';
import { Markup } from './markup.js';
import { PersonReader } from './person.js';
import { resolveRelative } from './resolve-url.js';
import { splitTags } from './tag-list.js';
import { type TextKind, textKindOf } from './text-kind.js';
import type { Element } from './tokenise.js';
import type { Field, Rule } from './vocabulary.js';

export interface FieldReader {
  open(element: Element): void;
  text(text: string): void;
  close(): void;
  /** Called once the element is complete. */
  finish(): void;
}

/** Below every element that is called a link. */
const PERMALINK: Rule = { field: 'link', rank: 8 };

/** `vocabulary` is the one the element counts as, which is the document's own where it declared none. */
export function readField(element: Element, vocabulary: string, rule: Rule, fields: Fields): FieldReader {
  if (rule.field === 'author') return new PersonReader((name) => fields.offer(rule, name));
  const plain = PLAIN_FIELDS.has(rule.field);
  return new MarkupReader(plain ? 'html' : textKindOf(element, vocabulary), element, rule, fields);
}

/** Of an element in a picture's own: what it shows and who is credited for it. */
export function readPictureText(element: Element, picture: ImageCandidate): FieldReader {
  const markup = new Markup('html', element);
  const finish = () => {
    const text = markup.source();
    if (element.local === 'description') picture.alt = text;
    else if (element.local === 'credit') {
      picture.credits.push({ role: element.attributes.get('role')?.trim() ?? '', name: text });
    }
  };
  return {
    open: (inner) => markup.open(inner),
    text: (text) => markup.text(text),
    close: () => markup.close(),
    finish,
  };
}

const PLAIN_FIELDS: ReadonlySet<Field> = new Set<Field>(['link', 'origin', 'date', 'language', 'image']);

class MarkupReader extends Markup implements FieldReader, Reading {
  readonly element: Element;
  readonly rule: Rule;
  readonly fields: Fields;

  constructor(kind: TextKind, element: Element, rule: Rule, fields: Fields) {
    super(kind, element);
    this.element = element;
    this.rule = rule;
    this.fields = fields;
  }

  finish(): void {
    finish(this);
  }
}

interface Reading {
  element: Element;
  rule: Rule;
  fields: Fields;
  source(): string;
}

function finish(reading: Reading): void {
  const { rule, fields } = reading;
  if (rule.field === 'link') finishLink(reading);
  else if (rule.field === 'id') finishId(reading);
  else if (rule.field === 'tag') finishTag(reading);
  else if (rule.field === 'enclosure') finishEnclosure(reading);
  else if (rule.field === 'image') finishImage(reading);
  else if (rule.field === 'credit') finishCredit(reading);
  else if (rule.field === 'date') finishDate(reading);
  else if (rule.field === 'origin') finishOrigin(reading);
  else {
    const { element } = reading;
    const language = element.attributes.size === 0 ? undefined : element.attributes.get('xml:lang');
    if (language) fields.offer({ field: 'language', rank: rule.field === 'title' ? 2 : 3 }, language);
    fields.offer(rule, reading.source(), element.base);
  }
}

/** As written, but of the usual forms: what a month's name means may hang on a language that is stated further on. */
function finishDate(reading: Reading): void {
  const text = reading.source();
  const date = readUsualDate(text) ?? (isDate(text) ? text : null);
  if (date !== null) reading.fields.offer(reading.rule, date);
}

/** Only a whole address: what is relative here would be relative to the service that it is not. */
function finishOrigin(reading: Reading): void {
  const address = reading.source();
  if (/^https?:\/\//i.test(address)) reading.fields.offer(reading.rule, address);
}

function finishImage(reading: Reading): void {
  const { element, fields } = reading;
  const { attributes, base, local } = element;
  const url = attributes.get('url') ?? attributes.get('href') ?? reading.source();
  const isThumbnail = local === 'thumbnail';
  fields.images.add({
    // RSS 2.0 has `url`, `title` and `link` in an image: the first one is meant.
    url: /https?:\/\/[^\s<>"]+/.exec(url)?.[0] ?? /^[^\s<>]+$/.exec(url.trim())?.[0] ?? '',
    base,
    source: isThumbnail ? 'thumbnail' : local === 'image' && attributes.has('href') ? 'podcast' : 'image',
    width: pixels(attributes.get('width')),
    alt: '',
    credits: [],
  });
}

function finishCredit(reading: Reading): void {
  const { element, fields } = reading;
  fields.images.credit({ role: element.attributes.get('role')?.trim() ?? '', name: reading.source() });
}

/** RFC 4287 §4.2.7.2: a relation is a name, or the same as an address of IANA's registry. */
const REGISTRY = /^https?:\/\/www\.iana\.org\/assignments\/(?:link-)?relations?\/(?:relation\/|#)?/;

/** RSS writes the address as text, Atom as `href` with a `rel`; each is found in the other. */
function finishLink(reading: Reading): void {
  const { element, rule, fields } = reading;
  const { attributes, base } = element;
  const address = fromBase(attributes.get('href') ?? reading.source(), base);
  const written = attributes.get('rel')?.trim().toLowerCase().replace(REGISTRY, '') || 'alternate';
  const relations = written.split(/\s+/);
  const type = attributes.get('type') ?? 'text/html';
  if (relations.includes('enclosure')) {
    fields.offer({ field: 'enclosure', rank: 1 }, address);
    addEnclosedImage(reading, address);
  }
  if (!relations.includes('alternate')) return;
  // The same article as JSON or as another feed is better than no link, but not what a person opens.
  const isPage = /html/i.test(type);
  fields.offer({ ...rule, rank: rule.rank + (isPage ? 0 : 1) }, address);
  const language = attributes.get('hreflang')?.trim().toLowerCase().replaceAll('_', '-');
  if (isPage && language && address !== '') fields.addAlternate({ language, address });
}

/** Where no xml:base is in scope, the feed's own base is known once all of it is read. */
function fromBase(reference: string, base: string | null): string {
  return base === null ? reference.trim() : resolveRelative(reference, base);
}

function addEnclosedImage({ element, fields }: Reading, url: string): void {
  const { attributes, base } = element;
  if (!isImage(attributes, url)) return;
  fields.images.add({ url, base, source: 'enclosure', width: pixels(attributes.get('width')), alt: '', credits: [] });
}

function finishId(reading: Reading): void {
  const { element, rule, fields } = reading;
  const id = reading.source();
  const isGuid = element.local === 'guid';
  fields.offer(rule, !isGuid && isRelativePath(id) ? resolveRelative(id, element.base ?? fields.url) : id);
  // RSS 2.0: a guid is a permalink unless it says otherwise.
  const isPermalink = element.attributes.get('isPermaLink') ?? element.attributes.get('ispermalink') ?? 'true';
  if (isGuid && isPermalink.trim().toLowerCase() !== 'false' && /^https?:\/\//i.test(id)) fields.offer(PERMALINK, id);
}

function isRelativePath(id: string): boolean {
  return id.includes('/') && !/^[a-z][a-z0-9+.-]*:/i.test(id);
}

function finishTag(reading: Reading): void {
  const { element, rule, fields } = reading;
  const written = element.attributes.get('label') || element.attributes.get('term') || reading.source();
  const tags = element.local === 'keywords' ? written.split(',') : isTaxonomy(element) ? [written] : splitTags(written);
  for (const tag of tags) fields.offer(rule, tag.trim());
}

/** An entry of a taxonomy is one, commas and all. */
function isTaxonomy({ attributes }: Element): boolean {
  return attributes.size > 0 && (attributes.has('domain') || attributes.has('scheme'));
}

function finishEnclosure(reading: Reading): void {
  const { element, rule, fields } = reading;
  const address = element.attributes.get('url') ?? element.attributes.get('href') ?? reading.source();
  fields.offer(rule, fromBase(address, element.base));
  addEnclosedImage(reading, fromBase(address, element.base));
}
