import { expect, test } from 'vitest';
import { starterNames, starterTies } from '../../bench/starter-record.js';
import { buildLexicon, buildLexiconInTurns } from '../../src/linking/lexicon.js';
import { match } from '../../src/linking/match.js';

test('a lexicon that is built in turns finds what the same one built at once finds', async () => {
  let pauses = 0;
  const inTurns = await buildLexiconInTurns(starterNames(), starterTies(), async () => {
    pauses++;
  });
  const atOnce = buildLexicon(starterNames(), starterTies());
  const article = {
    title: 'Romania and Ukraine to build drones; Rheinmetall looks on',
    summary: 'Bucharest signed with Kyiv. Румунію і Рютте згадали; o Rumunii mówił Donaldem Tuskiem otoczony minister.',
  };
  const found = match(atOnce, article);
  expect(found.length).toBeGreaterThan(5);
  expect(match(inTurns, article)).toEqual(found);
  expect(pauses).toBeGreaterThan(0);
});

test('is built a few names at a time', async () => {
  const [first] = starterNames();
  let [taken, most] = [0, 0];
  function* names() {
    for (let at = 0; at < 20_000; at++) {
      taken++;
      yield { ...first, record: `record-${at}`, text: `Zorblatt${at} Dynamics`, kind: 'NAME' } as const;
    }
  }
  await buildLexiconInTurns(names() as never, [], async () => {
    most = Math.max(most, taken);
    taken = 0;
  });
  expect(most).toBeLessThanOrEqual(2500);
  expect(most).toBeGreaterThan(0);
});
