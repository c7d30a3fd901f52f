/** What a text's words can be is found by hashes and filters; here it is compared with going through all names. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readField } from '../../src/linking/field.js';
import { isForm } from '../../src/linking/forms.js';
import { type Grammar, inflections, plurals } from '../../src/linking/inflect.js';
import { NameTree } from '../../src/linking/name-tree.js';
import { words } from '../../src/linking/tokens.js';
import { ukrainianSpellings } from '../../src/linking/transliterate.js';
import { WordForms } from '../../src/linking/word-forms.js';

type Known = { text: string; rules: number; isSpelled: boolean };

const EVERY_RULE = 63;
const GRAMMARS: Grammar[] = ['uk', 'ru', 'pl', 'ro', 'foreign-pl'];

const syllable = fc.constantFrom(...'ba ski na sky ro tu le ow cz ша ка ів ий но ль ра ді ія'.split(' '));
const known = fc.array(
  fc.record({
    text: fc.array(syllable, { minLength: 1, maxLength: 4 }).map((syllables) => syllables.join('')),
    rules: fc.integer({ min: 0, max: EVERY_RULE }),
    isSpelled: fc.boolean(),
  }),
  { minLength: 1, maxLength: 30 },
);

function spellings(word: string): string[] {
  return ukrainianSpellings(word).flatMap((spelling) => [spelling, ...inflections(spelling, 'uk')]);
}

/** Each word of the names, one of its forms, and words that look like them. */
function textOf(all: Known[]): string[] {
  const written = all.flatMap(({ text }, index) => {
    const forms = [...GRAMMARS.flatMap((grammar) => inflections(text, grammar)), ...plurals(text)];
    const spelled = spellings(text);
    return [text, forms[index % forms.length] ?? '', spelled[index % spelled.length] ?? '', `${text}а`, text.slice(1)];
  });
  return written.filter(Boolean).flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)]);
}

function expected(written: string, all: Known[]): string[] {
  const [word = ''] = words(written.toLowerCase());
  const isCapitalised = written.charAt(0) !== word.charAt(0);
  return all
    .filter(
      ({ text, rules, isSpelled }) =>
        text === word ||
        isForm(word, text, rules) ||
        (isSpelled && isCapitalised && /^[\u0400-\u052f]/u.test(word) && spellings(text).includes(word)),
    )
    .map(({ text }) => text);
}

test('a text of more words than there was room for leads to the words that it has', () => {
  const all = Array.from({ length: 3000 }, (_, number) => `ba${number}`);
  const forms = new WordForms(new NameTree());
  for (const text of all) forms.lemmaOf(text);
  const places = forms.find(readField('TITLE', all.join(' ')));
  expect(places.map((place) => forms.seen.word(place, 0))).toEqual(all.map((_, order) => order));
});

test('a word leads to all words of names that it is a form or a spelling of, and to no other', () => {
  fc.assert(
    fc.property(known, (drawn) => {
      const all = [...new Map(drawn.map((one) => [one.text, one])).values()];
      const forms = new WordForms(new NameTree());
      for (const { text, rules, isSpelled } of all) {
        const lemma = forms.lemmaOf(text);
        lemma.rules = rules;
        if (isSpelled) forms.spell(lemma, text);
      }
      const written = textOf(all);
      const field = readField('TITLE', written.join(' '));
      const places = forms.find(field);
      for (const [index, word] of written.entries()) {
        const place = places[index] as number;
        const found = Array.from({ length: forms.seen.count(place) }, (_, form) => forms.seen.word(place, form));
        expect([word, found.map((order) => all[order]?.text).sort()]).toEqual([word, expected(word, all).sort()]);
      }
    }),
    { numRuns: 200 },
  );
});
