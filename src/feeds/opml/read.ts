// Reads the feeds that an OPML 2.0 file lists, each with the line where it stands, so that a mistake can be found.
import { Parser } from 'htmlparser2';

export interface Outline {
  /** Counted from 1. */
  line: number;
  /** Attributes by their names in small letters: readers write `xmlUrl`, `xmlurl` and `XMLURL`. */
  attributes: Record<string, string>;
  /** Names of the folders around it, the outermost first. */
  folders: string[];
}

/** htmlparser2 shifts its whole stack for each element, so depth has to be bounded; what is deeper is not read. */
const DEEPEST = 512;

/** Null where the text is no OPML. An outline with neither an address nor the type of a feed is a folder or a note. */
export function readOpml(text: string): Outline[] | null {
  const found: Outline[] = [];
  const folders: string[] = [];
  const lineAt = lineCounter(text);
  let isOpml = false;
  let depth = 0;
  const parser: Parser = new Parser(
    {
      onopentag(name, written) {
        depth += 1;
        if (depth > DEEPEST) return parser.pause();
        if (name === 'opml') isOpml = true;
        if (name !== 'outline') return;
        const attributes = Object.fromEntries(
          Object.entries(written).map(([key, value]) => [key.toLowerCase(), value.trim()]),
        );
        const { xmlurl = '', type = '', text: label = '', title = label } = attributes;
        if (xmlurl !== '' || /^(rss|atom|feed)$/i.test(type)) {
          found.push({
            line: lineAt(parser.startIndex),
            attributes,
            folders: folders.filter((folder) => folder !== ''),
          });
        }
        folders.push(title);
      },
      onclosetag(name) {
        depth -= 1;
        if (name === 'outline') folders.pop();
      },
    },
    { xmlMode: true, lowerCaseTags: true, decodeEntities: true },
  );
  parser.end(text);
  return isOpml ? found : null;
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
