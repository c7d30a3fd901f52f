/**
 * Words the matcher must know, for people to read and extend.
 * Case and accents do not matter; a star stands for any ending: `missil*` is missile, missiles.
 */
import { foldText } from './fold.js';

/**
 * Names of weapons and companies that are also words or first names: alone they prove nothing.
 * The last line bites only names whose exact case counts, and only in text all in capitals.
 */
const ORDINARY = `
  stark leonardo diehl octopus merops linza linsa лінза линза san virtus eagle falcon hawk raptor raven crow phoenix ghost
  patriot flamingo typhoon mamba gepard cheetah gerbera гербера chiron leopard leclerc abrams marder puma lynx boxer fuchs
  wolf tiger caesar archer bradley stryker hornet viper javelin stinger mistral piorun grom krab rak borsuk neptune neptun
  vampire sting bullet spear taurus arrow panther switchblade lancet scalp molniya iskander tor buk magura sentinel shadow
  us safe purl act mon it who aid
`;

/** Names of several words that also occur as plain words. */
const ORDINARY_PHRASES = [
  'fire point',
  'quantum systems',
  'advanced protection systems',
  'storm shadow',
  'eastern sentry',
  'eastern sentinel',
];

/**
 * Names so common that no word of the field settles them: only another name of the same record does.
 * KI is German for AI, Island is German for Iceland, a frontline is where the war is.
 */
const COMMON = ['the council', 'the commission', 'the alliance', 'frontline', 'island', 'ki', 'aps'];

/** Words of the field: an ordinary word beside them probably is the weapon or the company. */
const FIELD = `
  drone drones dron drona dronu drony dronow dronem dronami dronei dronele dronelor uav uavs ucav uas
  missile* rocket rockets rocketry howitzer* artiller* munition* ammunition warhead* interceptor* intercept* anti-aircraft
  radar* battery batteries launcher* defence defense defences defenses defensive airspace fighter jet jets warplane*
  military army navy airforce troops brigade* squadron* weapon* arms armament* armour* armor* tank tanks manpads counter-drone
  procurement loitering unmanned airborne
  дрон дрони дронів дрона дроном дронами дронах дронам бпла безпілот* ракет* ппо протиракет* озброєнн* зброя зброї зброю
  боєприпас* артилер* перехоплювач* винищувач* військов* армі* оборон* танк танки танків батаре* зрк пускова пускових снаряд*
  rakiet* pocisk* obron* zbroj* uzbrojen* amunicj* artyler* wojsk* armia armii armie czolg* mysliw* bezzalog* przechwyt*
  przeciwlot* antydron* bateri* wyrzutni* radarow* lotnict*
  rachet* aparar* antiaerian* armat* armament* militar* munit* artileri* tancuri obuz* interceptor*
  vanatoare avioane baterii lansator* sistemelor
  drohne* rakete* luftverteidigung* flugabwehr* munition bundeswehr panzer waffen* rustung* missile* defense* armee*
`;

/** What a country's adjective or capital governs: "Romanian air force", "Kyiv government". */
const OFFICE = `
  government* president* presidential minister* ministry ministries prime premier chancellor foreign army armies force forces
  navy military defence defense troops armed parliament* lawmakers mp mps senate embassy ambassador* general
  soldiers diplomat* diplomacy officials authorities airspace
  уряд* президент* прем* міністр* міністерств* армі* військ* оборон* парламент* посольств* посол влад*
  rzad* prezydent* premier* minister* armi* wojsk* obron* parlament* ambasad* sejm* wladz*
  guvern* presedint* premier* ministr* ministerul armat* militar* aparar* parlament* ambasad* autoritati*
`;

/** What comes before a capital that stands for its state: "the government in Kyiv", "official Kyiv". */
const SEAT = `
  government official authorities leadership administration regime уряд уряду влада влади офіційний офіційного
  rzad rzadu wladze wladz oficjalna guvernul guvernului autoritatile oficialii
`;

export const isOrdinary = tester([...list(ORDINARY), ...ORDINARY_PHRASES]);
export const isCommon = tester(COMMON);
export const isFieldWord = tester(list(FIELD));
export const isOfficeWord = tester(list(OFFICE));
export const isSeatWord = tester(list(SEAT));

function list(text: string): string[] {
  return text.trim().split(/\s+/u);
}

function tester(entries: string[]): (foldedWord: string) => boolean {
  const whole = new Set<string>();
  const stems = new Set<string>();
  for (const entry of entries.map(foldText)) {
    if (entry.endsWith('*')) stems.add(entry.slice(0, -1));
    else whole.add(entry);
  }
  const lengths = [...new Set([...stems].map((stem) => stem.length))];
  return (word) => whole.has(word) || lengths.some((length) => stems.has(word.slice(0, length)));
}
