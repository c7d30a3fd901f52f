/** Reads a feed's text as a stream of elements: entities decoded, namespaces, base and language in scope. */
import { decode as decodeEntities } from 'html-entities';
import { Parser } from 'htmlparser2';
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

/** Deeper than any feed, shallow enough to cost nothing: htmlparser2 shifts its whole stack for each element. */
const DEEPEST = 500;

/** Returns why it could not go on to the end. Document types are skipped, so no entity expands. */
export function tokenise(xml: string, base: string | null, reader: Reader): Failure | null {
  const scopes: Scope[] = [{ namespaces: new Map(), base, language: null }];
  let attributes = new Map<string, string>();
  let verbatim = false;
  let ended = false;
  let failure: Failure | null = null;
  const stop = (code: FailureCode, error: string) => {
    failure = failed(code, error);
    parser.pause();
  };
  const parser: Parser = new Parser(
    {
      onopentagname() {
        attributes = new Map();
      },
      onattribute(name, value) {
        if (!attributes.has(name)) attributes.set(name, decoded(value));
        if (attributes.size > MOST_ATTRIBUTES) {
          stop('TOO_LARGE', `An element of the document has more than ${MOST_ATTRIBUTES} attributes`);
        }
      },
      onopentag(name) {
        if (failure || reader.satisfied()) return;
        const outer = scopes.at(-1) as Scope;
        const scope = {
          namespaces: declaredOn(attributes, outer.namespaces),
          base: resolveUrl(attributes.get('xml:base'), outer.base) ?? outer.base,
          language: attributes.get('xml:lang') ?? outer.language,
        };
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
        if (failure || reader.satisfied()) return;
        reader.text(verbatim ? text : decoded(text));
      },
      onclosetag() {
        if (failure || reader.satisfied()) return;
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
  parser.write(xml);
  ended = true;
  parser.end();
  return failure;
}

/** Only entities with their semicolon: `?page=1&copy=2` is an address, not a copyright sign. */
const STRICT = { level: 'html5', scope: 'strict' } as const;

function decoded(text: string): string {
  return text.includes('&') ? decodeEntities(text, STRICT) : text;
}
