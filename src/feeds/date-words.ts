/** The words of a written date in the languages of Europe: months, weekdays and halves of the day, from Unicode's CLDR. */

/** As `Intl` names them; `de-AT` for Jänner. */
const LANGUAGES = (
  'en be bg bs ca cs cy da de de-AT el es et eu fi fo fr ga gl hr hu hy is it ka lb lt lv mk mt nb nl nn pl pt ro ru sk ' +
  'sl sq sr sr-Latn sv tr uk'
).split(' ');

/** What CLDR lacks: forms after a day, nominatives and abbreviations that are in use, a month each. */
const MORE_MONTHS: [language: string, months: string][] = [
  ['sr-Latn', 'januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra'],
  ['sr', 'јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра'],
  ['bs', 'januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra'],
  ['sl', 'januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra'],
  ['lv', 'janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī'],
  ['lv', 'janvāra februāra marta aprīļa maija jūnija jūlija augusta septembra oktobra novembra decembra'],
  [
    'el',
    'Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος',
  ],
  ['mk', 'јан фев март апр мај јун јул авг септ окт ноем дек'],
  ['bg', 'яну фев март апр май юни юли авг септ окт ноем дек'],
  ['cs', 'led úno bře dub kvě čen čec srp zář říj lis pro'],
  ['en', 'jan feb mar apr may jun jul aug sept oct nov dec'],
];

interface Reading {
  language: string;
  /** 1 to 12; absent where the word is no month in that language. */
  month?: number;
  /** 0 for Sunday; absent where the word is no weekday in that language. */
  weekday?: number;
  /** Whether the month's name is cut short where CLDR does not cut it. */
  isCut: boolean;
}

interface Vocabulary {
  readings: Map<string, Reading[]>;
  /** Halves of the day, with their dots: whether it is the second. */
  halves: Map<string, boolean>;
}

let vocabulary: Vocabulary | undefined;

/** Made when the first date is met that needs it, which takes some 100 ms: most feeds write RFC 822 or RFC 3339. */
function known(): Vocabulary {
  vocabulary ??= createVocabulary();
  return vocabulary;
}

const MONTH_FORMS: Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'short' },
  { month: 'long', day: 'numeric' },
  { month: 'short', day: 'numeric' },
  { month: 'long', year: 'numeric' },
  { month: 'long', day: 'numeric', year: 'numeric' },
];
const WEEKDAY_FORMS: Intl.DateTimeFormatOptions[] = [{ weekday: 'long' }, { weekday: 'short' }];
const SHORTEST_CUT = 3;

function createVocabulary(): Vocabulary {
  const readings = new Map<string, Reading[]>();
  const halves = new Map([
    ['am', false],
    ['pm', true],
  ]);
  for (const language of LANGUAGES) {
    const months = Array.from({ length: 12 }, () => new Set<string>());
    const weekdays = Array.from({ length: 7 }, () => new Set<string>());
    collect(months, { language, forms: MONTH_FORMS, type: 'month', at: (month) => Date.UTC(2026, month, 6) });
    // 1 February 2026 was a Sunday.
    collect(weekdays, { language, forms: WEEKDAY_FORMS, type: 'weekday', at: (day) => Date.UTC(2026, 1, 1 + day) });
    for (const [of, words] of MORE_MONTHS) {
      if (of === language) for (const [at, word] of words.split(' ').entries()) months[at]?.add(fold(word));
    }
    addReadings(readings, language, { months, weekdays });
    addHalves(halves, language);
  }
  return { readings, halves };
}

interface Collecting {
  language: string;
  forms: Intl.DateTimeFormatOptions[];
  type: 'month' | 'weekday';
  at(index: number): number;
}

function collect(words: Set<string>[], { language, forms, type, at }: Collecting): void {
  for (const form of forms) {
    const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { ...form, timeZone: 'UTC' });
    for (const [index, found] of words.entries()) {
      const name = format.formatToParts(at(index)).find((part) => part.type === type)?.value ?? '';
      for (const word of wordsOf(name, type)) found.add(word);
    }
  }
}

/** Catalan has "de gener", Irish "Meán Fómhair" for one month; Albanian "e martë" and Portuguese "terça-feira" for days. */
function wordsOf(name: string, type: 'month' | 'weekday'): string[] {
  const folded = fold(name.replace(/^(?:de |d[’'])/i, ''));
  const words = type === 'month' ? [folded.replaceAll(' ', '')] : folded.split(' ');
  return words.filter((word) => /^\p{L}[\p{L}-]+$/u.test(word));
}

function addReadings(
  readings: Map<string, Reading[]>,
  language: string,
  { months, weekdays }: { months: Set<string>[]; weekdays: Set<string>[] },
): void {
  const own = new Map<string, Reading>();
  const cuts = new Map<string, number>();
  for (const [index, words] of months.entries()) {
    for (const word of words) {
      own.set(word, { language, month: index + 1, isCut: false });
      for (let length = SHORTEST_CUT; length < word.length; length++) {
        const cut = word.slice(0, length);
        const other = cuts.get(cut);
        cuts.set(cut, other === undefined || other === index + 1 ? index + 1 : 0);
      }
    }
  }
  // What begins two months says neither.
  for (const [cut, month] of cuts) if (month > 0 && !own.has(cut)) own.set(cut, { language, month, isCut: true });
  for (const [weekday, words] of weekdays.entries()) {
    for (const word of words) own.set(word, { isCut: false, ...own.get(word), language, weekday });
  }
  for (const [word, reading] of own) {
    const others = readings.get(word);
    if (others === undefined) readings.set(word, [reading]);
    else others.push(reading);
  }
}

function addHalves(halves: Map<string, boolean>, language: string): void {
  const format = new Intl.DateTimeFormat(language, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
  for (const [hour, isSecond] of [
    [9, false],
    [21, true],
  ] as const) {
    const half = format.formatToParts(Date.UTC(2026, 1, 1, hour)).find(({ type }) => type === 'dayPeriod')?.value;
    if (half) halves.set(halfKey(half), isSecond);
  }
}

/** With its dots, which tell Hungarian "de." from Spanish "de"; of "p. m." and "P.M." nothing but the letters stays. */
function halfKey(written: string): string {
  const folded = fold(written, '.').replace(/\s/g, '');
  return /^[ap]\.?m\.?$/.test(folded) ? folded.replaceAll('.', '') : folded;
}

/** Whether the words are the second half of the day; undefined where they are no half of a day. */
export function isSecondHalf(written: string): boolean | undefined {
  return known().halves.get(halfKey(written));
}

/** Not decomposed by Unicode. */
const LETTERS = new Map(Object.entries({ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss' }));

/** Without case, accents and dots, but those of `kept`. */
function fold(word: string, kept = ''): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıłøđðþæœß]/g, (letter) => LETTERS.get(letter) ?? letter)
    .replace(/\./g, kept);
}

/** Whether any language has the word for a month or a weekday. */
export function isDateWord(word: string): boolean {
  return known().readings.has(fold(word));
}

/** Whether any language has the word for a month. */
export function isMonthWord(word: string): boolean {
  return (
    known()
      .readings.get(fold(word))
      ?.some(({ month }) => month !== undefined) ?? false
  );
}

export interface MonthChoice {
  /** 1 to 12 */
  month: number;
  /** The weekday that stands beside it in the same language; null where there is none. */
  weekday: number | null;
}

/**
 * The months that a date's words can mean. Full names and CLDR's abbreviations come before other ways to cut a name short;
 * in each, the preferred languages before all others, and then those that know most of the words: "listopada" is November
 * in Polish and October in Croatian, and "pt." beside it is Friday in Polish only.
 */
export function monthsOf(words: readonly string[], preferred: readonly string[]): MonthChoice[] {
  const folded = words.map((word) => fold(word));
  const byLanguage = new Map<string, (Reading | undefined)[]>();
  for (const [at, word] of folded.entries()) {
    for (const reading of known().readings.get(word) ?? []) {
      const row = byLanguage.get(reading.language) ?? new Array<Reading | undefined>(words.length).fill(undefined);
      row[at] = reading;
      byLanguage.set(reading.language, row);
    }
  }
  const choices = [...byLanguage].flatMap(([language, row]) => choicesOf(language, row));
  const wanted = new Set(preferred.map(primaryOf));
  const isPreferred = ({ language }: LanguageChoice) => wanted.has(primaryOf(language));
  for (const isCut of [false, true]) {
    const sure = choices.filter((choice) => choice.isCut === isCut);
    const own = sure.filter(isPreferred);
    const left = own.length > 0 ? own : sure;
    const most = Math.max(...left.map(({ explained }) => explained));
    if (left.length > 0) return left.filter(({ explained }) => explained === most);
  }
  return [];
}

interface LanguageChoice extends MonthChoice {
  language: string;
  isCut: boolean;
  explained: number;
}

/** One word is the month; another that could be it has to be a weekday, as "mar." is in French, Spanish and Italian. */
function choicesOf(language: string, row: readonly (Reading | undefined)[]): LanguageChoice[] {
  const choices = row.flatMap((reading, at): LanguageChoice[] => {
    if (reading?.month === undefined) return [];
    const others = row.filter((_, index) => index !== at);
    if (others.some((other) => other?.month !== undefined && other.weekday === undefined)) return [];
    const weekday = others.find((other) => other?.weekday !== undefined)?.weekday ?? null;
    const explained = 1 + others.filter((other) => other !== undefined).length;
    return [{ language, month: reading.month, weekday, isCut: reading.isCut, explained }];
  });
  // "gen" is cut short in one place and whole in another: the whole name is meant.
  return choices.some(({ isCut }) => !isCut) ? choices.filter(({ isCut }) => !isCut) : choices;
}

function primaryOf(language: string): string {
  const [primary = ''] = language.toLowerCase().split(/[-_]/);
  // Norwegian without its form.
  return primary === 'no' ? 'nb' : primary;
}
