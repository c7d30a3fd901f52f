// Writes text in Latin letters without accents, as the text's own language does.
import anyAscii from 'any-ascii';

interface Table {
  /** Small letters, and what they become. */
  letters: Record<string, string>;
  /** What they become at the start of a word, and after these letters. */
  initial?: Record<string, string>;
  after?: string;
  /** Runs of letters and endings of words that are written otherwise. */
  runs?: [RegExp, string][];
}

/** Pairs of a letter and what it becomes; a letter alone becomes nothing. */
function table(pairs: string): Record<string, string> {
  return Object.fromEntries(pairs.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]));
}

const VOWELS = 'аеёиоуыэюя';

/** Shared by all Cyrillic alphabets below, which say only what they write otherwise. */
const CYRILLIC =
  'аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ' +
  'іi їyi єye ґg ўw ѓgj ќkj ѕdz јj љlj њnj ћc ђdj џdz ѐe ѝi';

const TABLES: Record<string, Table> = {
  /** Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010. */
  uk: {
    letters: table(`${CYRILLIC} гh ґg єie иy йi їi хkh щshch юiu яia`),
    initial: table('єye йy їyi юyu яya'),
    runs: [[/зг/g, 'zgh']],
  },
  /** BGN/PCGN 1947, without its marks for ъ and ь. */
  ru: { letters: table(CYRILLIC), initial: table('еye ёyo'), after: `${VOWELS}йъь` },
  /** Bulgaria's Transliteration Act of 2009. */
  bg: { letters: table(`${CYRILLIC} хh щsht ъa ьy`), runs: [[/ия(?![а-я])/g, 'ia']] },
  /** BGN/PCGN 1979 without its marks for ь; е after a consonant is e, as in Belarus. */
  be: { letters: table(`${CYRILLIC} гh ґg ўw`), initial: table('еye ёyo'), after: `${VOWELS}іўь` },
  /** Gaj's alphabet, without its accents. */
  sr: { letters: table(`${CYRILLIC} жz хh цc чc шs ћc ђdj џdz`) },
  /** Law on the Macedonian language: the digraphs of passports. */
  mk: { letters: table(`${CYRILLIC} хh цc џdj`) },
  /** ISO 843, type 2 (ELOT 743), without accents. */
  el: {
    letters: table('αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo'),
    runs: [
      [/γγ/g, 'ng'],
      [/γξ/g, 'nx'],
      [/γχ/g, 'nch'],
      [/ου/g, 'ou'],
      [/(?<![α-ω])μπ|μπ(?![α-ω])/g, 'b'],
      [/([αεη])υ(?=[αεηιοωυβγδζλμνρ])/g, '$1v'],
      [/([αεη])υ/g, '$1f'],
    ],
  },
  de: { letters: table('äae öoe üue ßss') },
  da: { letters: table('æae øoe åaa') },
};
const SAME: Record<string, string> = { nb: 'da', nn: 'da', no: 'da', sh: 'sr', bs: 'sr', cnr: 'sr' };

/** Letters that only one alphabet has, the surest first. */
const MARKS: [RegExp, string][] = [
  [/ў/, 'be'],
  [/[їєґ]/, 'uk'],
  [/[ђћ]/, 'sr'],
  [/[ѓќѕ]/, 'mk'],
  [/[ыэё]/, 'ru'],
  [/[јљњџ]/, 'sr'],
  [/і/, 'uk'],
  // Щ and ъ without ы: Bulgarian. Endings that Ukrainian does not have: Russian.
  [/ъ(?![еёюя])/, 'bg'],
  [/(?:ости|ия|ой|ов|ъ[еёюя][а-я]*)(?![а-я])/, 'ru'],
];
const CYRILLIC_TABLES = new Set(['uk', 'ru', 'bg', 'be', 'sr', 'mk']);

/**
 * Letters of other scripts as `any-ascii` writes them. Where the language is unknown, or is not written in the text's
 * letters, the letters tell; Cyrillic that could be several languages is read as Ukrainian.
 *
 * @param language a BCP 47 tag; null where it is unknown
 */
export function romanise(text: string, language: string | null): string {
  // ё and й stay what they are, and Greek loses its accents.
  const small = text.normalize('NFC').toLowerCase();
  const greek = small.replace(/\p{Script=Greek}+/gu, (word) => written(unaccented(word), TABLES.el));
  const given = language?.split('-', 1)[0]?.toLowerCase() ?? '';
  const known = SAME[given] ?? given;
  const cyrillic = CYRILLIC_TABLES.has(known) ? known : (MARKS.find(([mark]) => mark.test(greek))?.[1] ?? 'uk');
  // An apostrophe between Cyrillic letters is not conveyed.
  const plain = greek.replace(/(?<=\p{Script=Cyrillic})['’ʼ`](?=\p{Script=Cyrillic})/gu, '');
  const latin = plain.replace(/\p{Script=Cyrillic}+/gu, (word) => written(word, TABLES[cyrillic]));
  const own = known === 'de' || known === 'da' ? written(latin, TABLES[known]) : latin;
  return anyAscii(own);
}

/** Letters that the table lacks stay. */
function written(word: string, of: Table | undefined): string {
  if (of === undefined) return word;
  const { letters, initial = {}, after = '', runs = [] } = of;
  const prepared = runs.reduce((rest, [run, into]) => rest.replace(run, into), word);
  let latin = '';
  for (let at = 0; at < prepared.length; at++) {
    const letter = prepared.charAt(at);
    const isInitial = at === 0 || after.includes(prepared.charAt(at - 1));
    latin += (isInitial ? initial[letter] : undefined) ?? letters[letter] ?? letter;
  }
  return latin;
}

function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{Mark}/gu, '');
}
