// Values that the schema allows and nobody would send: by scalar.

export const ODD_STRINGS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\n\t\v',
  '\\',
  '%',
  '_%\\_',
  "'",
  '"; drop table actor; --',
  '$1',
  '#{slug}',
  '&',
  '!a | (b & c):*',
  "a <-> 'b':A",
  '((((',
  '.,;:!?–',
  '🛩',
  '👨‍👩‍👧‍👦',
  'ß',
  'ﬁ',
  'İi',
  'e\u0301',
  '\u202eabc',
  '\ufeff',
  '\uffff',
  '۱۲۳',
  'ÿ'.repeat(300),
  'x'.repeat(10_000),
  'a b '.repeat(60),
  '-1',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  'Romania\n',
  'RO',
  'ro',
];

/** No document can spell these; a variable can. */
export const HALF_CHARACTERS = ['\ud800', 'a\udfff', '\udc00\ud800'];

export const ODD_INTS = [0, -1, 101, 2147483647, -2147483648];

export const ODD_FLOATS = [0, -0, 1e308, -1e308, 5e-324, 90, -90, 180, -180, 180.0000000001, 20_038, 1e-9, 0.1 + 0.2];

export const ODD_DATES = [
  '0000',
  '0000-01-01',
  '0001',
  '9999',
  '9999-12-31',
  '2024-02-29',
  '2025-02-29',
  '2025-02-30',
  '2025-13',
  '2025-00',
  '2025-1-1',
  '2025-06-31',
  '-2025',
  '20250101',
  '2025-01-01T00:00:00Z',
  ' 2025',
  '２０２５',
];

export const ODD_INSTANTS = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999-23:59',
  '1969-12-31T23:59:59.999999999999Z',
  '2025-01-01t00:00:00z',
  '2025-02-29T00:00:00Z',
  '2016-12-31T23:59:60Z',
  '2025-01-01T24:00:00Z',
  '2025-01-01',
  '',
];

export const ODD_DECIMALS = [
  '0',
  '-0',
  '99999999999999999999.9999',
  '-99999999999999999999.9999',
  '0.0001',
  '00000000000000000001',
  '1e5',
  '.5',
  '',
];

export const ODD_URLS = [
  'http://localhost/',
  'http://[::1]:80/%00',
  'https://user:pw@example.org/?a=%F0%9F%9B%A9#x',
  `https://example.org/${'a'.repeat(5000)}`,
  'https://例え.jp/ü',
  'https://example.org/\0',
  'ftp://example.org/',
  'example.org',
  '',
];

const id = (text: string) => Buffer.from(text).toString('base64');

export const ODD_IDS = [
  id('Actor:romania'),
  id('Actor:nobody'),
  id('Actor:'),
  id('Actor:\0'),
  id(`Actor:${'a'.repeat(5000)}`),
  id('Article:romania'),
  id('Article:00000000-0000-0000-0000-000000000000'),
  id('Query:1'),
  id('__proto__:x'),
  id('Record:romania'),
  id('a:b:c:d'),
  id(':'),
  id(''),
  'romania',
  '%%%',
];
