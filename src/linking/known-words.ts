/** What the words of news say by themselves, whatever the record: looked up once an article, however often it is asked. */
import { copied } from './copied.js';
import { type Concept, conceptsOf } from './event-words.js';
import type { Field } from './field.js';
import { hash32 } from './hash.js';
import { soundOf } from './name-sound.js';
import { WordTable } from './word-table.js';

export interface KnownWord {
  /** folded */
  text: string;
  hash: number;
  /** what it can be about, in no language */
  concepts: readonly Concept[];
  /** a hash that its forms share; null for grammar and figures */
  stem: number | null;
  /** a hash of how it sounds as a name; null where too little is left to tell names apart */
  sound: number | null;
  /** what it says of an article's subject, once somebody asks */
  sense: number | null;
}

// News uses few words and repeats them.
const MOST_KNOWN = 50_000;
let known = new WordTable<KnownWord>();

/** In the field's order. */
export function knownWords(field: Field): readonly KnownWord[] {
  if (field.known !== null) return field.known;
  const words = new Array<KnownWord>(field.tokens.from.length);
  for (let index = 0; index < words.length; index++) words[index] = knownWord(field, index);
  field.known = words;
  return words;
}

function knownWord({ folded: { text }, tokens }: Field, index: number): KnownWord {
  const [from, to, hash] = [tokens.from[index] as number, tokens.to[index] as number, tokens.hash[index] as number];
  const found = known.find(hash, text, from, to);
  if (found !== undefined) return found;
  if (known.size === MOST_KNOWN) known = new WordTable();
  const word = readWord(copied(text.slice(from, to)));
  known.add(hash, word);
  return word;
}

function readWord(text: string): KnownWord {
  const sound = soundOf(text);
  return {
    text,
    hash: hash32(text),
    concepts: conceptsOf(text),
    stem: stemOf(text),
    sound: sound === null ? null : hash32(sound),
    sense: null,
  };
}

const SHORTEST_STEM = 4;
const STEM = 6;

/** Three letters and fewer are grammar. */
function stemOf(word: string): number | null {
  return word.length >= SHORTEST_STEM && /^\p{L}+$/u.test(word) ? hash32(word.slice(0, STEM)) : null;
}
