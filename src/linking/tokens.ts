/** Cuts folded text into words: runs of letters, digits and marks. */
import { addToHash, EMPTY_HASH } from './hash.js';

export type Tokens = {
  /** where each word begins in the folded text */
  from: number[];
  /** where each word ends, exclusive */
  to: number[];
  /** what each word's letters make, as `hashOf` has it */
  hash: number[];
};

const WORD = /[\p{L}\p{N}\p{M}]/u;
const IS_WORD = new Uint8Array(0x10000);
for (let code = 0; code < 0x10000; code++) IS_WORD[code] = WORD.test(String.fromCharCode(code)) ? 1 : 0;

// Filled anew by each text, because an array that grows is made several times.
const from: number[] = [];
const to: number[] = [];
const hash: number[] = [];

export function tokenise(text: string): Tokens {
  let count = 0;
  let begun = -1;
  let letters = EMPTY_HASH;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const pair = code >= 0xd800 && code <= 0xdbff;
    const inWord = pair ? WORD.test(String.fromCodePoint(text.codePointAt(at) as number)) : IS_WORD[code] === 1;
    if (inWord) {
      if (begun < 0) {
        begun = at;
        letters = EMPTY_HASH;
      }
      letters = addToHash(letters, code);
    } else if (begun >= 0) {
      from[count] = begun;
      to[count] = at;
      hash[count++] = letters;
      begun = -1;
    }
    if (pair && at + 1 < text.length) {
      at++;
      if (inWord) letters = addToHash(letters, text.charCodeAt(at));
    }
  }
  if (begun >= 0) {
    from[count] = begun;
    to[count] = text.length;
    hash[count++] = letters;
  }
  return { from: from.slice(0, count), to: to.slice(0, count), hash: hash.slice(0, count) };
}

export function words(text: string): string[] {
  const { from, to } = tokenise(text);
  return from.map((start, index) => text.slice(start, to[index]));
}
