/**
 * Generates the case forms of names by language and ending, so that "Румунію" and "Tuskiem" are found.
 * Rules work on folded words and are wide on purpose: a form that no language has matches nothing.
 * A rule is left out where its form is another word: the genitive of Czechy is "Czech".
 */

export type Grammar = 'uk' | 'ru' | 'pl' | 'ro' | 'foreign-pl' | 'genitive';

/** ending of the base form → endings of the other forms; the first rule that fits is the only one used */
type Rules = [ending: string, forms: string][];

const UKRAINIAN: Rules = [
  ['ий', 'ого ому им ім их ими і'],
  ['ій', 'ія ію ієм ії'],
  ['ія', 'ії ію ією'],
  ['ея', 'еї ею еєю'],
  ['я', 'і ю ею єю'],
  ['га', 'ги зі гу гою ої'],
  ['ка', 'ки ці ку кою кої кій'],
  ['ха', 'хи сі ху хою'],
  ['ща', 'щі щу щею'],
  ['ча', 'чі чу чею'],
  ['ша', 'ші шу шею'],
  ['жа', 'жі жу жею'],
  ['а', 'и і у ою ої ій'],
  ['о', 'а у ом ові і'],
  ['и', 'ів ам ами ах'],
  ['е', 'ого ому им ім і их ими'],
  ['і', 'их им ими'],
  ['їв', 'єва єву єві євом'],
  ['ів', 'ова ову ові овом ева еву еві евом'],
  ['сь', 'сі ссю ся сю сем'],
  ['нь', 'ні нню ня ню нем ней ням нями'],
  ['ь', 'я ю ем єм еві і'],
  ['', 'а у ові ом ем еві і'],
];

const RUSSIAN: Rules = [
  ['ий', 'ого ому им ом'],
  ['ия', 'ии ию ией'],
  ['ея', 'еи ее ею еей'],
  ['ша', 'ши ше шу шей'],
  ['ка', 'ки ке ку кой'],
  ['га', 'ги ге гу гой'],
  ['а', 'ы е у ой'],
  ['ы', 'ов ам ами ах'],
  ['ль', 'ля лю лем ле'],
  ['ь', 'и ью'],
  ['', 'а у ом е'],
];

const POLISH: Rules = [
  ['niemcy', 'niemiec niemcom niemcami niemczech'],
  ['wlochy', 'wloch wlochom wlochami wloszech'],
  ['wegry', 'wegier wegrom wegrami wegrzech'],
  ['niderlandy', 'niderlandow niderlandom niderlandami niderlandach'],
  ['czechy', 'czechom czechami czechach'],
  ['stany', 'stanow stanom stanami stanach'],
  ['zjednoczone', 'zjednoczonych zjednoczonym zjednoczonymi'],
  ['ki', 'kiego kiemu kim'],
  ['ska', 'ski sce ske sko skiej'],
  ['ka', 'ki ce ke ko kiej'],
  ['ga', 'gi dze ge go'],
  ['la', 'li le lo'],
  ['ia', 'ii ie io'],
  ['ja', 'ji je jo'],
  ['ea', 'ei ee'],
  ['ta', 'ty cie te'],
  ['da', 'dy dzie de'],
  ['ra', 'ry rze re'],
  ['a', 'y ie e o ej'],
  ['o', 'a u em ie'],
  ['y', 'ego emu ym'],
  ['i', ''],
  ['e', 'ego emu em'],
  ['u', ''],
  ['ow', 'owa owowi owem owie'],
  ['rus', 'rusi rusia'],
  ['szt', 'sztu sztowi sztem szcie'],
  ['k', 'ka kowi kiem ku'],
  ['g', 'ga gowi giem gu'],
  ['', 'a owi em u ie'],
];

/** Polish declines the foreign names that end like Polish ones: Tuska, Macronowi, Zelenskym. */
const FOREIGN_IN_POLISH: Rules = [
  ['ski', 'skiego skiemu skim'],
  ['sky', 'skiego skiemu skim'],
  ['skyi', 'skiego skiemu skim'],
  ['cki', 'ckiego ckiemu ckim'],
  ['a', ''],
  ['e', 'ego emu em'],
  ['i', 'iego iemu im'],
  ['o', ''],
  ['u', ''],
  ['y', 'ego emu ym'],
  ['k', 'ka kowi kiem'],
  ['g', 'ga gowi giem'],
  ['', 'a owi em'],
];

const ROMANIAN: Rules = [
  ['ica', 'icii'],
  ['ca', 'cei'],
  ['ia', 'iei'],
  ['eana', 'ene enei'],
  ['ea', 'ei ii'],
  ['a', 'ei e ii'],
  ['ul', 'ului'],
  ['ele', 'elor'],
  ['ile', 'ilor'],
  ['sti', 'stiul stiului'],
  ['e', ''],
  ['i', ''],
  ['o', ''],
  ['u', 'ul ului'],
  ['', 'ul ului'],
];

/** German, Dutch and the languages of Scandinavia: Polens, Sveriges. */
const GENITIVE: Rules = [
  ['s', ''],
  ['', 's'],
];

const RULES: Record<Grammar, Rules> = {
  uk: UKRAINIAN,
  ru: RUSSIAN,
  pl: POLISH,
  ro: ROMANIAN,
  'foreign-pl': FOREIGN_IN_POLISH,
  genitive: GENITIVE,
};

// Shorter words are prepositions, initials and particles: "de", "G.", "of".
const SHORTEST_INFLECTED = 3;
const LETTERS_ONLY = /^\p{L}+$/u;

/** The other forms of a folded word; empty where no rule is safe. */
export function inflections(word: string, grammar: Grammar): string[] {
  if (word.length < SHORTEST_INFLECTED || !LETTERS_ONLY.test(word)) return [];
  const rule = RULES[grammar].find(([ending]) => word.endsWith(ending));
  if (!rule?.[1]) return [];
  const [ending, forms] = rule;
  const stem = word.slice(0, word.length - ending.length);
  return forms.split(' ').map((form) => stem + form);
}

const FORMS = new Map(
  Object.entries(RULES).map(([grammar, rules]) => [grammar, new Set(rules.flatMap(([, forms]) => forms.split(' ')))]),
);
const LONGEST_FORM = Math.max(...[...FORMS.values()].flatMap((forms) => [...forms].map(({ length }) => length)));

/** How many letters at the end of a folded word can belong to its case at the most. */
export function longestForm(word: string, grammar: Grammar): number {
  const forms = FORMS.get(grammar);
  let letters = Math.min(LONGEST_FORM, word.length);
  while (letters > 0 && !forms?.has(word.slice(word.length - letters))) letters--;
  return letters;
}

const LATIN_PLURALS = ['y', 'ow', 'om', 'ami', 'ach'];
const CYRILLIC_PLURALS = ['и', 'ів', 'ам', 'ами', 'ах'];

// F-35A, MiG-31K, Су-30СМ: what is written after a type's number.
const VARIANTS = 'a b c d e f i k m v am bm sm sm2 mk а б в д к м бм см'.split(' ');

/** What plurals and variants end in after the whole base. */
export const PLURAL_ENDINGS = ['s', ...LATIN_PLURALS, ...CYRILLIC_PLURALS, ...VARIANTS];

/**
 * The rules read backwards: what a form ends in → what its base can end in. Each shorter ending of an ending is there
 * too, so that who reads a word from its end knows where to stop.
 * @param whole endings that come after the whole base
 */
export function endingsBefore(whole: readonly string[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  const add = (formEnding: string, baseEnding: string) => {
    for (let from = formEnding.length - 1; from > 0; from--) {
      const shorter = formEnding.slice(from);
      if (!found.has(shorter)) found.set(shorter, new Set());
    }
    const bases = found.get(formEnding) ?? new Set();
    found.set(formEnding, bases.add(baseEnding));
  };
  for (const rules of Object.values(RULES)) {
    for (const [ending, forms] of rules) for (const form of forms.split(' ').filter(Boolean)) add(form, ending);
  }
  for (const ending of whole) add(ending, '');
  return new Map([...found].map(([ending, bases]) => [ending, [...bases]]));
}

/** Plurals and variants of a weapon's folded name: Patriots, F-16s, F-35A, шахедів, patriotów. */
export function plurals(word: string): string[] {
  if (/^\p{sc=Cyrillic}{3,}$/u.test(word)) {
    return /[аеєиіїоуюяьй]$/u.test(word) ? [] : CYRILLIC_PLURALS.map((ending) => word + ending);
  }
  if (/^[a-z]{3,}$/.test(word)) {
    const polish = /[aeiouy]$/.test(word) ? [] : LATIN_PLURALS.map((ending) => word + ending);
    return [`${word}s`, ...polish];
  }
  return /^[a-z0-9]*[0-9]$/.test(word) ? ['s', ...VARIANTS].map((ending) => word + ending) : [];
}
