/**
 * Words the matcher must know, for people to read and extend.
 * Case and accents do not matter; a star stands for any ending: `missil*` is missile, missiles.
 */
import { copied } from './copied.js';
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
  turkey
  us safe purl act mon it who aid
`;

/** Names so common of one weapon that news writes them with a small letter. */
const NOUNS = ['shahed', 'шахед'];

/** Ordinary names that hardly open a sentence as anything else. */
const RARE = ['merops', 'diehl', 'chiron', 'abrams', 'leclerc'];

/** Companies whose name the public knows from another trade. */
const NAMESAKES = ['saab'];

/** Case forms of states' names that are as often a region's of another state: Moldova is in Romania too. */
const REGION_FORMS = ['moldovei'];

/** Sports, animals, storms, mountains, cars and the arts: there an ordinary name is not the weapon or the company. */
const ELSEWHERE = `
  climber* climbing mountaineer* alpinis* frostbite avalanche* car cars turbo motorist* sedan bird birds zoo ornitholog* species nest
  nests aquarium fishermen fishery seafood recipe* storm storms flood floods hurricane* cyclone* landslide* quarterback touchdown*
  league goalkeeper midfielder* championship* tournament* stadium derby coach museum* exhibition* novel album concert* actor actress
  альпініст* автомоб* птах* птиц* орнітолог* зоопарк* рибалк* рецепт* шторм* повін* футбол* чемпіонат* турнір* стадіон* тренер* музе* виставк*
  himalaist* wspinacz* samochod* ptak* ptac* ornitolog* przepis* powodz* burza burze pilkar* mecz* mistrzostw* turniej* trener* muze* wystaw*
  alpinis* masina masini pasari pasare retet* furtun* inundat* fotbal* meci* campionat* turneu* antrenor* expoziti*
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

/** Buildings that stand for who sits in them, and for no city. */
const SEATS = ['pentagon', 'kremlin', 'kreml', 'кремль', 'пентагон'];

/** Words of the field: an ordinary word beside them probably is the weapon or the company. */
const FIELD = `
  drone drones dron drona dronu drony dronow dronem dronami dronei dronele dronelor uav uavs ucav uas
  missile* rocket rockets rocketry howitzer* artiller* munition* ammunition warhead* interceptor* intercept* anti-aircraft
  radar* air-defence battery batteries launcher* defence defense defences defenses defensive airspace fighter jet jets warplane*
  military army navy airforce troops brigade* squadron* weapon* arms armament* armour* armor* tank tanks manpads counter-drone
  procurement loitering unmanned airborne
  дрон дрони дронів дрона дроном дронами дронах дронам бпла безпілот* ракет* ппо протиракет* озброєнн* зброя зброї зброю
  боєприпас* артилер* перехоплювач* винищувач* військов* армі* оборон* танк танки танків батаре* зрк пускова пускових снаряд*
  rakiet* pocisk* obron* zbroj* uzbrojen* amunicj* artyler* wojsk* armia armii armie czolg* mysliw* bezzalog* przechwyt*
  przeciwlot* antydron* bateri* wyrzutni* radarow* lotnict*
  rachet* aparar* antiaerian* armat* armament* militar* munit* artileri* tancuri obuz* interceptor*
  vanatoare avioane baterii lansator* sistemelor
  batterien drohnen* kampfjet* luftwaffe streitkraft* drohne* rakete* luftverteidigung* flugabwehr* munition bundeswehr panzer waffen* rustung* missile* defense* armee*
`;

/** What a country's adjective or capital governs: "Romanian air force", "Kyiv government". */
const OFFICE = `
  government* president* presidential minister* ministry ministries prime premier chancellor foreign army armies force forces
  navy military defence defense troops armed parliament* lawmakers mp mps senate embassy ambassador* general
  soldiers diplomat* diplomacy officials authorities airspace police prosecutor* guard guards
  уряд* президент* прем* міністр* міністерств* армі* військ* оборон* парламент* посольств* посол влад* поліці* прокур* служб* сил сили силам
  rzad* prezydent* premier* minister* armi* wojsk* obron* parlament* ambasad* sejm* wladz* policj* prokurat* straz* sluzb* sil sily silom
  guvern* presedint* premier* ministr* ministerul armat* militar* aparar* parlament* ambasad* autoritati* politi* procuror* fort* jandarm*
`;

/** What comes before a capital that stands for its state: "the government in Kyiv", "official Kyiv". */
const SEAT = `
  government official authorities leadership administration regime уряд уряду влада влади офіційний офіційного
  rzad rzadu wladze wladz oficjalna guvernul guvernului autoritatile oficialii
`;

/** "System SAN", "Sistemele Merops": the noun says what the name is. */
const SYSTEM_NOUN = `
  system* missile* drone* project programme program
  систем* комплекс* ракет* дрон* проєкт* безпілотник*
  dron* pocisk* rakiet* projekt* zestaw* sistem* racheta rachete proiect* complex*
`;

/** What an armed force does and holds: "Russian attack", "російський обстріл", "spațiul aerian românesc". */
const ARMED_ACT = `
  attack* strike strikes airstrike* shelling invasion aggression airspace aircraft jets planes plane warship* pilot pilots
  spy spies intelligence soldier* explosion* explod* territory incursion* sabotage border borders skies ally allies allied
  assets operator operators refiner* depot* fleet warship* tanker* vessel*
  вибух* саботаж* підрив* атак* удар удари ударів обстріл* вторгнен* агресі* літак* пілот* простір простору територі* розвідк* окупант* диверсі* кордон* прикордон* небо неба небом небі союзник*
  актив* оператор* нпз нафтобаз* нафтопереробн* флот* танкер* судн* корабл*
  wybuch* eksploz* sabotaz* atak* ostrzal* inwazj* agresj* samolot* pilot* przestrzen* terytori* wywiad* dywersj* granic* niebo nieba niebem niebie sojuszni*
  aktyw* operator* rafineri* flot* tankow* statek statk* okret*
  exploz* sabotaj* atac* bombardament* invazi* agresiun* avion* pilot* spati* aerian* teritori* spion* granita granitei frontier* cerul cerului aliat*
  activele activelor aparatul aparatele aparate operator* rafinari* flota flotei nave nava petrolier*
`;

/** What goes before a surname: "President Macron", "premier Tusk". */
const TITLE = `
  president premier minister chancellor secretary commissioner general pm prezydent* premier* minister* kanclerz* szef
  szefa komisarz* sekretarz* general* президент* прем єр єра єру єром міністр* канцлер* генсек* генерал* комісар*
  presedint* ministr* cancelar* comisar* secretar*
`;

/** A government speaks, denies, signs: beside such a verb a capital is a government. */
const STATE_VERB = `
  say says said urge urges urged warn warns warned deny denies denied reject rejects rejected accuse accuses accused demand
  demands demanded want wants wanted ask asks asked seek seeks sought vow vows vowed pledge pledges pledged condemn condemns
  condemned summon summons summoned agree agrees agreed sign signs signed back backs backed confirm confirms confirmed insist
  insists insisted expel expels expelled threaten threatens threatened approve approves approved offer offers offered promise
  promises promised claim claims claimed refuse refuses refused announce announces announced blame blames blamed buy buys
  bought send sends sent supply supplies supplied deliver delivers delivered deploy deploys deployed supports support
  order orders ordered hopes hoped expects expected respond responds responded reply replies replied answers answered press presses
  pressed pushes pushed
  заявил* заявля* заявить просить просив просила вимага* запереч* звинувач* відкид* відкин* погодил* погоджу* підписа* підпише
  попередж* попереди* закли* пообіця* обіця* хоче визна* підтверд* викликав викликала викликає засуд* відмов* переда* надасть
  надала надав купу* купить оголос* пропону* запропон* наполяга* очіку* підтрим* погрож* відпові* натиска* тисн*
  akceptuj* zatwierdz* prosi prosil* apeluj* ostrzeg* odrzuc* zaprzecz* oskarz* zada zadal* chce chcial* zgodzil* zgadza podpisa* podpisuj* potwierdz*
  obiecuj* obiecal* poprze popar* popier* wzywa wezwal* twierdz* oglos* oglasz* protestuj* potepi* odmawia odmowil* kupi kupuje
  kupil* przekaz* zapowiad* zapowiedz* deklaruj* domaga dostarcz* wysle wysla* odpowiad* odpowiedz* naciska*
  cere cerut acuz* respinge respins avertiz* neaga negat vrea doreste semneaz* semnat confirm* condamn* promite promis sustine
  anunt* refuz* solicit* convoac* accept* aprob* cumpar* trimit* livreaz* ofera amenint* insist* spune raspund* preseaz*
`;

/** Verbs that lead to the one that tells: "Warsaw will not send", "Bucureștiul a cerut". */
const AUXILIARY = `
  will would has have had is not to also does did could may must can now again formally officially
  не вже знову також може nie juz tez takze ma moze bedzie nu a au va vor mai sa deja
`;

/** "Sanctions on Belarusian banks": what is sanctioned is its state's. */
const SANCTION = 'sanction* embargo* санкці* ембарго sankcj* sanctiun* sanktion*';

/** After a capital and a hyphen: "Berlin-based" is where somebody sits. */
const RESIDENT = 'based born bound headquartered educated';

/** What is a government's where a capital stands beside it: "propozycję Berlina", "Kyiv's response". */
const STATE_NOUN = `
  proposal* decision* response position* demand* request* stance
  пропозиці* рішення позиці* вимог* відповід* прохан*
  propozycj* decyzj* stanowisk* zadani* odpowied* prosb*
  propuner* decizi* pozitia raspuns* cerer*
`;

/** Beside such a word a state's name is a region's or an old one. */
const REGION = `
  region regions historic historical medieval регіон* історичн* середньовічн* region* historyczn* sredniowieczn*
  regiune* istoric* medieval*
`;

/** "Turkish company Baykar", "ukraiński producent": a company is its state's. */
const COMPANY_NOUN = `
  company companies firm firms maker makers manufacturer* producer* startup* start-up* group industry engineers
  компані* фірм* виробник* концерн* стартап* підприємств* інженер*
  firm* spolk* producent* koncern* przemysl* inzynier*
  compani* firma firme firmei producator* grup* concern* industri* ingineri*
`;

/** Words that open a sentence with a capital and are nobody's first name. */
const OPENER = `
  when after before while what where that with from under both also only this these those according since until unless during
  despite about against although because meanwhile later today then here there some many most
  коли після перед поки чому який яка хоча також лише згідно через попри проти сьогодні тоді якщо може відтак натомість
  gdy kiedy podczas wedlug dlaczego przed jednak takze tylko dzis wtedy jesli chociaz mimo przeciw przez gdzie wobec
  meeting talks visit statement interview зустріч візит розмова переговори заява інтервʼю промова слова
  spotkanie wizyta rozmowa rozmowy oswiadczenie wywiad slowa intalnirea intalnire vizita discutie declaratia interviu
  cand dupa inainte daca potrivit pentru totusi doar astazi atunci desi unde despre impotriva conform
`;

export const isOrdinary = among([...list(ORDINARY), ...ORDINARY_PHRASES]);
export const isCommon = among(COMMON);
export const isSeat = among(SEATS);
export const isRare = among(RARE);
export const isNoun = among(NOUNS);
export const isNamesake = among(NAMESAKES);
export const isRegionForm = among(REGION_FORMS);
export const isElsewhereWord = tester(list(ELSEWHERE));
export const isFieldWord = tester(list(FIELD));
export const isOfficeWord = tester(list(OFFICE));
export const isSeatWord = tester(list(SEAT));
export const isSystemNoun = tester(list(SYSTEM_NOUN));
export const isArmedAct = tester(list(ARMED_ACT));
export const isTitle = tester(list(TITLE));
export const isStateVerb = tester(list(STATE_VERB));
export const isAuxiliary = tester(list(AUXILIARY));
export const isSanction = tester(list(SANCTION));
export const isResident = tester(list(RESIDENT));
export const isStateNoun = tester(list(STATE_NOUN));
export const isRegionWord = tester(list(REGION));
export const isOpener = tester(list(OPENER));
export const isCompanyNoun = tester(list(COMPANY_NOUN));

function list(text: string): string[] {
  return text.trim().split(/\s+/u);
}

/** Tells whether a folded word is one of those in the text, parted by white space. */
export function wordTester(text: string): (foldedWord: string) => boolean {
  return tester(list(text));
}

// News uses few words and repeats them.
const MOST_SEEN = 20_000;

/** For words of texts. */
function tester(entries: string[]): (foldedWord: string) => boolean {
  const isAmong = among(entries);
  const seen = new Map<string, boolean>();
  return (word) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    if (seen.size === MOST_SEEN) seen.clear();
    const is = isAmong(word);
    seen.set(copied(word), is);
    return is;
  };
}

/** For names, of which each is asked about once. */
function among(entries: string[]): (foldedWord: string) => boolean {
  const whole = new Set<string>();
  const stems = new Set<string>();
  for (const entry of entries.map(foldText)) {
    if (entry.endsWith('*')) stems.add(entry.slice(0, -1));
    else whole.add(entry);
  }
  const lengths = [...new Set([...stems].map((stem) => stem.length))];
  return (word) => whole.has(word) || lengths.some((length) => stems.has(word.slice(0, length)));
}
