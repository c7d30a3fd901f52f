/** The words of a written date: months in the languages European feeds use, and time zones. */

// By the prefixes, without accents, that tell them apart in English, German, French, Spanish, Italian, Portuguese,
// Dutch, Polish and the Scandinavian languages. Czech and Croatian give the same prefixes to other months.
const PREFIXES = [
  'jan gen ene sty',
  'feb fev lut',
  'mar mrt maer maar',
  'apr avr abr kwi',
  'may mai maj mag mei',
  'jun juin giu cze',
  'jul juil lug lip',
  'aug aou ago sie',
  'sep set wrz',
  'oct okt ott out paz',
  'nov lis',
  'dec dez dic des gru',
];
const MONTHS = new Map(PREFIXES.flatMap((prefixes, at) => prefixes.split(' ').map((prefix) => [prefix, at + 1])));

/** 1 to 12, or null when the word names no month. */
export function monthOf(word: string): number | null {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return /^[a-z]{3,}\.?$/.test(plain) ? (MONTHS.get(plain.slice(0, 4)) ?? MONTHS.get(plain.slice(0, 3)) ?? null) : null;
}

// RFC 822 §5.1, and the European zones that feeds write all the same. Military letters other than Z are left
// out: RFC 5322 §4.3 says that they were used with both signs and mean nothing.
const HOURS_EAST: [number, string][] = [
  [0, 'z utc ut gmt wet'],
  [1, 'west bst cet met mez'],
  [2, 'cest mest mesz eet'],
  [3, 'eest msk trt'],
  [-4, 'edt'],
  [-5, 'est cdt'],
  [-6, 'cst mdt'],
  [-7, 'mst pdt'],
  [-8, 'pst'],
];
const ZONES = new Map(HOURS_EAST.flatMap(([hours, names]) => names.split(' ').map((name) => [name, hours])));

/** Minutes east of UTC for `Z`, `CET`, `+0200`, `+02:00`, `-5` or `GMT+1`; null for anything else. */
export function offsetOf(zone: string): number | null {
  const [, name = '', sign, hours = '0', minutes = '0'] = /^([a-z]*) ?(?:([+-])(\d{1,2})(?::?(\d{2}))?)?$/i.exec(
    zone,
  ) ?? [null, '-'];
  const key = name.toLowerCase();
  const named = key === '' ? (sign ? 0 : undefined) : ZONES.get(key);
  if (named === undefined || Number(hours) > 18 || Number(minutes) > 59) return null;
  return named * 60 + (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
