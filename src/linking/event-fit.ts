/**
 * Whether an article's words leave no doubt of the kind of event. Words like "drone" and "airport" meet in news of every
 * sort: where they only meet, a curator looks.
 */
import type { KnownWord } from './known-words.js';
import type { Reading } from './reading.js';
import { isElsewhereWord, wordTester } from './words.js';

/** Says by itself neither that something crossed a border nor that it was seen. */
const isWeak = wordTester(`
  over above cross* enter* flew sky skies airport* flight* base
  над небо неба небі аеропорт* рейс* баз*
  nad niebo nieba niebem niebie lotnisk* lot* baz*
  deasupra ridicat* aeroport* zbor* baza
  uber flughafen* fluge dessus luchthaven* vliegveld* lufthavn* flygplats* flyplass* lennujaam* uost* lidost*`);

/** "Drones over Denmark", "drony nad lotniskiem": behind the thing that flies it says so. */
const isOverhead = wordTester(
  'over above near над біля nad kolo deasupra langa uber dessus boven over ovanfor vid virs',
);
const OVERHEAD_REACH = 3;

/** "Three MiG-31s were in our sky" */
const isSky = wordTester('sky skies небо небі неба niebo niebie cer cerul cerului himmel ciel');
const SKY_REACH = 5;

/** "Planes enter": right behind what flies. */
const isMoving = wordTester('enter enters entered cross crosses crossed flew');
const MOVING_REACH = 1;

/** What an article is about instead, although the same states are in it. */
const isOtherSubject = wordTester(`
  trade tariff* prices grain farm farms farmer* agricultur* harvest* parcel* tourism tourist* festival* fiesta carnival film films
  school* kindergarten* metro tram trams turbine* wedding racer* cup
  торгівл* мито мита ціни зерн* фермер* посилк* туризм* турист* фестивал* фільм* кіно школ* метро трамва* кубок
  handel handlu handlow* cla ceny zboz* rolnik* rolnictw* paczk* turyst* festiwal* film filmu tramwaj* puchar*
  comert* tarife tarifele preturi preturile cereal* fermier* turism* turist* film filmul scoala scolile metrou* tramvai* cupa
  zoll* preise getreide landwirt* schule* commerce agricult* touris* ecole*`);

const FLYING = new Set(['DRONE', 'AIRCRAFT']);
const PROOF: Record<string, 'CROSSING' | 'SIGHTING'> = {
  DRONE_INCURSION: 'CROSSING',
  AIRCRAFT_INCURSION: 'CROSSING',
  DRONE_SIGHTING: 'SIGHTING',
};

export function fitsBeyondDoubt(kind: string, reading: Reading): boolean {
  const { known: words } = reading;
  reading.isOfOtherSubject ??= words.some(({ text }) => isOtherSubject(text) || isElsewhereWord(text));
  if (reading.isOfOtherSubject) return false;
  const proof = PROOF[kind];
  if (proof === undefined) return true;
  return words.some(
    ({ text, concepts }, at) =>
      (concepts.includes(proof) && !isWeak(text)) ||
      (isOverhead(text) && isBehindFlying(words, at, OVERHEAD_REACH)) ||
      (isMoving(text) && isBehindFlying(words, at, MOVING_REACH)) ||
      (isSky(text) && isBehindFlying(words, at, SKY_REACH)),
  );
}

function isBehindFlying(words: readonly KnownWord[], at: number, reach: number): boolean {
  return words
    .slice(Math.max(0, at - reach), at)
    .some(({ concepts }) => concepts.some((concept) => FLYING.has(concept)));
}
