// Reads HTTP Link headers (RFC 8288, section 3).

export interface Link {
  href: string;
  /** In small letters: relation types are compared without regard to case. */
  rels: string[];
  /** The media type that the link is said to lead to. */
  type?: string;
  title?: string;
}

// A quoted string may hold commas and semicolons, and quotes after a backslash.
const LINK = /<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;
const PARAMETER = /;\s*([\w!#$&+.^`|~*-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*)))?/g;

/** More than any server sends; what follows is not read. */
const LONGEST = 16_384;

/** Links in the header's order, each with its address as written. What is no link is passed over. */
export function readLinks(header: string): Link[] {
  return [...header.slice(0, LONGEST).matchAll(LINK)].map(([, href = '', written = '']) => {
    const parameters = new Map<string, string>();
    for (const [, name = '', quoted, bare] of written.matchAll(PARAMETER)) {
      const key = name.toLowerCase();
      // RFC 8288 §3.3: of several, the first counts.
      if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '');
    }
    const [rel = '', type, title] = ['rel', 'type', 'title'].map((name) => parameters.get(name));
    const rels = rel
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    return { href, rels, ...(type !== undefined && { type }), ...(title !== undefined && { title }) };
  });
}
