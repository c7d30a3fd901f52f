import { afterEach, describe, expect, test } from 'vitest';
import { readDate, readWrittenDate } from '../../src/feeds/date.js';

describe('dates that feeds write', () => {
  test.each([
    ['RFC 822', 'Thu, 01 Jan 2004 19:48:21 GMT', '2004-01-01T19:48:21.000Z'],
    ['two-digit year and zone name', 'Thu, 1 Jan 04 19:48 EST', '2004-01-02T00:48:00.000Z'],
    ['offset with a comment', 'Thu, 01 Jan 2004 19:48:21 +0100 (CET)', '2004-01-01T18:48:21.000Z'],
    ['JavaScript', 'Thu Jan 01 2004 19:48:21 GMT-0500 (March Islands Time)', '2004-01-02T00:48:21.000Z'],
    ['zone name and offset', 'Sun, 6 Jul 2014 12:56:00 GMT+0200', '2014-07-06T10:56:00.000Z'],
    ['RFC 3339', '2003-12-31T10:14:55.25+02:00', '2003-12-31T08:14:55.250Z'],
    ['ISO basic form', '20031231T101455Z', '2003-12-31T10:14:55.000Z'],
    ['space for T', '2003-12-31 10:14:55', '2003-12-31T10:14:55.000Z'],
    ['no seconds', '2014-07-06T12:56', '2014-07-06T12:56:00.000Z'],
    ['a day', '2003-12-31', '2003-12-31T00:00:00.000Z'],
    ['a month', '2003-12', '2003-12-01T00:00:00.000Z'],
    ['a year', '2003', '2003-01-01T00:00:00.000Z'],
    ['the day of the year', '2004-366', '2004-12-31T00:00:00.000Z'],
    ['slashes', '2003/12/31 10:14', '2003-12-31T10:14:00.000Z'],
    ['German', '31.12.2003 10:14', '2003-12-31T10:14:00.000Z'],
    ['American, where it can be nothing else', '12/31/2003 3:04 PM', '2003-12-31T15:04:00.000Z'],
    ['asctime', 'Mon Jan  2 15:04:05 2006', '2006-01-02T15:04:05.000Z'],
    ['month first', 'January 2, 2006 3:04 p.m.', '2006-01-02T15:04:00.000Z'],
    ['month names of other languages', 'mer., 12 août 2014 10:00:00 +0200', '2014-08-12T08:00:00.000Z'],
    ['a weekday that sounds like a month', 'mar., 12 ago 2014 10:00', '2014-08-12T10:00:00.000Z'],
    ['Unix seconds', '1700000000', '2023-11-14T22:13:20.000Z'],
    ['hour 24', 'Thu, 01 Jan 2004 24:00:00 GMT', '2004-01-02T00:00:00.000Z'],
    ['a leap second', '2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ])('%s', (_, written, instant) => {
    expect(readDate(written)).toBe(instant);
  });
});

describe('dates in the languages of Europe', () => {
  test.each([
    ['Пт, 06 лис 2026 14:30:00 +0200', '2026-11-06T12:30:00.000Z'],
    ['6 листопада 2026, 14:30', '2026-11-06T14:30:00.000Z'],
    ['6 ноября 2026 г., 14:30 МСК', '2026-11-06T11:30:00.000Z'],
    ['Vin, 05 Iun 2026 14:30:00 +0300', '2026-06-05T11:30:00.000Z'],
    ['6 noiembrie 2026 14:30', '2026-11-06T14:30:00.000Z'],
    ['Lun, 12 Ian 2026 09:00:00 +0200', '2026-01-12T07:00:00.000Z'],
    ['R, 05 juuni 2026 14:30', '2026-06-05T14:30:00.000Z'],
    ['2026 m. lapkričio 6 d. 14:30', '2026-11-06T14:30:00.000Z'],
    ['2026. gada 6. novembrī, plkst. 14.30', '2026-11-06T14:30:00.000Z'],
    ['6 marraskuuta 2026 14:30', '2026-11-06T14:30:00.000Z'],
    ['6.11.2026 klo 14.30', '2026-11-06T14:30:00.000Z'],
    ['6 Kasım 2026 14:30', '2026-11-06T14:30:00.000Z'],
    ['6. listopadu 2026 14:30', '2026-11-06T14:30:00.000Z'],
    ['6. lipnja 2026. 14:30', '2026-06-06T14:30:00.000Z'],
    ['2026. szeptember 6. 14:30', '2026-09-06T14:30:00.000Z'],
    ['2026. 09. 06. 14:30', '2026-09-06T14:30:00.000Z'],
    ['2026. november 6., du. 2:30', '2026-11-06T14:30:00.000Z'],
    ['petek, 6. novembra 2026', '2026-11-06T00:00:00.000Z'],
    ['6. новембра 2026.', '2026-11-06T00:00:00.000Z'],
    ['e premte, 6 nëntor 2026', '2026-11-06T00:00:00.000Z'],
    ['6 Νοεμβρίου 2026, 2:30 μ.μ.', '2026-11-06T14:30:00.000Z'],
    ['sexta-feira, 6 de novembro de 2026 às 14:30', '2026-11-06T14:30:00.000Z'],
    ['6 de noviembre de 2026, 2:30 p. m.', '2026-11-06T14:30:00.000Z'],
    ['1er mai 2026 à 14h30', '2026-05-01T14:30:00.000Z'],
    ['d’abril 6 2026', '2026-04-06T00:00:00.000Z'],
    ['den 6 november 2026 kl. 14.30', '2026-11-06T14:30:00.000Z'],
    ['06. Nov. 2026, 14:30 Uhr', '2026-11-06T14:30:00.000Z'],
    ['6. Jänner 2026', '2026-01-06T00:00:00.000Z'],
    ['6 Meán Fómhair 2026', '2026-09-06T00:00:00.000Z'],
    ['6 ta’ Novembru 2026', '2026-11-06T00:00:00.000Z'],
    ['6.XI.2026', '2026-11-06T00:00:00.000Z'],
    ['Friday, November 6th, 2026 at 2:30 PM EST', '2026-11-06T19:30:00.000Z'],
  ])('%s', (written, instant) => {
    expect(readDate(written)).toBe(instant);
  });

  const LANGUAGES =
    'bg bs be cs da de el en es et fi fr ga hr hu is it lt lv mk mt nb nl nn pl pt ro ru sk sl sq sr sr-Latn sv tr uk'.split(
      ' ',
    );

  test.each(LANGUAGES)('every month in every form of %s', (language) => {
    const forms: Intl.DateTimeFormatOptions[] = [
      { dateStyle: 'long' },
      { dateStyle: 'full' },
      { day: 'numeric', month: 'short', year: 'numeric', weekday: 'short' },
    ];
    for (const form of forms) {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month++) {
        const instant = new Date(Date.UTC(2026, month - 1, 17)).toISOString();
        const written = `${format.format(new Date(instant))} 14:30`;
        expect([written, readDate(written, [language])]).toEqual([written, instant.replace('00:00', '14:30')]);
      }
    }
  });

  test('a month that languages disagree on is that of the language, else of the words beside it, else none', () => {
    expect(readDate('6 listopada 2026', ['pl'])).toBe('2026-11-06T00:00:00.000Z');
    expect(readDate('6. listopada 2026.', ['en', 'hr'])).toBe('2026-10-06T00:00:00.000Z');
    expect(readDate('pt., 6 listopada 2026', ['en'])).toBe('2026-11-06T00:00:00.000Z');
    expect(readDate('utorak, 6. listopada 2026.', ['en'])).toBe('2026-10-06T00:00:00.000Z');
    expect(readDate('6 listopada 2026', ['en'])).toBeNull();
  });

  test('a word that only begins like a month is none', () => {
    for (const word of ['marssss', 'xlistopad', 'junta', 'decade', 'octopus']) {
      expect(readDate(`6 ${word} 2026`)).toBeNull();
    }
  });

  test('figures alone have the day first, but in English that may be American', () => {
    expect(readDate('03/04/2026', ['fr'])).toBe('2026-04-03T00:00:00.000Z');
    expect(readDate('03/04/2026', ['en-GB'])).toBe('2026-04-03T00:00:00.000Z');
    expect(readDate('03/04/2026', ['en'])).toBeNull();
    expect(readDate('6. 11. 2026 14:30')).toBe('2026-11-06T14:30:00.000Z');
  });
});

describe('a zone', () => {
  test.each([
    ['2026-11-06T14:30:00+02:00[Europe/Kyiv]', '2026-11-06T12:30:00.000Z'],
    ['2026-11-06T12:30:00Z[UTC]', '2026-11-06T12:30:00.000Z'],
    ['2026-07-06T14:30:00[Europe/Kyiv][u-ca=gregory]', '2026-07-06T11:30:00.000Z'],
    ['06 Nov 2026 14:30 Europe/Kyiv', '2026-11-06T12:30:00.000Z'],
    ['Fri, 06 Nov 2026 10:00:00 ET', '2026-11-06T15:00:00.000Z'],
    ['Mon, 06 Jul 2026 10:00:00 ET', '2026-07-06T14:00:00.000Z'],
    ['Mon, 06 Jul 2026 10:00:00 CT', '2026-07-06T15:00:00.000Z'],
    ['Mon, 06 Jul 2026 10:00:00 MT', '2026-07-06T16:00:00.000Z'],
    ['Mon, 06 Jul 2026 10:00:00 PT', '2026-07-06T17:00:00.000Z'],
    ['6 July 2026 10:00 AM Eastern Time', '2026-07-06T14:00:00.000Z'],
    ['Fri, 06 Nov 2026 10:00:00 EET', '2026-11-06T08:00:00.000Z'],
    ['Mon, 06 Jul 2026 10:00:00 EEST', '2026-07-06T07:00:00.000Z'],
    ['Fri, 06 Nov 2026 10:00:00 (CET)', '2026-11-06T09:00:00.000Z'],
  ])('%s', (written, instant) => {
    expect(readDate(written)).toBe(instant);
  });

  test.each([
    'Fri, 06 Nov 2026 10:00:00 XYZ',
    'Fri Nov 06 10:00:00 ZZZ 2026',
    '2026-11-06T10:00:00 IST',
    '06 Nov 2026 10:00 local time',
    '06 Nov 2026 10:00 Europe/Atlantis',
    'Fri, 06 Nov 2026 10:00:00 +9900',
  ])('that is not known is not UTC: %s', (written) => {
    expect(readWrittenDate(written)).toEqual({ date: null, day: '2026-11-06' });
  });
});

describe('no date', () => {
  test.each([
    'Thu, 01 Jan 1970 00:00:00 +0000',
    '1970-01-01T01:00:00+01:00',
    'Wed, 31 Dec 1969 19:00:00 -0500',
    '1 January 1970',
    '1900-01-01T00:00:00Z',
  ])('is meant by %s', (written) => {
    expect(readWrittenDate(written)).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['words', 'next Tuesday'],
    ["Go's zero time", '0001-01-01T00:00:00Z'],
    ['MySQL zero', '0000-00-00 00:00:00'],
    ['a day that does not exist', '2003-02-30'],
    ['a month that does not exist', '2004-13-01'],
    ['an hour that does not exist', '2004-01-01T25:00:00Z'],
    ['a day that can be two', '03/04/2003'],
    ['a book', '1 Jan 2004 '.repeat(100)],
  ])('%s', (_, written) => {
    expect(readDate(written)).toBeNull();
  });
});

describe('a date without a zone is UTC wherever the server stands', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each(['Asia/Tokyo', 'America/New_York'])('%s', (place) => {
    process.env.TZ = place;
    expect(readDate('2003-12-31 10:14:55')).toBe('2003-12-31T10:14:55.000Z');
    expect(readDate('Thu, 01 Jan 2004 19:48:21')).toBe('2004-01-01T19:48:21.000Z');
  });
});
