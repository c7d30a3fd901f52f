/** Reads one element of a feed or an item into the field that its rule names. */
import { readDate } from './date.js';
import type { Fields } from './fields.js';
import { Markup } from './markup.js';
import { PersonReader } from './person.js';
import { resolveRelative } from './resolve-url.js';
import { type TextKind, textKindOf } from './text-kind.js';
import type { Element } from './tokenise.js';
import type { Rule } from './vocabulary.js';

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
  const plain = rule.field === 'link' || rule.field === 'date';
  return new MarkupReader(plain ? 'html' : textKindOf(element, vocabulary), element, rule, fields);
}

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
  else if (rule.field === 'date') fields.offer(rule, readDate(reading.source()) ?? '');
  else fields.offer(rule, reading.source(), reading.element.base);
}

/** RSS writes the address as text, Atom as `href` with a `rel`; each is found in the other. */
function finishLink(reading: Reading): void {
  const { element, rule, fields } = reading;
  const address = resolveRelative(element.attributes.get('href') ?? reading.source(), element.base);
  const relation = element.attributes.get('rel')?.trim().toLowerCase() || 'alternate';
  const type = element.attributes.get('type') ?? 'text/html';
  if (relation === 'enclosure') fields.offer({ field: 'enclosure', rank: 1 }, address);
  // The same article as JSON or as another feed is better than no link, but not what a person opens.
  if (relation === 'alternate') fields.offer({ ...rule, rank: rule.rank + (/html/i.test(type) ? 0 : 1) }, address);
}

function finishId(reading: Reading): void {
  const { element, rule, fields } = reading;
  const id = reading.source();
  const isGuid = element.local === 'guid';
  fields.offer(rule, !isGuid && isRelativePath(id) ? resolveRelative(id, element.base) : id);
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
  const tags = element.local === 'keywords' ? written.split(',') : [written];
  for (const tag of tags) fields.offer(rule, tag.trim());
}

function finishEnclosure(reading: Reading): void {
  const { element, rule, fields } = reading;
  const address = element.attributes.get('url') ?? element.attributes.get('href') ?? reading.source();
  fields.offer(rule, resolveRelative(address, element.base));
}
