// Numbers, days and truth values as spreadsheets of all European locales write them. A value that can mean two things
// is refused, with both.

/** What a cell says, or what is wrong with it. */
export type Reading<Value> = { value: Value } | { wrong: string };

/** Signs that stand between thousands: spaces (Unicode has several), and the apostrophe of Switzerland. */
const THOUSANDS = /(?<=\d)[\s\u00a0\u2009\u202f'’](?=\d{3}(?!\d))/gu;
const PLAIN = /^-?\d+(\.\d+)?$/;

interface NumberForm {
  /** Whether the sheet's program writes decimals with a comma: then a single point may stand before thousands. */
  decimalComma: boolean;
  /** The greatest size that the field takes: a reading above it is not meant. */
  most?: number;
  /** Whether the field takes whole numbers only. */
  whole?: boolean;
}

/**
 * A plain decimal, as text so that no digit is lost. Null if the cell is no number: the schema says what it must be.
 */
export function readNumber(cell: string, form: NumberForm): Reading<string> | null {
  const text = cell.trim().replace(/^[+\u2212]/u, (sign) => (sign === '+' ? '' : '-'));
  if (/^-?\d+([.,]\d+)?e[+-]?\d+$/i.test(text)) return readScientific(text, form);
  const spaced = text.replace(THOUSANDS, '');
  // Spaces between thousands stand between all of them, or between none.
  if (spaced !== text && !/^-?\d{1,3}(.\d{3})+([.,]\d+)?$/u.test(text)) return null;
  if (/^-?\d+$/.test(spaced)) return { value: spaced };
  const [, sign = '', digits = ''] = /^(-?)(\d[\d.,]*\d)$/.exec(spaced) ?? [];
  const separators = digits.replace(/\d/g, '');
  if (separators === '') return null;
  const last = separators.at(-1) as string;
  if (separators.length === 1) {
    const [whole = '', rest = ''] = digits.split(last);
    const decimal = `${sign}${whole}.${rest}`;
    const grouped = `${sign}${whole}${rest}`;
    const mayGroup = spaced === text && /^[1-9]\d{0,2}$/.test(whole) && rest.length === 3;
    if (
      !mayGroup ||
      (last === '.' && !form.decimalComma) ||
      Math.abs(Number(grouped)) > (form.most ?? Number.POSITIVE_INFINITY)
    ) {
      return { value: decimal };
    }
    const isWhole = form.whole === true && !/^0*$/.test(rest);
    if (isWhole) return { value: grouped };
    return { wrong: `can mean ${plain(decimal)} or ${grouped}: write it without a separator of thousands` };
  }
  const groups = (mark: string, number: string) =>
    new RegExp(`^\\d{1,3}(\\${mark}\\d{3})+$`).test(number) ? number.replaceAll(mark, '') : null;
  const alike = separators === last.repeat(separators.length);
  if (alike) {
    const grouped = groups(last, digits);
    return grouped === null ? null : { value: `${sign}${grouped}` };
  }
  const cut = digits.lastIndexOf(last);
  const grouped = groups(separators[0] as string, digits.slice(0, cut));
  return grouped === null || separators.slice(0, -1).includes(last)
    ? null
    : { value: `${sign}${grouped}.${digits.slice(cut + 1)}` };
}

/** Spreadsheets round what they write so: exact are only numbers that JavaScript writes so too. */
function readScientific(text: string, { most }: NumberForm): Reading<string> {
  const number = Number(text.replace(',', '.'));
  if (most !== undefined && Math.abs(number) < 1) return { value: String(number) };
  const whole = Number.isSafeInteger(number) ? `, such as ${number}` : '';
  return {
    wrong: `is how a spreadsheet writes a large number, rounded: format the column as text and write all digits${whole}`,
  };
}

function plain(decimal: string): string {
  return PLAIN.test(decimal) ? String(Number(decimal)) : decimal;
}

/**
 * A day, month or year as ISO 8601 has it. Day, month and year with points or hyphens are read in this order, as
 * European locales write them; with slashes they are read if only one order is possible. Null if it is no such date.
 */
export function readDay(cell: string): Reading<string> | null {
  // A spreadsheet adds midnight to a day that it takes for a moment.
  const text = cell.trim().replace(/[T\s]+0{1,2}:00(:00([.,]0+)?)?Z?$/u, '');
  if (/^\d{4}(-\d{2}){0,2}$/.test(text)) return { value: text };
  const [, year, mark, month, day] = /^(\d{4})\s?([./-])\s?(\d{1,2})(?:\s?\2\s?(\d{1,2}))?\.?$/u.exec(text) ?? [];
  if (year !== undefined && (mark !== '-' || day !== undefined || month?.length === 2))
    return { value: iso(year, month, day) };
  const parts = /^(?:(\d{1,2})\s?([./-])\s?)?(\d{1,2})\s?([./-])\s?(\d{4})\.?(?:\s?(?:г|р|год)\.?)?$/u.exec(text);
  if (parts !== null) {
    const [, first, before, second = '', after, last = ''] = parts;
    if (first === undefined) return { value: iso(last, second) };
    if (before !== after) return null;
    if (after !== '/' || Number(first) > 12 || first === second) return { value: iso(last, second, first) };
    if (Number(second) > 12) return { value: iso(last, first, second) };
    return { wrong: `can mean ${iso(last, second, first)} or ${iso(last, first, second)}: write it so` };
  }
  if (/^\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}$/.test(text)) {
    return { wrong: 'has a year of two digits: write it as YYYY-MM-DD' };
  }
  if (/^\d{5}$/.test(text))
    return { wrong: 'is the number that a spreadsheet keeps a day as: format the column as text' };
  if (/^\p{L}{3,}\.?[\s-]?\d{2,4}$|^\d{1,2}[.\s-]+\p{L}{3,}/u.test(text)) {
    return {
      wrong: 'is what a spreadsheet makes of a date: format the column as text and write it as YYYY-MM or YYYY-MM-DD',
    };
  }
  return null;
}

function iso(...[year, month, day]: (string | undefined)[]): string {
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-');
}

/** What the programs write for the values TRUE and FALSE in European languages (Excel, LibreOffice, Google Sheets). */
const TRUTH: Record<string, boolean> = Object.fromEntries([
  ...'true wahr vrai vero verdadero verdadeiro waar sand sann sant tosi prawda pravda igaz adevărat adevarat истина істина правда αληθες αληθές doğru tõene patiess tiesa istina resnica e-vërtetë satt cert vertader 1'
    .split(' ')
    .map((word) => [word, true]),
  ...'false falsch faux falso onwaar falsk falskt usann epätosi fałsz nepravda hamis fals ложь хибність неправда лъжа ψευδες ψευδές yanlış väär aplams netiesa laž ósatt 0'
    .split(' ')
    .map((word) => [word, false]),
]);

export function readBoolean(cell: string): boolean | null {
  return TRUTH[cell.trim().toLocaleLowerCase('en')] ?? null;
}
