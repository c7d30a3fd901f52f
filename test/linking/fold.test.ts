import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldText } from '../../src/linking/fold.js';

describe('fold', () => {
  test.each([
    ['Ţoiu', 'Țoiu'],
    ['Moşteanu', 'Moșteanu'],
    ['Władysław', 'Wladyslaw'],
    ['Sønderborg', 'SONDERBORG'],
    ['Đorđe', 'dorde'],
    ['Straße', 'STRASSE'],
    ['Akıncı', 'AKINCI'],
    ['İzmir', 'izmir'],
    ['ＮＡＴＯ', 'nato'],
    ['Ko\u0308nig', 'König'],
    ['Украї́на', 'Україна'],
    ['об’єднання', "об'єднання"],
    ['F‑16', 'F-16'],
    ['Roma\u00adnia', 'romania'],
    ['ΚΎΠΡΟΣ', 'κυπρος'],
    ['대한민국'.normalize('NFD'), '대한민국'],
    ['й\u0301', 'й'],
    ['и\u0306', 'й'],
    ['І\u0308', 'ї'],
  ])('takes %s and %s for one', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  test.each([
    ['й', 'и'],
    ['ї', 'і'],
    ['ґ', 'г'],
    ['ў', 'у'],
    ['США', 'CIIIA'],
    ['о', 'o'],
  ])('keeps %s apart from %s', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  test('points each folded letter back at its code point', () => {
    const { text, starts, ends } = fold('🇺🇦 Straße e\u0301!');
    expect(text).toBe('🇺🇦 strasse e!');
    const place = (found: string) => {
      const at = text.indexOf(found);
      return [starts[at], ends[at + found.length - 1]];
    };
    expect(place('strasse')).toEqual([3, 9]);
    expect(place('ss')).toEqual([7, 8]);
    expect(place('e!')).toEqual([10, 13]);
  });

  test('maps every folded unit of any text inside that text and never backwards', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: folded, starts, ends } = fold(text);
        const points = Array.from(text).length;
        for (let at = 0; at < folded.length; at++) {
          expect(starts[at]).toBeLessThan(ends[at] as number);
          expect(ends[at]).toBeLessThanOrEqual(points);
          if (at > 0) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1] as number);
        }
      }),
    );
  });
});
