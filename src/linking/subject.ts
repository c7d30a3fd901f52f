/** What an article's words say of its subject, read once however many of its names ask. */
import { copied } from './copied.js';
import { type Field, wordAt, wordCount } from './field.js';
import { isArmedAct, isElsewhereWord, isFieldWord, isOfficeWord, isTitle } from './words.js';

export type Subject = {
  /** words of the field, of offices and armed acts */
  words: { field: Field; index: number; isOffice: boolean }[];
  /** whether somebody's title is among the words */
  hasTitle: boolean;
  /** whether there are words of sports, animals, storms, cars */
  isElsewhere: boolean;
};

export function readSubject(fields: readonly Field[]): Subject {
  const subject: Subject = { words: [], hasTitle: false, isElsewhere: false };
  for (const field of fields) {
    for (let index = 0; index < wordCount(field); index++) {
      const says = senseOf(wordAt(field, index));
      if (says === 0) continue;
      if (says & (FIELD | OFFICE)) subject.words.push({ field, index, isOffice: (says & FIELD) === 0 });
      if (says & TITLE) subject.hasTitle = true;
      if (says & ELSEWHERE) subject.isElsewhere = true;
    }
  }
  return subject;
}

const FIELD = 1;
const OFFICE = 2;
const TITLE = 4;
const ELSEWHERE = 8;

// News uses few words and repeats them.
const MOST_SEEN = 20_000;
const seen = new Map<string, number>();

/** All at once: to look a word up costs more than to know what it says. */
function senseOf(word: string): number {
  const known = seen.get(word);
  if (known !== undefined) return known;
  if (seen.size === MOST_SEEN) seen.clear();
  const sense =
    (isFieldWord(word) ? FIELD : 0) |
    (isOfficeWord(word) || isArmedAct(word) ? OFFICE : 0) |
    (isTitle(word) ? TITLE : 0) |
    (isElsewhereWord(word) ? ELSEWHERE : 0);
  seen.set(copied(word), sense);
  return sense;
}
