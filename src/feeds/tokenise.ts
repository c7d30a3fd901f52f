/** Reads a feed's text as a stream of elements: entities decoded, namespaces, base and language in scope. */
import { decode as decodeEntities } from 'html-entities';
import { Parser } from 'htmlparser2';
import { withoutXmlControls } from './control-characters.js';
import { declaredEntities } from './entities.js';
import { type Failure, type FailureCode, failed } from './failure.js';
import { MOST_ATTRIBUTES } from './limits.js';
import { declaredOn, type Namespaces, qualifiedName, type Vocabulary, vocabularyOf } from './namespaces.js';
import { resolveUrl } from './resolve-url.js';

export interface Element {
  /** As written, its prefix included. */
  name: string;
  local: string;
  /** Undefined when the element is in no namespace. */
  vocabulary: Vocabulary | undefined;
  /** The namespace URI: empty for none, null for a prefix that was never declared. */
  namespace: string | null;
  /** What an element without a prefix is in here. */
  defaultNamespace: string;
  /** As written, prefixes included. */
  attributes: ReadonlyMap<string, string>;
  /** Where relative links in this element lead by xml:base; null where none is in scope. */
  base: string | null;
  /** xml:lang in scope. */
  language: string | null;
}

export interface Reader {
  open(element: Element): void;
  text(text: string): void;
  /** `cutOff` says that the document ended before the element did. */
  close(cutOff: boolean): void;
  /** Asked after every event; nothing more is read once it answers true. */
  satisfied(): boolean;
  /** Asked when an element cannot be read to its end: what may be given up for the rest of the document to be read. */
  recover(): Recovery | null;
  /** Gives it up; `whole` says that the part was found to end, `reason` what was wrong with it. */
  resume(whole: boolean, reason: string): void;
}

/** An item of the document and the part of it that is too much: names as written, and how many elements are open around. */
export interface Recovery {
  item: string;
  part: string;
  depth: number;
}

interface Scope {
  namespaces: Namespaces;
  base: string | null;
  language: string | null;
}

/** Most elements have none. */
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function scopeOf(attributes: ReadonlyMap<string, string>, outer: Scope, url: string | null): Scope {
  return {
    namespaces: declaredOn(attributes, outer.namespaces),
    base: resolveUrl(attributes.get('xml:base'), outer.base ?? url) ?? outer.base,
    language: attributes.get('xml:lang') ?? outer.language,
  };
}

/** Deeper than any feed, shallow enough to cost nothing: htmlparser2 shifts its whole stack for each element. */
const DEEPEST = 500;
/** Items of one document that are cut short; looking for the end of each goes over the rest of the document. */
const MOST_RECOVERIES = 100;

/** HTML that publishers write into XML as it is: these never end, and nest nothing. */
const VOID = new Set(['br', 'hr', 'img', 'input', 'wbr'].flatMap((name) => [name, name.toUpperCase()]));

class FeedParser extends Parser {
  protected override isVoidElement(name: string): boolean {
    return name.length < 6 && VOID.has(name);
  }
}

export interface Tokenised {
  /** Why it could not go on to the end. */
  failure: Failure | null;
  /** How far the document was read, in characters. */
  readTo: number;
}

/** Of a document type only the plain entities of `declaredEntities` are read. `url` is the document's address. */
export function tokenise(xml: string, url: string | null, reader: Reader): Tokenised {
  const expand = declaredEntities(xml);
  const decoded =
    expand === null ? decodeText : (text: string) => (text.includes('&') ? decodeText(expand(text)) : text);
  const scopes: Scope[] = [{ namespaces: new Map(), base: null, language: null }];
  let attributes = NO_ATTRIBUTES;
  let verbatim = false;
  let ended = false;
  let failure: Failure | null = null;
  let excess: { code: FailureCode; what: string } | null = null;
  let recoveries = 0;
  /** While the parser is told what is open around the place where it goes on. */
  let isSilent = false;
  const isDone = () => isSilent || excess !== null || reader.satisfied();

  const createParser = (): Parser => {
    const stop = (code: FailureCode, what: string) => {
      excess ??= { code, what };
      parser.pause();
    };
    const parser: Parser = new FeedParser(
      {
        onopentagname() {
          attributes = NO_ATTRIBUTES;
        },
        onattribute(name, value) {
          const known = attributes === NO_ATTRIBUTES ? new Map<string, string>() : (attributes as Map<string, string>);
          if (!known.has(name)) known.set(name, decoded(value));
          attributes = known;
          if (attributes.size > MOST_ATTRIBUTES)
            stop('TOO_LARGE', `has an element of more than ${MOST_ATTRIBUTES} attributes`);
        },
        onopentag(name) {
          if (isSilent) return;
          if (isDone()) {
            readTo ??= reading?.position();
            return parser.pause();
          }
          const outer = scopes.at(-1) as Scope;
          const scope = attributes === NO_ATTRIBUTES ? outer : scopeOf(attributes, outer, url);
          scopes.push(scope);
          const qualified = qualifiedName(name);
          reader.open({
            name,
            local: qualified.local,
            vocabulary: vocabularyOf(qualified, scope.namespaces),
            namespace: scope.namespaces.get(qualified.prefix) ?? (qualified.prefix === '' ? '' : null),
            defaultNamespace: scope.namespaces.get('') ?? '',
            attributes,
            base: scope.base,
            language: scope.language,
          });
          if (scopes.length > DEEPEST) stop('TOO_DEEP', `is nested more than ${DEEPEST} elements deep`);
          if (reader.satisfied()) parser.pause();
        },
        ontext(text) {
          if (isDone()) return;
          reader.text(verbatim ? text : decoded(text));
        },
        onclosetag() {
          if (isDone()) return;
          scopes.pop();
          reader.close(ended);
        },
        oncdatastart() {
          verbatim = true;
        },
        oncdataend() {
          verbatim = false;
        },
      },
      // Entities are decoded here: in xmlMode htmlparser2 knows only XML's five, and feeds use HTML's.
      { xmlMode: true, decodeEntities: false },
    );
    return parser;
  };

  let from = 0;
  let around = '';
  let reading: AroundSections | undefined;
  let readTo: number | undefined;
  for (;;) {
    const parser = createParser();
    isSilent = true;
    parser.write(around);
    isSilent = false;
    reading = new AroundSections(xml, { from, written: around.length, parser }, (text) => {
      if (!isDone()) reader.text(text);
    });
    reading.read(isDone);
    // What ends here is cut off by the document's end, and not by what was too much of it.
    ended = true;
    readTo ??= reading.position();
    if (excess === null) {
      parser.end();
      return { failure, readTo };
    }
    const { code, what }: { code: FailureCode; what: string } = excess;
    const recovery = recoveries < MOST_RECOVERIES ? reader.recover() : null;
    if (recovery === null) {
      failure = failed(code, `The document ${what}`);
      return { failure, readTo };
    }
    recoveries++;
    const end = endOf(xml, readTo, recovery);
    reader.resume(end.isOfPart, `It ${what}`);
    scopes.length = end.isOfPart ? recovery.depth + 1 : recovery.depth;
    [excess, ended, verbatim, attributes, from] = [null, false, false, NO_ATTRIBUTES, end.at];
    readTo = undefined;
    around = end.isOfPart ? `<${recovery.item}>` : '';
  }
}

/** Where the part of an item ends that is too much, else the item. */
function endOf(xml: string, from: number, { item, part }: Recovery): { at: number; isOfPart: boolean } {
  const ofItem = endTag(xml, item, from);
  const ofPart = endTag(xml, part, from);
  return ofPart < ofItem ? { at: ofPart, isOfPart: true } : { at: ofItem, isOfPart: false };
}

/** The position behind an end tag; the document's end where there is none. */
function endTag(xml: string, name: string, from: number): number {
  for (let at = xml.indexOf(`</${name}`, from); at !== -1; at = xml.indexOf(`</${name}`, at + 1)) {
    const close = xml.indexOf('>', at);
    if (close === -1) break;
    if (xml.slice(at + 2 + name.length, close).trim() === '') return close + 1;
  }
  return xml.length;
}

const [SECTION, SECTION_END] = ['<![CDATA[', ']]>'];

/**
 * Gives the parser what stands between CDATA sections, and their text to `take`: most of a feed's text is in them, and
 * the parser looks at each of its characters.
 */
class AroundSections {
  readonly #xml: string;
  readonly #parser: Parser;
  readonly #take: (text: string) => void;
  #at: number;
  /** Characters before what the parser was given, and those that went past it. */
  #skipped: number;

  /** `written` is how much the parser was given before what stands at `from`. */
  constructor(
    xml: string,
    { from, written, parser }: { from: number; written: number; parser: Parser },
    take: (text: string) => void,
  ) {
    this.#xml = xml;
    this.#parser = parser;
    this.#take = take;
    this.#at = from;
    this.#skipped = from - written;
  }

  read(isDone: () => boolean): void {
    const xml = this.#xml;
    for (let start = xml.indexOf(SECTION, this.#at); start !== -1; start = xml.indexOf(SECTION, this.#at)) {
      if (start > this.#at) this.#parser.write(xml.slice(this.#at, start));
      this.#at = start;
      if (isDone()) return;
      // Else the parser has not given its last character away, as text or the end of a tag: a comment or a value is open.
      const isSection = this.#parser.endIndex === start - this.#skipped - 1;
      const end = isSection ? xml.indexOf(SECTION_END, start + SECTION.length) : -1;
      if (end === -1) break;
      this.#take(xml.slice(start + SECTION.length, end));
      this.#at = end + SECTION_END.length;
      this.#skipped += this.#at - start;
    }
    this.#parser.write(xml.slice(this.#at));
  }

  /** In the document, of the start of what the parser looked at last. */
  position(): number {
    return this.#skipped + this.#parser.startIndex;
  }
}

/** Only entities with their semicolon: `?page=1&copy=2` is an address, not a copyright sign. */
const STRICT = { level: 'html5', scope: 'strict' } as const;

/** Control characters also come as entities. */
function decodeText(text: string): string {
  return text.includes('&') ? withoutXmlControls(decodeEntities(text, STRICT)) : text;
}
