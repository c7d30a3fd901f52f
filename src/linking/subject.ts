/** What an article's words say of its subject, read once however many of its names ask. */
import type { Field } from './field.js';
import type { Span } from './find.js';
import { type KnownWord, knownWords } from './known-words.js';
import { isArmedAct, isElsewhereWord, isFieldWord, isOfficeWord, isTitle } from './words.js';

/** Of words of one sort, the first and the last in each field that has some. */
type Ends = { field: Field; first: number; last: number }[];

export type Subject = {
  fieldWords: Ends;
  /** those of offices and armed acts that are none of the field */
  officeWords: Ends;
  /** whether somebody's title is among the words */
  hasTitle: boolean;
  /** whether there are words of sports, animals, storms, cars */
  isElsewhere: boolean;
};

export function readSubject(fields: readonly Field[]): Subject {
  const subject: Subject = { fieldWords: [], officeWords: [], hasTitle: false, isElsewhere: false };
  for (const field of fields) {
    const words = knownWords(field);
    for (let index = 0; index < words.length; index++) {
      const sense = senseOf(words[index] as KnownWord);
      if (sense === 0) continue;
      if (sense & FIELD) reach(index, field, subject.fieldWords);
      else if (sense & OFFICE) reach(index, field, subject.officeWords);
      if (sense & TITLE) subject.hasTitle = true;
      if (sense & ELSEWHERE) subject.isElsewhere = true;
    }
  }
  return subject;
}

function reach(index: number, field: Field, ends: Ends): void {
  const latest = ends.at(-1);
  if (latest?.field === field) latest.last = index;
  else ends.push({ field, first: index, last: index });
}

/** Whether one of the words is no part of the name. */
export function hasWordBeside(span: Span, words: Ends): boolean {
  for (const { field, first, last } of words) {
    if (field !== span.field || first < span.first || last > span.last) return true;
  }
  return false;
}

const FIELD = 1;
const OFFICE = 2;
const TITLE = 4;
const ELSEWHERE = 8;

/** All at once: to look a word up costs more than to know what it says. */
function senseOf(word: KnownWord): number {
  word.sense ??= readSense(word.text);
  return word.sense;
}

function readSense(word: string): number {
  return (
    (isFieldWord(word) ? FIELD : 0) |
    (isOfficeWord(word) || isArmedAct(word) ? OFFICE : 0) |
    (isTitle(word) ? TITLE : 0) |
    (isElsewhereWord(word) ? ELSEWHERE : 0)
  );
}
