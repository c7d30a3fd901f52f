/**
 * The words that news uses of each kind of event, in English, Ukrainian, Polish and Romanian, then in German, French,
 * Dutch, the languages of Scandinavia and those of the Baltic states.
 * An article fits a kind where it has a word of every group; a trade story of the same two states has none.
 */
import { wordTester } from './words.js';

const DRONE = wordTester(`
  drone drones uav uavs shahed* geran* gerbera дрон* безпілот* бпла шахед* гербер* dron* bezzalog* drona drone* aparat*
  drohne* drones droon* dronai dronas dronu drono bezpilot* bepilot* mehitamata`);
const AIRCRAFT = wordTester(`
  jet jets fighter* aircraft plane planes warplane* mig su винищувач* літак* міг су ил mysliw* samolot* mig avion* aeronav*
  vanatoare
  flugzeug* kampfjet* kampfflugzeug* avions chasseur* vliegtuig* straaljager* stridsflyg* jaktplan* kampfly* lennuk* havitaja* lektuv* naikintuv* lidmasin* iznicinataj*`);
const CROSSING = wordTester(`
  airspace violat* enter* incursion* cross* over intru* shot down breach* scramble* flew простір порушил* залет* перетн*
  збит* збил* збив над пролет* przestrzen* narusz* wlec* wtargn* zestrzel* nad poderwa* spatiul spatiului aerian intrat* patruns*
  incalc* doborat* deasupra ridicat* survol*
  небо неба небі простор* sky skies niebo nieba niebem niebie luftraum* verletz* eingedrungen abgeschoss* espace viole* survole* abattu* luchtruim*
  geschonden luftrum* krankt* krenk* ohuruum* rikku* erdv* pazeid* gaisa telp* parkap*`);
const FALL = wordTester(`
  crash* fell fall* explod* explos* debris wreck* found fragment* hit земл* впа* упа* розби* вибух* уламк* знайд* знайш* spad*
  rozbi* eksplod* eksploz* wybuch* szczatk* znalez* odnal* prabus* cazut* cade explod* exploz* fragment* resturi gasit*
  sturzte absturz* abgesturzt* trummer* gefunden ecrase* tombe* neerstort* stortede styrtet kraschade kukku* nukrit* sudu* nokrit* nogaz*`);
const SIGHTING = wordTester(`
  seen sight* spot* clos* shut* airport* flight* base suspend* помічен* помітил* закри* аеропорт* рейс* баз* зафікс*
  zauwaz* zamkn* lotnisk* lot* baz* widzian* vazut* inchis* aeroport* zbor* baza semnal*
  halt* cancel* attack* атак* atak* atac* divert* disrupt* hover* скасув* скасов* призупин* перенаправ* паралізув* odwolan* wstrzym* sparaliz* przekierow* anulat* perturb* deviat*
  gestrichen eingestellt lahm* umgeleitet annul* gesichtet* flughafen* fluge gesperrt* apercu* ferme fermee fermeture luchthaven* vliegveld* gezien lufthavn* flygplats* flyplass* suljettiin suleti lennujaam* uost* lidost*`);
const SHOOTDOWN = wordTester(`
  shot shoot* down downed intercept* збит* збил* збив збива* перехоп* zestrzel* stracon* przechwy* dobor* doboar*
  interceptat*
  abgeschoss* abattu* neergeschoten nedskut* skjot* tulistas tulistati numus* notriek*`);
const BALLOON = wordTester(`
  balloon* куля кулі куль аеростат* повітрян* balon* baloane balon*
  ballons ballon* ballong* ohupall* balionas balionai balionu balon*`);
const INTERFERENCE = wordTester(`
  gps gnss jam* spoof* interfer* navigat* глуш* навігац* перешкод* завад* zaglusz* zakloc* nawigac* bruia* navigat*
  interferent*
  storung* gestort brouillag* brouille* verstoring* storning* forstyrr* segami* trikd* traucej*`);
const SABOTAGE = wordTester(`
  sabotag* explos* blast* explod* arson* derail* саботаж* диверс* вибух* підрив* підпал* sabotaz* dywers* wybuch* eksploz*
  podpal* sabotaj* exploz* incendi*
  sabotage sabotier* explodier* anschlag* saboteer* sabotasje* sabotaaz*`);
const MARITIME = wordTester(`
  ship* vessel* tanker* cable* anchor* судн* корабл* танкер* кабел* якір* statek* statk* tankow* kabl* kotwic* nava nave*
  petrolier* cablu*
  schiff* kabel* navire* cable* schip* fartyg* skib* kaabel* laev* laivas laivo laivu kugis kuga`);

const BUYING = wordTester(`
  buy* bought purchas* order* contract* deal sign* procure* select* choose chose pick* letter acquire* deliver* supply
  supplies build* built sale sell* agreement approv* clear* free* releas* fund*
  купу* купи* куплен* закуп* замов* контракт* угод* підпис* обра* обер* лист постач* постав* передас* передат* надаст* схвал* затверд*
  kup* zakup* zamow* zamaw* kontrakt* umow* podpis* wybr* list dostarcz* dostaw* sprzed* wysl* wysyl* traf* zatwierdz* dosta*
  cumpar* achizit* comand* contract* acord* semn* ales aleg* scriso* livr* vand* vanz* negoci* intentie aprob*
  kauft* kaufen kaufe bestell* beschaff* auftrag* vertrag* billigt* bewillig* liefer* absichtserklarung* achet* achat* commande commandes contrat*
  lettre vend vendu vendre vente koopt kopen bestel* aanschaf* koper koperen kopt kopte avtal* bestall* avsiktsforklar* leverer* indkob* ostab osta* ostis leping* pirks*
  pirkt* perka isigij* sutart* ligum*`);
const MAKING = wordTester(`
  produc* manufactur* make makes making build* built plant factor* joint venture partnership* licen* assembl* facility invest* open*
  виробля* виробницт* завод* спільн* збуду* будів* партнерств* ліценз* підприємств* інвест* порох*
  produk* fabryk* wspoln* zbud* budow* spolk* licenc* inwest* zaklad*
  produ* fabric* comun* constru* parteneriat* licent* asocier* invest* uzin* societ* lucrar*
  produzi* baut bauen werk fabrik* gemeinschaftsuntern* usine* fabri* construi* coproduc* bouw* produceer* fabriek* gezamenlijk* bygga bygger
  tillverk* samproduc* toodab tootma tehas* gamins* gamykl* gamin* razos* rupnic*`);
const TAKEOVER = wordTester(`
  acquir* acquisition* takeover* buy* bought purchas* придба* купу* купи* поглин* przej* kup* naby* achizit* cumpar* prelua*
  ubernimmt ubernahme* rachat* rachet* acquiert overname* forvarv* overtag* omand* isigij*`);
const FIELDING = wordTester(`
  deploy* field* deliver* arriv* train* install* send* receiv* розгор* розміст* отрим* прибу* навч* встанов* rozmieszcz*
  dostarcz* traf* szkol* otrzym* instal* ajung* ajuns* livr* antren* instru* primes* instal* desfas*
  stationier* verlegt* eingetroffen trifft erhalt* deploi* recoit aankom* geleverd* plaatst utplacer* mottar modtag* saabus* paigalda* dislok* izvieto*`);
const MONEY = wordTester(`
  loan* billion* million* fund* money pay* paid pledg* grant* alloc* tranche* contribut* euro euros eur budget* package*
  позик* кредит* млрд млн мільярд* мільйон* кошт* грош* грант* внес* пакет* євро
  pozycz* mld mln miliard* milion* pieniadz* fundusz* grant* wplac* pakiet* srodk*
  imprumut* miliard* milioan* mld mil fond* bani grant* contribu* pachet* finant*
  milliarde* millionen kredit* darlehen geld* paket* milliard* argent lening* miljard* miljoen* lan miljarder lan milliarder laen*
  miljon* paskol* milijard* milijon* aizdevum*`);

const CONCEPTS = {
  DRONE,
  AIRCRAFT,
  CROSSING,
  FALL,
  SIGHTING,
  SHOOTDOWN,
  BALLOON,
  INTERFERENCE,
  SABOTAGE,
  MARITIME,
  BUYING,
  MAKING,
  TAKEOVER,
  FIELDING,
  MONEY,
};

export type Concept = keyof typeof CONCEPTS;
export const CONCEPT_NAMES = Object.keys(CONCEPTS) as Concept[];

const GROUPS: Record<string, Concept[]> = {
  DRONE_INCURSION: ['DRONE', 'CROSSING'],
  DRONE_CRASH: ['DRONE', 'FALL'],
  DRONE_DEBRIS: ['DRONE', 'FALL'],
  DRONE_SIGHTING: ['DRONE', 'SIGHTING'],
  DRONE_SHOOTDOWN: ['DRONE', 'SHOOTDOWN'],
  AIRCRAFT_INCURSION: ['AIRCRAFT', 'CROSSING'],
  BALLOON_INCURSION: ['BALLOON'],
  GNSS_INTERFERENCE: ['INTERFERENCE'],
  SABOTAGE: ['SABOTAGE'],
  MARITIME: ['MARITIME'],
  PROCUREMENT: ['BUYING'],
  DONATION: ['FIELDING'],
  JOINT_PRODUCTION: ['MAKING'],
  JOINT_VENTURE: ['MAKING'],
  LICENCE: ['MAKING'],
  INVESTMENT: ['MAKING'],
  ACQUISITION: ['TAKEOVER'],
  DEPLOYMENT: ['FIELDING'],
  PROGRAMME: ['MONEY'],
  ALLOCATION: ['MONEY'],
  PLEDGE: ['MONEY'],
  COMMITMENT: ['MONEY'],
  DISBURSEMENT: ['MONEY'],
};

/** What texts are about in no language, and the first word that says so. */
export function conceptsIn(
  ...texts: readonly (readonly { text: string; concepts: readonly Concept[] }[])[]
): Map<Concept, string> {
  const found = new Map<Concept, string>();
  for (const words of texts) {
    for (const { text, concepts } of words) {
      if (concepts === NONE) continue;
      for (const concept of concepts) if (!found.has(concept)) found.set(concept, text);
    }
  }
  return found;
}

/** What a folded word is about in no language: the names of the groups it belongs to. */
export function conceptsOf(word: string): readonly Concept[] {
  const concepts = CONCEPT_NAMES.filter((concept) => CONCEPTS[concept](word));
  return concepts.length === 0 ? NONE : concepts;
}

const NONE: readonly Concept[] = [];

/** One word of each group, as the article has it; null where a group has none, or the kind has no words (AGGREGATE). */
export function eventWords(kind: string, concepts: ReadonlyMap<string, string>): string[] | null {
  const groups = GROUPS[kind];
  if (!groups) return null;
  const found: string[] = [];
  for (const group of groups) {
    const word = concepts.get(group);
    if (word === undefined) return null;
    found.push(word);
  }
  return found;
}
