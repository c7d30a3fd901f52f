/** Lexicons and articles of random words: linking must be as fast for names and texts that nobody has thought of. */
import type { Name } from '../src/linking/name.js';
import { pick, random } from './made-up.js';

type Script = { consonants: string; vowels: string; language: string };

const SCRIPTS: Script[] = [
  { consonants: 'bcdfghklmnprstvz', vowels: 'aeiou', language: 'en' },
  { consonants: 'бвгдзклмнпрстхшч', vowels: 'аеиоуія', language: 'uk' },
];

function word({ consonants, vowels }: Script): string {
  const syllables = 2 + Math.floor(random() * 3);
  return Array.from({ length: syllables }, () => pick([...consonants]) + pick([...vowels])).join('');
}

const vocabulary = (script: Script, size: number) => Array.from({ length: size }, () => word(script));
const capital = (written: string) => written.charAt(0).toUpperCase() + written.slice(1);

const nameWords = new Map(SCRIPTS.map((script) => [script.language, vocabulary(script, 20_000)]));
const textWords = SCRIPTS.flatMap((script) => vocabulary(script, 4000));

/** One to four words of few, so that many names begin alike; half of them Latin, half Cyrillic. */
export function randomNames(count: number): Name[] {
  return Array.from({ length: count }, (_, number) => {
    const { language } = pick(SCRIPTS);
    const length = 1 + Math.floor(random() * 4);
    const words = Array.from({ length }, () => capital(pick(nameWords.get(language) ?? [])));
    return {
      record: `record-${Math.floor(number / 3)}`,
      recordKind: pick(['ACTOR', 'ACTOR', 'SYSTEM', 'DEAL'] as const),
      text: words.join(' '),
      language,
      kind: pick(['NAME', 'NAME', 'SHORT'] as const),
      caseSensitive: false,
    };
  });
}

const LENGTH = 2000;

/** 2,000 characters that name so many of the names, evenly spread. */
export function randomArticle(names: Name[], mentions: number): { title: string; summary: string } {
  let summary = '';
  for (let named = 0; summary.length < LENGTH; ) {
    const isDue = named < mentions && summary.length >= (named * LENGTH) / mentions;
    if (isDue) named++;
    summary += `${isDue ? pick(names).text : pick(textWords)}${random() < 0.1 ? '.' : ''} `;
  }
  return { title: capital(summary.slice(0, 60)), summary: summary.slice(0, LENGTH) };
}
