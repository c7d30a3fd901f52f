/** What news calls states and their unions where the record's names, their case forms and their spellings do not lead. */
import { foldText } from './fold.js';

/** English name → language > names, for people to read and extend. Left out are names of other things: Holland, Hollande and America, Norra in Sweden. */
const STATES: Record<string, string> = {
  'United Kingdom': `en > U.K.; uk > Британія, Сполучене Королівство; ru > Британия; pl > Wlk. Brytania, Zjednoczone Królestwo;
    ro > Marea Britanie, Marii Britanii; de > Großbritannien; fr > Grande-Bretagne; nl > Verenigd Koninkrijk; es > Reino Unido; it > Regno Unito`,
  'United States': `uk > Сполучені Штати Америки; pl > Stany Zjednoczone Ameryki; ro > SUA, Statele Unite, Statelor Unite; nl > Verenigde Staten;
    es > Estados Unidos, EE. UU.; it > Stati Uniti; lt > JAV; lv > ASV`,
  Netherlands:
    'uk > Голландія; ru > Голландия; pl > Niderlandy; ro > Olanda, Țărilor de Jos; it > Paesi Bassi; es > Países Bajos',
  Czechia: 'uk > Чеська Республіка; pl > Republika Czeska; ro > Republica Cehă',
  'South Korea': 'uk > Республіка Корея; pl > Korea Płd.',
  Belarus:
    'uk > Республіка Білорусь; de > Weißrussland; nl > Wit-Rusland; lt > Baltarusija; et > Valgevene; lv > Baltkrievija',
  Ukraine: 'nl > Oekraïne; es > Ucrania; fi > Ukraina; lv > Ukraina',
  Russia:
    'nl > Rusland; da > Rusland; sv > Ryssland; lt > Rusija; lv > Krievija; et > Venemaa; fi > Venäjä; cs > Rusko; sk > Rusko',
  Poland: 'lt > Lenkija; lv > Polija; et > Poola; fi > Puola; cs > Polsko; sk > Poľsko',
  Romania: 'nl > Roemenië; sv > Rumänien; lt > Rumunija; et > Rumeenia; cs > Rumunsko; sk > Rumunsko; bg > Румъния',
  Germany:
    'nl > Duitsland; da > Tyskland; sv > Tyskland; lt > Vokietija; lv > Vācija; et > Saksamaa; fi > Saksa; cs > Německo',
  France: 'nl > Frankrijk; da > Frankrig; sv > Frankrike; lt > Prancūzija; et > Prantsusmaa',
  Italy: 'et > Itaalia; lt > Italija; lv > Itālija',
  Estonia: 'lt > Estija; lv > Igaunija; fi > Viro; nl > Estland; sv > Estland',
  Latvia: 'et > Läti; sv > Lettland; nl > Letland; da > Letland',
  Lithuania: 'et > Leedu; nl > Litouwen; sv > Litauen',
  Sweden: 'et > Rootsi; fi > Ruotsi; nl > Zweden; lt > Švedija; lv > Zviedrija',
  Finland: 'et > Soome; lt > Suomija; lv > Somija',
  Denmark: 'et > Taani; nl > Denemarken; lt > Danija; lv > Dānija; fi > Tanska',
  Norway: 'nl > Noorwegen; lt > Norvegija; fi > Norja; da > Norge; sv > Norge',
  Moldova: 'de > Moldawien; uk > Республіка Молдова; ru > Молдавия',
  'European Union': `de > Europäische Union, Europäischen Union; fr > Union européenne; nl > Europese Unie; it > Unione europea;
    es > Unión Europea; ru > Евросоюз, Европейский союз; lt > Europos Sąjunga; lv > Eiropas Savienība; et > Euroopa Liit;
    da > Europæiske Union`,
};

const BY_NAME = new Map(Object.entries(STATES).map(([english, names]) => [foldText(english), parsed(names)]));

/** The other names of the state or union that has this English one, given folded. */
export function otherStateNames(folded: string): { language: string; text: string }[] {
  return BY_NAME.get(folded) ?? [];
}

function parsed(names: string): { language: string; text: string }[] {
  return names.split(';').flatMap((entry) => {
    const [language = '', texts = ''] = entry.split('>').map((part) => part.trim());
    return texts.split(',').map((text) => ({ language, text: text.trim() }));
  });
}
