/** The time zones that feeds write: offsets, abbreviations and names of the IANA database. */

// RFC 822 §5.1 and what feeds write besides. What several zones share (IST, AST, AMT) is left out, and so are the military
// letters: RFC 5322 §4.3 says that they were used with both signs and mean nothing.
const HOURS_EAST: [number, string][] = [
  [0, 'z utc ut gmt wet гмт'],
  [1, 'west bst cet met mez hnec wat'],
  [2, 'cest mest mesz haec eet oez kiev sast cat'],
  [3, 'eest oesz msk мск trt fet idt eat'],
  [4, 'msd get azt samt gst'],
  [5, 'pkt yekt uzt'],
  [8, 'sgt hkt awst'],
  [9, 'jst kst'],
  [9.5, 'acst'],
  [10, 'aest'],
  [10.5, 'acdt'],
  [11, 'aedt'],
  [12, 'nzst'],
  [13, 'nzdt'],
  [-1, 'azot'],
  [-2.5, 'ndt'],
  [-3, 'adt brt'],
  [-3.5, 'nst'],
  [-4, 'edt'],
  [-5, 'est cdt'],
  [-6, 'cst mdt'],
  [-7, 'mst pdt'],
  [-8, 'pst akdt'],
  [-9, 'akst'],
  [-10, 'hst'],
];
const MINUTES_EAST = new Map(
  HOURS_EAST.flatMap(([hours, names]) => names.split(' ').map((name): [string, number] => [name, hours * 60])),
);

/** By the time of the year. */
const PLACES = new Map(
  Object.entries({
    et: 'America/New_York',
    ct: 'America/Chicago',
    mt: 'America/Denver',
    pt: 'America/Los_Angeles',
    eastern: 'America/New_York',
    central: 'America/Chicago',
    mountain: 'America/Denver',
    pacific: 'America/Los_Angeles',
    'central european': 'Europe/Brussels',
    'eastern european': 'Europe/Helsinki',
    'western european': 'Europe/Lisbon',
    'greenwich mean': 'UTC',
    'coordinated universal': 'UTC',
    moscow: 'Europe/Moscow',
    british: 'Europe/London',
    london: 'Europe/London',
    kyiv: 'Europe/Kyiv',
    kiev: 'Europe/Kyiv',
  }),
);

/** Minutes east of UTC, or a place of the IANA database whose offset the date tells. */
export type Zone = number | string;

const OFFSET = /^([\p{L}]*) ?(?:([+\-\u2212])(\d{1,2})(?::?(\d{2}))?)?$/u;
/** Longer than any name of a zone. */
const LONGEST = 60;

/** Of `Z`, `CET`, `ET`, `+0200`, `+02:00`, `-5`, `GMT+1`, `Europe/Kyiv` or `Eastern Time`; null for anything else. */
export function zoneOf(written: string): Zone | null {
  if (written.length > LONGEST) return null;
  const [, name = '', sign, hours = '0', minutes = '0'] = OFFSET.exec(written) ?? [null, '-'];
  const key = name.toLowerCase();
  const named = key === '' ? (sign ? 0 : undefined) : MINUTES_EAST.get(key);
  if (named !== undefined) {
    if (Number(hours) > 18 || Number(minutes) > 59) return null;
    return named + (sign === undefined || sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
  }
  const place = PLACES.get(placeKey(written)) ?? (/^[A-Z]\w+\/[\w/+-]+$/.test(written) ? written : null);
  return place !== null && formatOf(place) !== null ? place : null;
}

function placeKey(written: string): string {
  return written.toLowerCase().replace(/(?: standard| daylight| summer)? time$/, '');
}

const formats = new Map<string, Intl.DateTimeFormat | null>();
/** More than a process meets; what hostile feeds make up is not kept for ever. */
const MOST_FORMATS = 100;

/** Null where there is no such place. */
function formatOf(place: string): Intl.DateTimeFormat | null {
  let format = formats.get(place);
  if (format === undefined) {
    format = createFormat(place);
    if (formats.size < MOST_FORMATS) formats.set(place, format);
  }
  return format;
}

function createFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
}

/** Minutes east of UTC at a local time, which is given as if it were UTC, in milliseconds. */
export function minutesEast(zone: Zone, local: number): number {
  if (typeof zone === 'number') return zone;
  // The offset at that hour of UTC is the local one but near a change of clocks, and then a second look settles it.
  const first = offsetAt(zone, local);
  return offsetAt(zone, local - first * 60_000);
}

function offsetAt(place: string, instant: number): number {
  const name = formatOf(place)
    ?.formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
