import { describe, expect, test } from 'vitest';
import { foldText } from '../../src/linking/fold.js';
import { type Grammar, inflections, plurals } from '../../src/linking/inflect.js';

const fold = (text: string) => text.split(' ').map(foldText);

describe('inflections', () => {
  test.each<[Grammar, string, string]>([
    ['uk', 'Румунія', 'Румунії Румунію Румунією'],
    ['uk', 'Україна', 'України Україні Україну Україною'],
    ['uk', 'Польща', 'Польщі Польщу Польщею'],
    ['uk', 'Київ', 'Києва Києву Києвом Києві'],
    ['uk', 'Зеленський', 'Зеленського Зеленському Зеленським'],
    ['uk', 'Корея', 'Кореї Корею Кореєю'],
    ['uk', 'Білорусь', 'Білорусі Білоруссю'],
    ['uk', 'Рига', 'Риги Ризі Ригу Ригою'],
    ['uk', 'Андрій', 'Андрія Андрію Андрієм'],
    ['ru', 'Россия', 'России Россию Россией'],
    ['pl', 'Ukraina', 'Ukrainy Ukrainie Ukrainę'],
    ['pl', 'Rumunia', 'Rumunii Rumunię'],
    ['pl', 'Rosja', 'Rosji Rosję'],
    ['pl', 'Polska', 'Polski Polsce Polskę'],
    ['pl', 'Niemcy', 'Niemiec Niemcom Niemczech'],
    ['pl', 'Kijów', 'Kijowa Kijowie Kijowem'],
    ['pl', 'Sikorski', 'Sikorskiego Sikorskiemu Sikorskim'],
    ['pl', 'Tusk', 'Tuska Tuskowi Tuskiem'],
    ['foreign-pl', 'Zelensky', 'Zelenskiego Zelenskim'],
    ['foreign-pl', 'Macron', 'Macrona Macronowi Macronem'],
    ['ro', 'România', 'României'],
    ['ro', 'Ucraina', 'Ucrainei'],
    ['ro', 'Polonia', 'Poloniei'],
    ['ro', 'Franța', 'Franței'],
    ['ro', 'București', 'Bucureștiului'],
    ['ro', 'Ministerul', 'Ministerului'],
    ['ro', 'Europeană', 'Europene'],
  ])('%s: %s becomes %s', (grammar, base, forms) => {
    expect(inflections(foldText(base), grammar)).toEqual(expect.arrayContaining(fold(forms)));
  });

  test.each<[Grammar, string]>([
    ['pl', 'de'],
    ['pl', 'F16'],
    ['foreign-pl', 'Toiu'],
    ['ro', 'Unite'],
  ])('%s: %s stays as it is', (grammar, word) => {
    expect(inflections(foldText(word), grammar)).toEqual([]);
  });

  test('never makes the English "Czech" out of the Polish state', () => {
    expect(inflections('czechy', 'pl')).not.toContain('czech');
  });

  test.each([
    ['patriot', 'patriots patriotow'],
    ['16', '16s'],
    ['шахед', 'шахеди шахедів'],
  ])('plural of %s: %s', (word, forms) => {
    expect(plurals(word)).toEqual(expect.arrayContaining(fold(forms)));
  });
});
