/** Which vocabulary an element belongs to, by namespace URI and, where a feed declared none, by usual prefix. */

export type Vocabulary =
  | 'rss'
  | 'rdf'
  | 'atom'
  | 'dc'
  | 'dcterms'
  | 'content'
  | 'itunes'
  | 'media'
  | 'googleplay'
  | 'feedburner'
  | 'pheedo'
  | 'prism'
  | 'xhtml'
  | 'unknown';

// Keys are lower case without a closing slash or hash: feeds spell these URIs in every way.
const BY_URI = new Map<string, Vocabulary>([
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/ns', 'atom'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['http://purl.org/rss/1.0', 'rss'],
  ['http://my.netscape.com/rdf/simple/0.9', 'rss'],
  ['http://channel.netscape.com/rdf/simple/0.9', 'rss'],
  ['http://my.netscape.com/publish/formats/rss-0.91.dtd', 'rss'],
  ['http://backend.userland.com/rss', 'rss'],
  ['http://backend.userland.com/rss2', 'rss'],
  ['http://blogs.law.harvard.edu/tech/rss', 'rss'],
  ['http://purl.org/dc/elements/1.0', 'dc'],
  ['http://purl.org/dc/elements/1.1', 'dc'],
  ['http://purl.org/dc/terms', 'dcterms'],
  ['http://purl.org/rss/1.0/modules/content', 'content'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://www.google.com/schemas/play-podcasts/1.0', 'googleplay'],
  ['http://rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['http://www.pheedo.com/namespace/pheedo', 'pheedo'],
  ['http://prismstandard.org/namespaces/basic/2.0', 'prism'],
  ['http://prismstandard.org/namespaces/1.2/basic', 'prism'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
]);

const BY_PREFIX = new Map<string, Vocabulary>([
  ['atom', 'atom'],
  ['rdf', 'rdf'],
  ['dc', 'dc'],
  ['dcterms', 'dcterms'],
  ['content', 'content'],
  ['itunes', 'itunes'],
  ['media', 'media'],
  ['googleplay', 'googleplay'],
  ['feedburner', 'feedburner'],
  ['pheedo', 'pheedo'],
  ['prism', 'prism'],
  ['xhtml', 'xhtml'],
]);

/** Prefix to URI, the default namespace under the empty prefix. A Map, so that no prefix reaches a prototype. */
export type Namespaces = ReadonlyMap<string, string>;

// Each scope that declares one copies the rest, so their number has to stay small; feeds declare a dozen.
const MOST_PREFIXES = 50;

export interface QualifiedName {
  prefix: string;
  /** In lower case: feeds write `pubdate` and `RSS`. */
  local: string;
}

export function qualifiedName(name: string): QualifiedName {
  const colon = name.indexOf(':');
  return { prefix: name.slice(0, Math.max(colon, 0)), local: name.slice(colon + 1).toLowerCase() };
}

export function declaredOn(attributes: ReadonlyMap<string, string>, outer: Namespaces): Namespaces {
  let inner: Map<string, string> | undefined;
  for (const [name, value] of attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    inner ??= new Map(outer);
    if (inner.size < MOST_PREFIXES) inner.set(name.slice('xmlns:'.length), normalUri(value));
  }
  return inner ?? outer;
}

/** Undefined for a name in no namespace at all: it belongs to the format of the document. */
export function vocabularyOf({ prefix }: QualifiedName, namespaces: Namespaces): Vocabulary | undefined {
  const uri = namespaces.get(prefix);
  if (uri) return BY_URI.get(uri) ?? 'unknown';
  return prefix === '' ? undefined : (BY_PREFIX.get(prefix.toLowerCase()) ?? 'unknown');
}

function normalUri(uri: string): string {
  return uri.trim().toLowerCase().replace(/[/#]$/, '');
}
