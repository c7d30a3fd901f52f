/** What the news of several languages calls bodies of which there is only one. */
import { foldText } from './fold.js';

/** English name → names in other languages, for people to read and extend. */
const INSTITUTIONS: [english: string, ...names: [language: string, ...names: string[]][]][] = [
  [
    'European Commission',
    ['uk', 'Європейська комісія', 'Єврокомісія', 'ЄК'],
    ['pl', 'Komisja Europejska'],
    ['ro', 'Comisia Europeană'],
    ['de', 'Europäische Kommission', 'Europäischen Kommission', 'EU-Kommission'],
    ['fr', 'Commission européenne'],
  ],
  ['European Council', ['uk', 'Європейська рада'], ['pl', 'Rada Europejska'], ['ro', 'Consiliul European']],
  [
    'Council of the European Union',
    ['uk', 'Рада ЄС', 'Рада Європейського Союзу'],
    ['pl', 'Rada UE', 'Rada Unii Europejskiej'],
    ['ro', 'Consiliul UE', 'Consiliul Uniunii Europene'],
  ],
  [
    'European Parliament',
    ['uk', 'Європейський парламент', 'Європарламент'],
    ['pl', 'Parlament Europejski', 'Europarlament'],
    ['ro', 'Parlamentul European'],
  ],
  [
    'North Atlantic Treaty Organization',
    ['uk', 'Північноатлантичний альянс'],
    ['pl', 'Sojusz Północnoatlantycki', 'Pakt Północnoatlantycki'],
    ['ro', 'Alianța Nord-Atlantică'],
  ],
  [
    'Baltic Air Policing',
    ['uk', 'Балтійське повітряне патрулювання', 'Балтійська повітряна поліція'],
    ['ro', 'Poliția Aeriană Baltică', 'Poliția Aeriană în Baltica'],
  ],
  [
    'Bundestag Budget Committee',
    ['en', 'Budget Committee of the Bundestag', 'Bundestag’s Budget Committee'],
    ['uk', 'Бюджетний комітет Бундестагу'],
    ['pl', 'Komisja budżetowa Bundestagu'],
    ['ro', 'Comisia de buget a Bundestagului', 'Comisia pentru buget a Bundestagului'],
  ],
  [
    'Romanian Air Force',
    ['uk', 'Повітряні сили Румунії'],
    ['pl', 'Rumuńskie Siły Powietrzne'],
    ['ro', 'Forțele Aeriene Române'],
  ],
  ['Russian Federation', ['uk', 'РФ', 'Російська Федерація'], ['pl', 'Federacja Rosyjska'], ['ro', 'Federația Rusă']],
  ['Pentagon', ['uk', 'Пентагон'], ['pl', 'Pentagon'], ['ro', 'Pentagon', 'Pentagonul']],
];

const BY_NAME = new Map(INSTITUTIONS.map(([english, ...names]) => [foldText(english), names]));

/** The names in other languages of the body that has this one, given folded. */
export function translatedNames(folded: string): { language: string; text: string }[] {
  return (BY_NAME.get(folded) ?? []).flatMap(([language, ...texts]) => texts.map((text) => ({ language, text })));
}
