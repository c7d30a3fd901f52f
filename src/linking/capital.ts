/** What capitals are called in Ukrainian, Polish and Romanian where neither spelling nor case forms lead there. */
import { foldText } from './fold.js';

/** English name → others, for people to read and extend. */
const CAPITALS: Record<string, [language: string, name: string][]> = {
  Stockholm: [
    ['uk', 'Стокгольм'],
    ['pl', 'Sztokholm'],
  ],
  Helsinki: [['uk', 'Гельсінкі']],
  Reykjavik: [
    ['uk', 'Рейк’явік'],
    ['pl', 'Reykjavík'],
  ],
  Rome: [
    ['uk', 'Рим'],
    ['pl', 'Rzym'],
  ],
  Madrid: [
    ['uk', 'Мадрид'],
    ['pl', 'Madryt'],
  ],
  Lisbon: [
    ['uk', 'Лісабон'],
    ['pl', 'Lizbona'],
    ['ro', 'Lisabona'],
  ],
  Athens: [
    ['uk', 'Афіни'],
    ['pl', 'Ateny'],
    ['ro', 'Atena'],
  ],
  Prague: [
    ['uk', 'Прага'],
    ['pl', 'Praga'],
    ['ro', 'Praga'],
  ],
  Bratislava: [
    ['uk', 'Братислава'],
    ['pl', 'Bratysława'],
  ],
  Budapest: [
    ['uk', 'Будапешт'],
    ['pl', 'Budapeszt'],
    ['ro', 'Budapesta'],
  ],
  Zagreb: [
    ['uk', 'Загреб'],
    ['pl', 'Zagrzeb'],
  ],
  Sofia: [['uk', 'Софія']],
  Nicosia: [
    ['uk', 'Нікосія'],
    ['pl', 'Nikozja'],
  ],
  Ankara: [['uk', 'Анкара']],
  'The Hague': [
    ['uk', 'Гаага'],
    ['pl', 'Haga'],
    ['ro', 'Haga'],
  ],
  Berlin: [['uk', 'Берлін']],
  Seoul: [
    ['uk', 'Сеул'],
    ['pl', 'Seul'],
    ['ro', 'Seul'],
  ],
  Jerusalem: [
    ['uk', 'Єрусалим'],
    ['pl', 'Jerozolima'],
    ['ro', 'Ierusalim'],
  ],
  Minsk: [
    ['uk', 'Мінськ'],
    ['pl', 'Mińsk'],
  ],
  Ottawa: [['uk', 'Оттава']],
  London: [['ro', 'Londra']],
};

const BY_NAME = new Map(Object.entries(CAPITALS).map(([english, names]) => [foldText(english), names]));

/** @param folded the capital's English name */
export function capitalNames(folded: string): { language: string; text: string }[] {
  return (BY_NAME.get(folded) ?? []).map(([language, text]) => ({ language, text }));
}
