import { afterEach, describe, expect, test } from 'vitest';
import { readDate } from '../../src/feeds/date.js';

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

describe('no date', () => {
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
