// How deep texts nest, found without recursion: what parses, validates and coerces them recurses, and its stack is finite.
import { Lexer, Source, TokenKind } from 'graphql';
import { LIMITS } from './limits.js';

/** Whether objects and arrays of a JSON text nest deeper than so many levels. A text that is no JSON may go either way. */
export function isJsonDeeperThan(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case QUOTE:
        for (i++; i < text.length; i++) {
          const code = text.charCodeAt(i);
          if (code === BACKSLASH) i++;
          else if (code === QUOTE) break;
        }
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth++;
        if (depth > most) return true;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
        break;
    }
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const OPENING = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

export interface Extent {
  tokens: number;
  /** Levels of braces, brackets and parentheses. */
  nesting: number;
}

/** Stops once a limit is passed. Throws a GraphQLError where the text has no tokens. */
export function extentOf(text: string): Extent {
  const lexer = new Lexer(new Source(text));
  const extent: Extent = { tokens: 0, nesting: 0 };
  let depth = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    extent.tokens += 1;
    if (OPENING.has(token.kind)) depth += 1;
    else if (CLOSING.has(token.kind)) depth -= 1;
    extent.nesting = Math.max(extent.nesting, depth);
    if (extent.tokens > LIMITS.tokens || extent.nesting > LIMITS.nesting) break;
  }
  return extent;
}
