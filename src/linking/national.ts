/** What a state's people are called, who in news of the field are its troops: "росіяни запустили", "Rosjanie zaatakowali". */
import { foldText } from './fold.js';

/** Language → a state's name in it > its people, in the forms that case rules do not give; for people to read and extend. */
const PEOPLES: Record<string, string> = {
  en: `Russia > Russians, Ukraine > Ukrainians, Romania > Romanians, Poland > Poles, Estonia > Estonians, Latvia > Latvians,
    Lithuania > Lithuanians, Denmark > Danes, Sweden > Swedes, Norway > Norwegians, Finland > Finns, Germany > Germans,
    Belarus > Belarusians, United States > Americans, Moldova > Moldovans, Netherlands > Dutchmen, Belgium > Belgians,
    Italy > Italians, Spain > Spaniards, Hungary > Hungarians, Czechia > Czechs, Slovakia > Slovaks, Greece > Greeks, Türkiye > Turks,
    Croatia > Croats, Bulgaria > Bulgarians, Israel > Israelis, Canada > Canadians, Iceland > Icelanders`,
  uk: `Росія > росіяни росіян, Україна > українці українців українцям українцями, Польща > поляки, Румунія > румуни,
    Білорусь > білоруси, Литва > литовці литовців, Естонія > естонці естонців, Латвія > латвійці латвійців, Данія > данці данців,
    Німеччина > німці німців німцям німцями, США > американці американців американцям, Швеція > шведи шведів, Норвегія > норвежці норвежців,
    Фінляндія > фіни фінів, Франція > французи французів, Велика Британія > британці британців, Нідерланди > нідерландці нідерландців,
    Бельгія > бельгійці бельгійців, Італія > італійці італійців, Іспанія > іспанці іспанців, Чехія > чехи чехів, Словаччина > словаки словаків,
    Угорщина > угорці угорців, Греція > греки греків, Туреччина > турки турків, Молдова > молдовани молдован`,
  pl: `Rosja > Rosjanie Rosjan Rosjanom Rosjanami, Ukraina > Ukraińcy Ukraińców Ukraińcom Ukraińcami, Polska > Polacy Polaków,
    Rumunia > Rumuni Rumunów, Białoruś > Białorusini Białorusinów, Litwa > Litwini Litwinów, Estonia > Estończycy Estończyków,
    Łotwa > Łotysze Łotyszy, Dania > Duńczycy Duńczyków, Stany Zjednoczone > Amerykanie Amerykanów Amerykanom Amerykanami, Szwecja > Szwedzi Szwedów Szwedom, Norwegia > Norwegowie Norwegów Norwegom,
    Finlandia > Finowie Finów, Niemcy > Niemców, Francja > Francuzi Francuzów Francuzom, Wielka Brytania > Brytyjczycy Brytyjczyków Brytyjczykom,
    Holandia > Holendrzy Holendrów, Belgia > Belgowie Belgów, Włochy > Włosi Włochów, Hiszpania > Hiszpanie Hiszpanów, Czechy > Czesi Czechów,
    Słowacja > Słowacy Słowaków, Grecja > Grecy Greków, Turcja > Turcy Turków, Mołdawia > Mołdawianie Mołdawian, Bułgaria > Bułgarzy Bułgarów,
    Kanada > Kanadyjczycy Kanadyjczyków`,
  ro: `Rusia > rușii rușilor, Ucraina > ucrainenii ucrainenilor, România > românii românilor, Polonia > polonezii polonezilor,
    Statele Unite ale Americii > americanii americanilor, Turcia > turcii turcilor, Germania > germanii germanilor,
    Franța > francezii francezilor, Italia > italienii italienilor, Suedia > suedezii suedezilor, Danemarca > danezii danezilor,
    Ungaria > ungurii ungurilor maghiarii maghiarilor, Norvegia > norvegienii norvegienilor, Finlanda > finlandezii finlandezilor,
    Regatul Unit > britanicii britanicilor, Țările de Jos > olandezii olandezilor, Belgia > belgienii belgienilor, Spania > spaniolii spaniolilor,
    Bulgaria > bulgarii bulgarilor, Cehia > cehii cehilor, Slovacia > slovacii slovacilor, Grecia > grecii grecilor,
    Estonia > estonienii estonienilor, Letonia > letonii letonilor, Lituania > lituanienii lituanienilor, Moldova > moldovenii moldovenilor`,
};

type People = { language: string; text: string };

const BY_STATE = new Map<string, People[]>();
for (const [language, entries] of Object.entries(PEOPLES)) {
  for (const entry of entries.split(',')) {
    const [state = '', people = ''] = entry.split('>');
    const named = people
      .trim()
      .split(/\s+/u)
      .flatMap((text) => [text, ...plurals(text)])
      .map((text) => ({ language, text }));
    const key = foldText(state.trim());
    BY_STATE.set(key, [...(BY_STATE.get(key) ?? []), ...named]);
  }
}

/** The other cases of a genitive that tells its stem: Litwinów, литовців. */
function plurals(text: string): string[] {
  if (text.endsWith('ów')) return ['om', 'ami', 'ach'].map((ending) => text.slice(0, -2) + ending);
  if (text.endsWith('ців')) return ['ям', 'ями', 'ях'].map((ending) => text.slice(0, -2) + ending);
  return text.endsWith('ів') ? ['ам', 'ами', 'ах'].map((ending) => text.slice(0, -2) + ending) : [];
}

/** @param folded the state's name in some language */
export function peopleOf(folded: string): People[] {
  return BY_STATE.get(folded) ?? [];
}
