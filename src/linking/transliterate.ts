/**
 * Writes a Latin word as Ukrainian newspapers may: Nawrocki is Навроцький, Rutte is Рютте.
 * Letters that languages read differently give several spellings; one that nobody uses matches nothing.
 */

/** Latin letters → what they become, the likeliest first; longer runs come first. */
const SOUNDS: [latin: string, ...ukrainian: string[]][] = [
  ['skyi', 'ський'],
  ['sky', 'ський'],
  ['ski', 'ський'],
  ['cki', 'цький'],
  ['sch', 'ш'],
  ['sz', 'ш'],
  ['sh', 'ш'],
  ['cz', 'ч'],
  ['rz', 'рц', 'ж'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ch', 'х', 'ч'],
  ['ck', 'к'],
  ['th', 'т'],
  ['ph', 'ф'],
  ['qu', 'кв'],
  ['ou', 'оу', 'у'],
  ['ia', 'іа', 'ія', 'я'],
  ['ie', 'іє', 'є', 'е'],
  ['io', 'іо', 'іу'],
  ['st', 'ст', 'шт'],
  ['ts', 'ц'],
  ['eye', 'еє', 'айє', 'яє'],
  ['ey', 'ей', 'ай'],
  ['ea', 'еа', 'я'],
  ['oi', 'ой', 'оі'],
  ['ai', 'ай', 'аі'],
  ['ei', 'ей', 'еі', 'яй', 'ай'],
  ['iu', 'іу', 'ю'],
  ['yu', 'ю'],
  ['ya', 'я'],
  ['a', 'а'],
  ['b', 'б'],
  ['ca', 'ка'],
  ['ce', 'це', 'се'],
  ['ci', 'ці', 'сі'],
  ['c', 'к'],
  ['č', 'ч'],
  ['ç', 'ч'],
  ['ć', 'ч'],
  ['d', 'д'],
  ['e', 'е', 'є'],
  ['ė', 'е'],
  ['ē', 'е'],
  ['ę', 'ен'],
  ['f', 'ф'],
  ['g', 'г'],
  ['ğ', 'г'],
  ['h', 'г', 'х'],
  ['i', 'і', 'и'],
  ['j', 'й', 'ж'],
  ['k', 'к'],
  ['l', 'л'],
  ['ł', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['ó', 'у'],
  ['ö', 'е'],
  ['p', 'п'],
  ['q', 'к'],
  ['r', 'р'],
  ['s', 'с'],
  ['ș', 'ш'],
  ['ş', 'ш'],
  ['š', 'ш'],
  ['ś', 'с'],
  ['t', 'т'],
  ['ț', 'ц'],
  ['ţ', 'ц'],
  ['u', 'у', 'ю'],
  ['ü', 'ю'],
  ['v', 'в'],
  ['w', 'в'],
  ['x', 'кс'],
  ['y', 'и', 'і'],
  ['z', 'з', 'ц'],
  ['ž', 'ж'],
  ['ż', 'ж'],
];

type Sound = { readings: string[]; length: number };

/** A run of letters as it reads alone, before another consonant, and written twice at the end. */
type Letters = { latin: string; alone: Sound; softened: Sound; doubled: Sound };

const BY_FIRST = new Map<string, Letters[]>();
for (const [latin, ...readings] of [...SOUNDS].sort(([one], [other]) => other.length - one.length)) {
  const first = latin.charAt(0);
  const letters = {
    latin,
    alone: { readings, length: latin.length },
    softened: { readings: ['ль', ...readings], length: latin.length },
    doubled: { readings: readings.flatMap((reading) => [reading + reading, reading]), length: 2 },
  };
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), letters]);
}

// Five letters that can be read in two ways: the most that real names have.
const MOST_SPELLINGS = 32;

// Брекельманс, Вільнюс, Емманюель: an l before another consonant or at the end is soft in most names.
const SOFTENING = /[bcdfghkmnprstvwz]/;

/** @param word in small letters, accents kept where they are known; empty where a letter is unknown */
export function ukrainianSpellings(word: string): string[] {
  let spellings = [''];
  for (let at = 0; at < word.length; ) {
    const sound = soundAt(word, at);
    if (!sound) return [];
    spellings = spellings
      .flatMap((before) => sound.readings.map((reading) => before + reading))
      .slice(0, MOST_SPELLINGS);
    at += sound.length;
  }
  return spellings;
}

/** So many letters the spellings of one beginning have; case endings come after them. */
export const BEGINNING = 3;
// "sky" is the shortest ending of so many Latin letters that no case form of five Ukrainian letters loses its beginning.
const REST = 4;

/**
 * How the word's spellings can begin, in as many letters as `BEGINNING`; null where the word is too short to tell, and
 * empty where a letter is unknown.
 */
export function ukrainianBeginnings(word: string): string[] | null {
  let beginnings = [''];
  let at = 0;
  while (beginnings.some((beginning) => beginning.length < BEGINNING)) {
    if (at + REST >= word.length) return null;
    const sound = soundAt(word, at);
    if (!sound) return [];
    beginnings = beginnings.flatMap((before) => sound.readings.map((reading) => before + reading));
    at += sound.length;
  }
  if (at + REST > word.length) return null;
  return [...new Set(beginnings.map((beginning) => beginning.slice(0, BEGINNING)))];
}

/** Whether some spelling of the word begins so, as far as both go. */
export function canBegin(word: string, beginning: string, at = 0, done = 0): boolean {
  if (done >= beginning.length) return true;
  const sound = at < word.length ? soundAt(word, at) : null;
  if (!sound) return false;
  for (const reading of sound.readings) {
    const agree =
      done + reading.length <= beginning.length
        ? beginning.startsWith(reading, done)
        : reading.startsWith(beginning.slice(done));
    if (agree && canBegin(word, beginning, at + sound.length, done + reading.length)) return true;
  }
  return false;
}

function soundAt(word: string, at: number): Sound | null {
  const letters = lettersAt(word, at);
  if (!letters) return null;
  // "Rutte" keeps its two letters, "Rheinmetall" may lose one.
  if (letters.latin.length === 1 && at + 2 === word.length && word.charAt(at + 1) === letters.latin)
    return letters.doubled;
  const isSoft = letters.latin === 'l' && (at + 1 === word.length || SOFTENING.test(word.charAt(at + 1)));
  return isSoft ? letters.softened : letters.alone;
}

function lettersAt(word: string, at: number): Letters | undefined {
  const letter = word.charAt(at);
  const run = BY_FIRST.get(letter)?.find(({ latin }) => latin.length === 1 || word.startsWith(latin, at));
  if (run) return run;
  // A letter with an accent that is not in the table reads like the letter.
  const base = letter.normalize('NFD').charAt(0);
  return base === letter ? undefined : BY_FIRST.get(base)?.find(({ latin }) => latin === base);
}
