/** Ukrainian names as Polish and Romanian newspapers write them: Шмигаль is Szmyhal and Șmîhal. */

type Table = Record<string, string>;

const CONSONANT = /[бвгґджзйклмнпрстфхцчшщ]/u;
const SOFT = 'яюєї';

// Folding takes the accents away again, so that ł and l, ț and t are one.
const POLISH: Table = table(
  'а a б b в w г h ґ g д d е e ж ż з z и y і i й j к k л ł м m н n о o п p р r с s т t у u ф f х ch ц c ч cz ш sz щ szcz',
);
const ROMANIAN: Table = table(
  'а a б b в v г h ґ g д d е e ж j з z и i і i й i к k л l м m н n о o п p р r с s т t у u ф f х h ц ț ч ci ш ș щ șci',
);

const POLISH_ENDINGS: [RegExp, string][] = [
  [/ський$/u, 'ski'],
  [/цький$/u, 'cki'],
  [/ий$/u, 'y'],
];
const ROMANIAN_ENDINGS: [RegExp, string][] = [
  [/ський$/u, 'ski'],
  [/цький$/u, 'țki'],
  [/ій$/u, 'ii'],
  [/ий$/u, 'i'],
];

/** @param name words in Ukrainian, each with a capital */
export function inPolish(name: string): string {
  return eachWord(name, (word) => transcribed(word, POLISH, POLISH_ENDINGS, 'j'));
}

/** The likelier first: Г is H, and G where the name came by way of Russian. */
export function inRomanian(name: string): string[] {
  const written = eachWord(name, (word) => transcribed(word, ROMANIAN, ROMANIAN_ENDINGS, 'i'));
  const other = eachWord(name, (word) => transcribed(word, { ...ROMANIAN, г: 'g' }, ROMANIAN_ENDINGS, 'i'));
  return written === other ? [written] : [written, other];
}

function transcribed(word: string, letters: Table, endings: [RegExp, string][], iota: string): string {
  const small = word.toLowerCase();
  const [pattern, ending] = endings.find(([known]) => known.test(small)) ?? [/$/u, ''];
  const stem = small.replace(pattern, '');
  let written = '';
  for (let at = 0; at < stem.length; at++) {
    const letter = stem.charAt(at);
    const soft = SOFT.indexOf(letter);
    if (soft >= 0) {
      const vowel = 'auei'.charAt(soft);
      const afterConsonant = CONSONANT.test(stem.charAt(at - 1));
      written += letter === 'ї' ? `${iota}i` : (afterConsonant ? 'i' : iota) + vowel;
    } else written += letters[letter] ?? '';
  }
  return written.replace(/([aeiou])ii$/u, '$1i') + ending;
}

function eachWord(name: string, write: (word: string) => string): string {
  return name.replace(/[\p{L}'’]+/gu, (word) => {
    const written = write(word);
    return written.charAt(0).toUpperCase() + written.slice(1);
  });
}

function table(pairs: string): Table {
  const letters = pairs.split(' ');
  return Object.fromEntries(
    letters.flatMap((letter, at) => (at % 2 === 0 ? [[letter, letters[at + 1] as string]] : [])),
  );
}
