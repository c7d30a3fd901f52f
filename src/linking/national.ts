/** What a state's people are called, who in news of the field are its troops: "росіяни запустили", "Rosjanie zaatakowali". */
import { foldText } from './fold.js';

/** A state's name in the language → its people in the nominative plural and what other cases begin from. */
const PEOPLES = new Map(
  `росія > росіяни росіян росіянам росіянами росіянах, україна > українці українців українцям українцями,
  польща > поляки поляків полякам поляками, румунія > румуни румунів румунам румунами,
  білорусь > білоруси білорусів білорусам, литва > литовці литовців литовцям, естонія > естонці естонців естонцям,
  rosja > rosjanie rosjan rosjanom rosjanami, ukraina > ukraincy ukraincow ukraincom ukraincami,
  polska > polacy polakow polakom polakami, rumunia > rumuni rumunow rumunom, bialorus > bialorusini bialorusinow,
  litwa > litwini litwinow litwinom, rusia > rusii rusilor, ucraina > ucrainenii ucrainenilor,
  romania > romanii romanilor, polonia > polonezii polonezilor, russia > russians, ukraine > ukrainians,
  romania > romanians, poland > poles, estonia > estonians, latvia > latvians, lithuania > lithuanians, denmark > danes,
  sweden > swedes, norway > norwegians, finland > finns, belarus > belarusians`
    .split(',')
    .map((entry): [string, string[]] => {
      const [state = '', people = ''] = entry.split('>');
      return [foldText(state.trim()), people.trim().split(/\s+/u)];
    })
    .reduce(
      (known, [state, people]) => known.set(state, [...(known.get(state) ?? []), ...people]),
      new Map<string, string[]>(),
    ),
);

/** The forms, folded, of what the people of the state are called. */
export function peopleOf(stateName: string): string[] {
  return PEOPLES.get(foldText(stateName)) ?? [];
}
