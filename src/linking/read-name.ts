/** A name as the lexicon reads it: folded and cut into words once. */
import { foldText } from './fold.js';
import type { Name } from './name.js';
import { words } from './tokens.js';

export type ReadName = {
  name: Name;
  folded: string;
  tokens: string[];
  /** the tokens with a space between them */
  phrase: string;
};

export function readName(name: Name): ReadName {
  const folded = foldText(name.text);
  const tokens = words(folded);
  return { name, folded, tokens, phrase: tokens.join(' ') };
}
