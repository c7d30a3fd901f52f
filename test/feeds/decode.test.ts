import { describe, expect, test } from 'vitest';
import { decode } from '../../src/feeds/decode.js';
import { documentOf, feedOf, fixture } from './fixture.js';

const XML = '<rss><title>Ærøskøbing – Łódź</title></rss>';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const utf32 = (text: string, littleEndian: boolean) => {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  points.forEach((point, at) => {
    if (littleEndian) bytes.writeUInt32LE(point, at * 4);
    else bytes.writeUInt32BE(point, at * 4);
  });
  return bytes;
};

describe('the bytes decide before any label', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${XML}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${XML}`, 'utf16le')],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${XML}`)],
    ['UTF-32 LE with a mark', utf32(`\ufeff${XML}`, true)],
    ['UTF-32 BE with a mark', utf32(`\ufeff${XML}`, false)],
    ['UTF-16 LE without one', Buffer.from(XML, 'utf16le')],
    ['UTF-16 BE without one', utf16be(XML)],
    ['UTF-32 LE without one', utf32(XML, true)],
    ['UTF-32 BE without one', utf32(XML, false)],
    ['UTF-8 without one', Buffer.from(XML)],
  ])('%s', (_, bytes) => {
    expect(decode(documentOf(bytes, 'text/xml; charset=iso-8859-2'))).toBe(XML);
  });
});

test('the HTTP charset wins over the declaration', () => {
  const bytes = Buffer.from('<?xml version="1.0" encoding="windows-1251"?><a>\xb1</a>', 'latin1');
  expect(decode(documentOf(bytes, 'text/xml; charset="ISO-8859-2"'))).toContain('<a>ą</a>');
  expect(decode(documentOf(bytes))).toContain('<a>±</a>');
});

test.each([
  ['Shift_JIS', '\x96h\x89q', '防衛'],
  ['EUC-JP', '\xcb\xc9\xb1\xd2', '防衛'],
  ['EUC-KR', '\xb1\xb9\xb9\xe6', '국방'],
  ['GB18030', '\xb9\xfa\xb7\xc0', '国防'],
  ['Big5', '\xb0\xea\xa8\xbe', '國防'],
  ['windows-1251', '\xce\xe1\xee\xf0\xee\xed\xe0', 'Оборона'],
  ['KOI8-U', '\xef\xc2\xcf\xd2\xcf\xce\xc1', 'Оборона'],
  ['ISO-8859-2', '\xa3\xf3d\xbc', 'Łódź'],
  ['windows-1257', '\xd0iauliai', 'Šiauliai'],
])('%s is read by its declaration and by its charset', (label, bytes, text) => {
  const title = Buffer.from(`<title>${bytes}</title>`, 'latin1');
  const declaration = Buffer.from(`<?xml version="1.0" encoding="${label}"?>`);
  expect(decode(documentOf(Buffer.concat([declaration, title])))).toContain(`<title>${text}</title>`);
  expect(decode(documentOf(title, `text/xml; charset=${label}`))).toBe(`<title>${text}</title>`);
});

test.each(['cp-1251', 'cp1251', 'CP_1251', 'win-1251', 'windows1251', 'x-cp1251', 'WIN1251', 'ansi-1251', 'ms-1251'])(
  '%s is windows-1251',
  (label) => {
    const bytes = Buffer.from('<a>\xce\xe1\xee\xf0\xee\xed\xe0</a>', 'latin1');
    expect(decode(documentOf(bytes, `text/xml; charset=${label}`))).toBe('<a>Оборона</a>');
    const declared = Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${label}"?>`), bytes]);
    expect(decode(documentOf(declared))).toContain('<a>Оборона</a>');
  },
);

test.each([
  ['iso8859_2', '\xa3\xf3d\xbc', 'Łódź'],
  ['ISO_8859-2:1987', '\xa3\xf3d\xbc', 'Łódź'],
  ['latin-2', '\xa3\xf3d\xbc', 'Łódź'],
  ['Latin_9', '\xa4', '€'],
  ['koi8u', '\xef\xc2\xcf\xd2\xcf\xce\xc1', 'Оборона'],
  ['KOI8_R', '\xef\xc2\xcf\xd2\xcf\xce\xc1', 'Оборона'],
  ['cp-1250', '\xa3\xf3d\x9f', 'Łódź'],
  ['cp-866', '\x8e\xa1\xae\xe0\xae\xad\xa0', 'Оборона'],
  ['mac-cyrillic', '\x8e\xe1\xee\xf0\xee\xed\xe0', 'Оборона'],
])('%s is known by that name', (label, bytes, text) => {
  const title = Buffer.from(`<title>${bytes}</title>`, 'latin1');
  expect(decode(documentOf(title, `text/xml; charset=${label}`))).toBe(`<title>${text}</title>`);
});

test.each(['utf8', 'UTF_8', 'utf-8-sig', 'utf8mb4'])('%s is UTF-8, one broken byte or not', (label) => {
  const bytes = Buffer.concat([Buffer.from('<a>Łódź Gdańsk'), Buffer.from([0xff]), Buffer.from('</a>')]);
  expect(decode(documentOf(bytes, `text/xml; charset=${label}`))).toBe('<a>Łódź Gdańsk\ufffd</a>');
});

test.each(['iso-8859-1', 'utf-8'])("a server's default of %s gives way to what the document declares", (charset) => {
  const declared = '<?xml version="1.0" encoding="cp-1251"?><a>\xce\xe1\xee\xf0\xee\xed\xe0</a>';
  expect(decode(documentOf(Buffer.from(declared, 'latin1'), `text/xml; charset=${charset}`))).toContain(
    '<a>Оборона</a>',
  );
});

test('an unknown label is passed over, and what nobody labels is windows-1252', () => {
  const bytes = Buffer.from('<a>\x93quoted\x94 \x80</a>', 'latin1');
  expect(decode(documentOf(bytes, 'text/xml; charset=x-made-up'))).toBe('<a>“quoted” €</a>');
});

test('ISO-8859-1 is read as windows-1252, as browsers do', () => {
  const bytes = Buffer.from('<a>\x92</a>', 'latin1');
  expect(decode(documentOf(bytes, 'text/xml; charset=iso-8859-1'))).toBe('<a>’</a>');
});

test('one broken byte does not spoil a UTF-8 document', () => {
  const bytes = Buffer.concat([Buffer.from('<a>Łódź'), Buffer.from([0xff]), Buffer.from('</a>')]);
  expect(decode(documentOf(bytes, 'text/xml; charset=utf-8'))).toBe('<a>Łódź\ufffd</a>');
});

test('windows-1252 that is labelled UTF-8 is read as what it is', () => {
  const bytes = Buffer.from('<a>Malm\xf6 och G\xf6teborg</a>', 'latin1');
  expect(decode(documentOf(bytes, 'text/xml; charset=utf-8'))).toBe('<a>Malmö och Göteborg</a>');
});

test('a declared UTF-16 that is not true is passed over', () => {
  expect(decode(documentOf('<?xml version="1.0" encoding="utf-16"?><a/>'))).toContain('<a/>');
});

test('a feed in windows-1251 keeps its letters', async () => {
  const feed = await feedOf(fixture('windows-1251.xml'));
  expect(feed.title).toBe('Оборона України');
  expect(feed.items[0]?.title).toBe('Нова закупівля дронів');
});
