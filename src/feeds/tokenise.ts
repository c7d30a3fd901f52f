/** Reads a feed's text as a stream of elements: entities decoded, namespaces, base and language in scope. */
import { decode as decodeEntities } from 'html-entities';
import { Parser } from 'htmlparser2';
import { withoutXmlControls } from './control-characters.js';
import { type Failure, type FailureCode, failed } from './failure.js';
import { MOST_ATTRIBUTES } from './limits.js';
import { declaredOn, type Namespaces, qualifiedName, type Vocabulary, vocabularyOf } from './namespaces.js';
import { resolveUrl } from './resolve-url.js';

export interface Element {
  local: string;
  /** Undefined when the element is in no namespace. */
  vocabulary: Vocabulary | undefined;
  /** The namespace URI: empty for none, null for a prefix that was never declared. */
  namespace: string | null;
  /** What an element without a prefix is in here. */
  defaultNamespace: string;
  /** As written, prefixes included. */
  attributes: ReadonlyMap<string, string>;
  /** Where relative links in this element lead (xml:base, else the document's address); null when unknown. */
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
}

interface Scope {
  namespaces: Namespaces;
  base: string | null;
  language: string | null;
}

/** Most elements have none. */
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function scopeOf(attributes: ReadonlyMap<string, string>, outer: Scope): Scope {
  return {
    namespaces: declaredOn(attributes, outer.namespaces),
    base: resolveUrl(attributes.get('xml:base'), outer.base) ?? outer.base,
    language: attributes.get('xml:lang') ?? outer.language,
  };
}

/** Deeper than any feed, shallow enough to cost nothing: htmlparser2 shifts its whole stack for each element. */
const DEEPEST = 500;

/** Returns why it could not go on to the end. Document types are skipped, so no entity expands. */
export function tokenise(xml: string, base: string | null, reader: Reader): Failure | null {
  const scopes: Scope[] = [{ namespaces: new Map(), base, language: null }];
  let attributes = NO_ATTRIBUTES;
  let verbatim = false;
  let ended = false;
  let failure: Failure | null = null;
  const isDone = () => failure !== null || reader.satisfied();
  const stop = (code: FailureCode, error: string) => {
    failure = failed(code, error);
    parser.pause();
  };
  const parser: Parser = new Parser(
    {
      onopentagname() {
        attributes = NO_ATTRIBUTES;
      },
      onattribute(name, value) {
        const known = attributes === NO_ATTRIBUTES ? new Map<string, string>() : (attributes as Map<string, string>);
        if (!known.has(name)) known.set(name, decoded(value));
        attributes = known;
        if (attributes.size > MOST_ATTRIBUTES) {
          stop('TOO_LARGE', `An element of the document has more than ${MOST_ATTRIBUTES} attributes`);
        }
      },
      onopentag(name) {
        if (isDone()) return;
        const outer = scopes.at(-1) as Scope;
        const scope = attributes === NO_ATTRIBUTES ? outer : scopeOf(attributes, outer);
        scopes.push(scope);
        const qualified = qualifiedName(name);
        reader.open({
          local: qualified.local,
          vocabulary: vocabularyOf(qualified, scope.namespaces),
          namespace: scope.namespaces.get(qualified.prefix) ?? (qualified.prefix === '' ? '' : null),
          defaultNamespace: scope.namespaces.get('') ?? '',
          attributes,
          base: scope.base,
          language: scope.language,
        });
        if (scopes.length > DEEPEST) stop('TOO_DEEP', `The document is nested more than ${DEEPEST} elements deep`);
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
  const at = readAroundSections(xml, parser, (text) => {
    if (!isDone()) reader.text(text);
  });
  parser.write(xml.slice(at));
  ended = true;
  parser.end();
  return failure;
}

const [SECTION, SECTION_END] = ['<![CDATA[', ']]>'];

/**
 * Gives the parser what stands between CDATA sections, and their text to `take`: most of a feed's text is in them, and
 * the parser looks at each of its characters. Returns how far it came, which is the start of something that may be none.
 */
function readAroundSections(xml: string, parser: Parser, take: (text: string) => void): number {
  let at = 0;
  let skipped = 0;
  for (let start = xml.indexOf(SECTION); start !== -1; start = xml.indexOf(SECTION, at)) {
    if (start > at) parser.write(xml.slice(at, start));
    at = start;
    // Else the parser has not given its last character away, as text or the end of a tag: a comment or a value is open.
    const isSection = parser.endIndex === start - skipped - 1;
    const end = isSection ? xml.indexOf(SECTION_END, start + SECTION.length) : -1;
    if (end === -1) break;
    take(xml.slice(start + SECTION.length, end));
    at = end + SECTION_END.length;
    skipped += at - start;
  }
  return at;
}

/** Only entities with their semicolon: `?page=1&copy=2` is an address, not a copyright sign. */
const STRICT = { level: 'html5', scope: 'strict' } as const;

/** Control characters also come as entities. */
function decoded(text: string): string {
  return text.includes('&') ? withoutXmlControls(decodeEntities(text, STRICT)) : text;
}
