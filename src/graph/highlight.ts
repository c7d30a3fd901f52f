// Where the words of a search stand in a text, for clients to mark: as offsets, so that no text is ever taken for markup.

export interface Highlight {
  /** Plain text, cut around the first match where it is long. */
  text: string;
  /** Half-open stretches of it, in code points. */
  matches: { start: number; end: number }[];
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** How many code points of a long text are shown, and how many of them stand before the first match. */
const SHOWN = 240;
const LEAD = 60;

/** Each word of the query whole, and where it begins a word if it is the last or has three letters; case and accents do not matter. */
export function highlight(text: string, query: string): Highlight {
  const words = (fold(query).match(WORD) ?? []).map(String);
  const last = words.at(-1);
  if (last === undefined) return { text: [...text].slice(0, SHOWN).join(''), matches: [] };
  const whole = new Set(words);
  const unfinished = words.filter((word) => word === last || word.length >= 3);
  const matches = [...text.matchAll(WORD)].flatMap((match) => {
    const word = fold(match[0]);
    const begun = unfinished.find((one) => word.startsWith(one));
    if (!whole.has(word) && begun === undefined) return [];
    const start = [...text.slice(0, match.index)].length;
    const length = whole.has(word) || begun === undefined ? [...match[0]].length : beginning(match[0], begun);
    return [{ start, end: start + length }];
  });
  return cut([...text], matches);
}

/** How many code points of a word its folded beginning covers. */
function beginning(word: string, folded: string): number {
  const points = [...word];
  let length = 1;
  while (length < points.length && fold(points.slice(0, length).join('')).length < folded.length) length++;
  return length;
}

function cut(points: string[], matches: Highlight['matches']): Highlight {
  if (points.length <= SHOWN) return { text: points.join(''), matches };
  const from = Math.min(Math.max(0, (matches[0]?.start ?? 0) - LEAD), points.length - SHOWN);
  const to = from + SHOWN;
  const before = from === 0 ? '' : '…';
  const shift = [...before].length - from;
  return {
    text: `${before}${points.slice(from, to).join('')}${to === points.length ? '' : '…'}`,
    matches: matches
      .filter(({ start, end }) => start >= from && end <= to)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

/** Letters that no normal form takes apart, as the database's `unaccent` has them. */
const PLAIN: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđıßæœþ]/g, (letter) => PLAIN[letter] as string);
}
