// Cyrillic and Greek written in Latin letters, so that a search finds what the record has in Latin only.
// By BGN/PCGN 2019 for Ukrainian, BGN/PCGN 1947 for Russian and ELOT 743 for Greek, without apostrophes and accents: what
// other conventions write otherwise is similar enough to be found as a similar name.

const SHARED: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  д: 'd',
  ж: 'zh',
  з: 'z',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ь: '',
  ъ: '',
  ю: 'yu',
  я: 'ya',
  й: 'y',
  е: 'e',
  ў: 'w',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  ђ: 'd',
  џ: 'dz',
  "'": '',
  '’': '',
  ʼ: '',
};
const UKRAINIAN: Record<string, string> = { ...SHARED, г: 'h', ґ: 'g', и: 'y', і: 'i', ї: 'yi', є: 'ye' };
const RUSSIAN: Record<string, string> = { ...SHARED, г: 'g', и: 'i', ы: 'y', э: 'e', ё: 'e' };
const GREEK: Record<string, string> = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};
/** Pairs of Greek letters that are written as one sound. */
const GREEK_PAIRS: [RegExp, string][] = [
  [/ου/g, 'ou'],
  [/([αεη])υ(?=[βγδζλμνραεηιου])/g, '$1v'],
  [/([αεη])υ/g, '$1f'],
  [/γγ/g, 'ng'],
  [/(?<!\p{L})μπ/gu, 'b'],
];

/** The text in Latin letters, as Ukrainian and as Russian where both can be; empty if it has no Cyrillic or Greek letter. */
export function latinSpellings(text: string): string[] {
  // NFC keeps й and ї whole; Greek accents are taken off.
  const lower = text.normalize('NFC').toLowerCase();
  const spellings = [];
  if (/\p{Script=Greek}/u.test(lower)) {
    const plain = lower.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    spellings.push(
      written(
        GREEK_PAIRS.reduce((spelt, [pair, sound]) => spelt.replace(pair, sound), plain),
        GREEK,
      ),
    );
  }
  if (/\p{Script=Cyrillic}/u.test(lower)) {
    if (!/[ыэёъ]/.test(lower)) spellings.push(written(lower, UKRAINIAN));
    if (!/[іїєґ]/.test(lower)) spellings.push(written(lower, RUSSIAN));
  }
  return [...new Set(spellings)].filter((spelling) => /[\p{L}\p{N}]/u.test(spelling));
}

function written(text: string, letters: Record<string, string>): string {
  return [...text].map((letter) => letters[letter] ?? letter).join('');
}
