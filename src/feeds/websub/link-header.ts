// Reads HTTP Link headers (RFC 8288, section 3).

export interface Link {
  href: string;
  /** In small letters: relation types are compared without regard to case. */
  rels: string[];
}

// A quoted string may hold commas and semicolons, and quotes after a backslash.
const LINK = /<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;
const PARAMETER = /;\s*([\w!#$&+.^`|~*-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*)))?/g;

/** More than any server sends; what follows is not read. */
const LONGEST = 16_384;

/** Links in the header's order, each with its address as written. What is no link is passed over. */
export function readLinks(header: string): Link[] {
  return [...header.slice(0, LONGEST).matchAll(LINK)].map(([, href = '', parameters = '']) => {
    const rel = [...parameters.matchAll(PARAMETER)].find(([, name]) => name?.toLowerCase() === 'rel');
    const value = rel?.[2]?.replace(/\\(.)/g, '$1') ?? rel?.[3] ?? '';
    return {
      href,
      rels: value
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== ''),
    };
  });
}
