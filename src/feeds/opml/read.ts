// Reads the outlines of an OPML file (1.0 and 2.0), each with the line where it stands, so that a mistake can be found.
import { decode as decodeEntities } from 'html-entities';
import { Parser } from 'htmlparser2';

export interface Outline {
  /** Counted from 1. */
  line: number;
  /** Attributes by their names in small letters: readers write `xmlUrl`, `xmlurl` and `XMLURL`. */
  attributes: Record<string, string>;
  /** Names of the folders around it, the outermost first. */
  folders: string[];
  /** Whether outlines stand in it. */
  isFolder: boolean;
  /** Whether it, or a folder around it, is marked as not in use (OPML 2.0, `isComment`). */
  isComment: boolean;
}

/** htmlparser2 shifts its whole stack for each element, so depth has to be bounded. */
const DEEPEST = 512;

/** In the file's order; or why the text is no OPML that can be read. */
export function readOpml(written: string): { outlines: Outline[] } | { error: string } {
  const text = withHtmlEntities(written);
  const outlines: Outline[] = [];
  const around: Outline[] = [];
  const lineAt = lineCounter(text);
  let isOpml = false;
  let tooDeepAt: number | null = null;
  let depth = 0;
  const parser: Parser = new Parser(
    {
      onopentag(name, given) {
        depth += 1;
        if (depth > DEEPEST) {
          tooDeepAt ??= lineAt(parser.startIndex);
          return parser.pause();
        }
        if (name === 'opml') isOpml = true;
        if (name !== 'outline') return;
        const attributes = Object.fromEntries(
          Object.entries(given).map(([key, value]) => [key.toLowerCase(), value.trim()]),
        );
        const parent = around.at(-1);
        if (parent !== undefined) parent.isFolder = true;
        const outline = {
          line: lineAt(parser.startIndex),
          attributes,
          folders: around.map(nameOf).filter((folder) => folder !== ''),
          isFolder: false,
          isComment: parent?.isComment === true || attributes.iscomment?.toLowerCase() === 'true',
        };
        outlines.push(outline);
        around.push(outline);
      },
      onclosetag(name) {
        depth -= 1;
        if (name === 'outline') around.pop();
      },
    },
    { xmlMode: true, lowerCaseTags: true, decodeEntities: true },
  );
  parser.end(text);
  if (tooDeepAt !== null) return { error: `is nested more than ${DEEPEST} elements deep in line ${tooDeepAt}` };
  return isOpml ? { outlines } : { error: 'is no OPML: it has no <opml> element' };
}

/** Of several that readers write, the one that they show. */
export function nameOf({ attributes: { title, text } }: Outline): string {
  return title || text || '';
}

/** XML has five named entities; files have HTML's too. What these stand for is written as a reference that XML has. */
function withHtmlEntities(text: string): string {
  return text.replace(/&(?!(?:amp|lt|gt|quot|apos);)[a-z][a-z0-9]{1,30};/gi, (entity) => {
    const character = decodeEntities(entity, { level: 'html5', scope: 'strict' });
    return character === entity ? entity : Array.from(character, (one) => `&#${one.codePointAt(0)};`).join('');
  });
}

/** Positions must rise: each line break is passed once. */
function lineCounter(text: string): (position: number) => number {
  let line = 1;
  let from = 0;
  return (position) => {
    for (;;) {
      const next = text.indexOf('\n', from);
      if (next === -1 || next >= position) return line;
      line += 1;
      from = next + 1;
    }
  };
}
