/** Reads an HTML fragment of any quality, in time that grows with its length only. */
import { Parser } from 'htmlparser2';

export interface HtmlVisitor {
  open?(name: string): void;
  close?(name: string): void;
  text?(text: string): void;
  /** The attribute, its quotes included, is the fragment's slice from `start` to `end`. */
  attribute?(name: string, value: string, start: number, end: number): void;
  /** Asked after each text; nothing more is read once it answers true. */
  satisfied?(): boolean;
}

// htmlparser2 shifts its whole stack for each element, so depth has to be bounded; browsers stop at 512 too.
export const DEEPEST = 512;

/** Returns false when the fragment is nested too deep; the visitor has then seen its beginning. */
export function walkHtml(html: string, visitor: HtmlVisitor): boolean {
  let depth = 0;
  const parser: Parser = new Parser(
    {
      onopentagname(name) {
        depth++;
        visitor.open?.(name);
        if (depth > DEEPEST) parser.pause();
      },
      onclosetag(name) {
        depth--;
        visitor.close?.(name);
      },
      ontext(text) {
        visitor.text?.(text);
        if (visitor.satisfied?.()) parser.pause();
      },
      onattribute(name, value) {
        visitor.attribute?.(name, value, parser.startIndex, parser.endIndex);
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  const complete = depth <= DEEPEST;
  parser.end();
  return complete;
}
