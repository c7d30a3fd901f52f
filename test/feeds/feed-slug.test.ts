import { describe, expect, test } from 'vitest';
import { slugFor } from '../../src/feeds/feed-slug.js';

const slug = (title: string, language: string | null = null, url = 'https://www.news.example/rss') =>
  slugFor(title, { url, language });

describe('a slug has all letters of the title, as its language writes them', () => {
  test.each<[string, string | null, string]>([
    ['Łódź Alarm', null, 'lodz-alarm'],
    ['Новини 24', null, 'novyny-24'],
    ['Новини 24', 'bg', 'novini-24'],
    ['Dışişleri Bakanlığı', null, 'disisleri-bakanligi'],
    ['Українська хвиля', null, 'ukrainska-khvylia'],
    ['Україна: Згурівка, Юрій, Яготин, здоров’я', 'uk', 'ukraina-zghurivka-yurii-yahotyn-zdorovia'],
    ['Østersøen i dag', null, 'ostersoen-i-dag'],
    ['Østersøen på tværs', 'da', 'oestersoeen-paa-tvaers'],
    ['Åpen kilde', 'nb-NO', 'aapen-kilde'],
    ['Försvarsmakten', 'sv', 'forsvarsmakten'],
    ['Eesti ööpäev', null, 'eesti-oopaev'],
    ['Größere Übung', 'de', 'groessere-uebung'],
    ['Zażółć gęślą jaźń', 'pl', 'zazolc-gesla-jazn'],
    ['Įžvalgos ir žinios', 'lt', 'izvalgos-ir-zinios'],
    ['Ķegums šodien', 'lv', 'kegums-sodien'],
    ['Țara și Ţara', 'ro', 'tara-si-tara'],
    ['Đakovo čuvar', 'hr', 'dakovo-cuvar'],
    ['Þjóðviljinn', 'is', 'thjodviljinn'],
    ['Ежедневные новости', null, 'yezhednevnyye-novosti'],
    ['Щит и объект', 'ru', 'shchit-i-obyekt'],
    ['Българска армия', 'bg', 'balgarska-armia'],
    ['Беларусь сёння ў свеце', null, 'belarus-syonnya-w-svetse'],
    ['Ђорђе и Њиве', null, 'djordje-i-njive'],
    ['Новости од Ѓорче', null, 'novosti-od-gjorche'],
    ['Ευρώπη, αυτού και Μπάμπης', null, 'evropi-aftou-kai-bampis'],
    ['თბილისი', null, 'tbilisi'],
    ['Նորություններ', null, 'norowt-yownner'],
    ['Зоря', 'en', 'zoria'],
  ])('%s (%s) is %s', (title, language, expected) => {
    expect(slug(title, language)).toBe(expected);
  });
});

test('the language of an unknown title is told by the host', () => {
  expect(slug('Новини', null, 'https://x.bg/')).toBe('novini');
  expect(slug('Österreich', null, 'https://x.at/')).toBe('oesterreich');
});

test('a title without letters leaves the host, in its own letters', () => {
  expect(slug('!!!')).toBe('news-example');
  expect(slug('—', null, 'https://новини.укр/')).toBe('novyny-ukr');
});
