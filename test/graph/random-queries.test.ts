import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import { randomQuestions } from '../random/ask.js';
import { openDatabase } from '../support/database.js';

const QUERIES = 80;

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

describe('no valid query fails by a bug, or takes more than 50 statements; none has another answer by another way', () => {
  test.each([
    ['of every day', 1],
    ['of this run', randomInt(2 ** 31)],
  ])(
    'queries %s, from seed %i',
    async (_which, first) => {
      const questions = await randomQuestions(database);
      const faults: string[] = [];
      let answered = 0;
      for (let seed = first; seed < first + QUERIES; seed++) {
        const asked = await questions.ask(seed);
        if (asked.codes.length === 0 && asked.size > 200) answered++;
        // Comparing takes as long as asking three times: now and then is enough.
        const unlike = seed % 4 === 0 ? await questions.compare(asked) : [];
        for (const fault of [...asked.faults, ...unlike]) {
          faults.push(`seed ${seed}: ${fault} ${asked.query} ${JSON.stringify(asked.variables)}`);
        }
      }
      expect(faults).toEqual([]);
      // Questions that find nothing would prove nothing.
      expect(answered).toBeGreaterThan(QUERIES / 4);
    },
    120_000,
  );
});
