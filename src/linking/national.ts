/** What a state's people are called, who in news of the field are its troops: "росіяни запустили", "Rosjanie zaatakowali". */
import { foldText } from './fold.js';

/** Language → a state's name in it > its people, in the forms that case rules do not give; for people to read and extend. */
const PEOPLES: Record<string, string> = {
  en: `Russia > Russians, Ukraine > Ukrainians, Romania > Romanians, Poland > Poles, Estonia > Estonians, Latvia > Latvians,
    Lithuania > Lithuanians, Denmark > Danes, Sweden > Swedes, Norway > Norwegians, Finland > Finns, Germany > Germans,
    Belarus > Belarusians, United States > Americans, Moldova > Moldovans`,
  uk: `Росія > росіяни росіян, Україна > українці українців українцям українцями, Польща > поляки, Румунія > румуни,
    Білорусь > білоруси, Литва > литовці литовців, Естонія > естонці естонців, Латвія > латвійці латвійців, Данія > данці данців,
    Німеччина > німці німців, США > американці американців`,
  pl: `Rosja > Rosjanie Rosjan Rosjanom Rosjanami, Ukraina > Ukraińcy Ukraińców Ukraińcom Ukraińcami, Polska > Polacy Polaków,
    Rumunia > Rumuni Rumunów, Białoruś > Białorusini Białorusinów, Litwa > Litwini Litwinów, Estonia > Estończycy Estończyków,
    Łotwa > Łotysze Łotyszy, Dania > Duńczycy Duńczyków, Stany Zjednoczone > Amerykanie Amerykanów`,
  ro: `Rusia > rușii rușilor, Ucraina > ucrainenii ucrainenilor, România > românii românilor, Polonia > polonezii polonezilor,
    Statele Unite ale Americii > americanii americanilor, Turcia > turcii turcilor, Germania > germanii germanilor,
    Franța > francezii francezilor, Italia > italienii italienilor, Suedia > suedezii suedezilor, Danemarca > danezii danezilor,
    Ungaria > ungurii ungurilor maghiarii maghiarilor`,
};

type People = { language: string; text: string };

const BY_STATE = new Map<string, People[]>();
for (const [language, entries] of Object.entries(PEOPLES)) {
  for (const entry of entries.split(',')) {
    const [state = '', people = ''] = entry.split('>');
    const named = people
      .trim()
      .split(/\s+/u)
      .map((text) => ({ language, text }));
    const key = foldText(state.trim());
    BY_STATE.set(key, [...(BY_STATE.get(key) ?? []), ...named]);
  }
}

/** @param folded the state's name in some language */
export function peopleOf(folded: string): People[] {
  return BY_STATE.get(folded) ?? [];
}
