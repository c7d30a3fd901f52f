/**
 * The adjectives of states in Ukrainian, Polish and Romanian: "румунський", "rumuński", "românesc".
 * They are written with a small letter and stand beside what the state owns, so that they count like demonyms.
 */
import { foldText } from './fold.js';

/** A state's name in the language → the adjective's stem, for people to read and extend. */
const UKRAINIAN = table(`
  румунія > румунськ, україна > українськ, росія > російськ, польща > польськ, естонія > естонськ, латвія > латвійськ, литва > литовськ,
  данія > данськ, норвегія > норвезьк, швеція > шведськ, фінляндія > фінськ, ісландія > ісландськ, німеччина > німецьк,
  франція > французьк, велика британія > британськ, сша > американськ, сполучені штати > американськ, нідерланди > нідерландськ,
  бельгія > бельгійськ, італія > італійськ, іспанія > іспанськ, португалія > португальськ, болгарія > болгарськ,
  хорватія > хорватськ, кіпр > кіпрськ, чехія > чеськ, словаччина > словацьк, угорщина > угорськ, греція > грецьк,
  туреччина > турецьк, південна корея > південнокорейськ, ізраїль > ізраїльськ, молдова > молдовськ, білорусь > білоруськ,
  канада > канадськ`);

const POLISH = table(`
  rumunia > rumunsk, ukraina > ukrainsk, rosja > rosyjsk, polska > polsk, estonia > estonsk, lotwa > lotewsk,
  litwa > litewsk, dania > dunsk, norwegia > norwesk, szwecja > szwedzk, finlandia > finsk, islandia > islandzk,
  niemcy > niemieck, francja > francusk, wielka brytania > brytyjsk, stany zjednoczone > amerykansk,
  holandia > holendersk, belgia > belgijsk, wlochy > wlosk, hiszpania > hiszpansk, portugalia > portugalsk,
  bulgaria > bulgarsk, chorwacja > chorwack, cypr > cypryjsk, czechy > czesk, slowacja > slowack, wegry > wegiersk,
  grecja > greck, turcja > tureck, korea poludniowa > poludniowokoreansk, izrael > izraelsk, moldawia > moldawsk,
  bialorus > bialorusk, kanada > kanadyjsk`);

/** Romanian has no one stem: masculine and feminine, singular and plural are given. */
const ROMANIAN = table(`
  romania > roman romana romani romane romano romanesc romaneasca romanesti,
  ucraina > ucraineano ucrainean ucraineana ucraineni ucrainene, rusia > rus rusa rusi ruse ruso rusesc ruseasca rusesti,
  polonia > polono polonez poloneza polonezi poloneze, estonia > estonian estoniana estonieni estoniene,
  letonia > leton letona letoni letone, lituania > lituanian lituaniana lituanieni lituaniene,
  danemarca > danez daneza danezi daneze, norvegia > norvegian norvegiana norvegieni norvegiene,
  suedia > suedez suedeza suedezi suedeze, finlanda > finlandez finlandeza finlandezi finlandeze,
  islanda > islandez islandeza islandezi islandeze, germania > german germana germani germane,
  franta > francez franceza francezi franceze, regatul unit > britanic britanica britanici britanice,
  statele unite ale americii > american americana americani americane,
  tarile de jos > olandez olandeza olandezi olandeze, belgia > belgian belgiana belgieni belgiene,
  italia > italian italiana italieni italiene, spania > spaniol spaniola spanioli spaniole,
  portugalia > portughez portugheza portughezi portugheze, bulgaria > bulgar bulgara bulgari bulgare,
  croatia > croat croata croati croate, cipru > cipriot cipriota ciprioti cipriote, cehia > ceh ceha cehi cehe,
  slovacia > slovac slovaca slovaci slovace, ungaria > maghiar maghiara maghiari maghiare,
  grecia > grec greaca greci grecesti, turcia > turc turca turci turce turcesti,
  coreea de sud > sud-coreean sud-coreeana sud-coreeni sud-coreene,
  israel > israelian israeliana israelieni israeliene, moldova > moldovean moldoveneasca moldoveni moldovenesti,
  republica moldova > moldovenesc moldoveneasca, canada > canadian canadiana canadieni canadiene`);

/** Folded adjectives in the forms that inflection starts from; empty where no rule is safe. */
export function adjectivesOf(stateName: string, language: 'uk' | 'pl' | 'ro'): string[] {
  const name = foldText(stateName);
  if (language === 'ro') return ROMANIAN.get(name) ?? [];
  if (language === 'pl')
    return (POLISH.get(name) ?? regularPolish(name)).flatMap((stem) => withEndings(stem, 'i a ie ich imi iej'));
  return (UKRAINIAN.get(name) ?? regularUkrainian(name)).flatMap((stem) => withEndings(stem, 'ий а е о'));
}

// Албанія, Словенія: most names in -нія and -рія, and no other ending that is as sure.
function regularUkrainian(name: string): string[] {
  return /[нр]ія$/u.test(name) ? [`${name.slice(0, -2)}ськ`] : [];
}

function regularPolish(name: string): string[] {
  return /[nr]ia$/u.test(name) ? [`${name.slice(0, -2)}sk`] : [];
}

function withEndings(stem: string, endings: string): string[] {
  return endings.split(' ').map((ending) => stem + ending);
}

function table(text: string): Map<string, string[]> {
  return new Map(
    text.split(',').map((entry): [string, string[]] => {
      const [name = '', adjectives = ''] = entry.split('>');
      return [foldText(name.trim()), adjectives.trim().split(/\s+/u)];
    }),
  );
}
