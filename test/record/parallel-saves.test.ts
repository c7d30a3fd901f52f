import { applyPatch, type Operation } from 'rfc6902';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.js';
import type { AnyKind } from '../../src/record/kind.js';
import { documentFrom, type PastRows, pastRowsText } from '../../src/record/past.js';
import { save } from '../../src/record/save.js';
import { system } from '../../src/record/system.js';
import { openDatabase } from '../support/database.js';
import { disagreements } from './memory.js';
import { patchesOf } from './patches.js';

const ROUNDS = 200;
const SYSTEM = system as unknown as AnyKind;

let database: Database;
beforeAll(async () => {
  database = await openDatabase('empty');
});
afterAll(() => database.close());

test('two editors who save from the same version: one wins each round, and no update is lost', {
  timeout: 120_000,
}, async () => {
  const edit = (by: string, version: number) =>
    save(
      database,
      SYSTEM,
      'contested',
      (before) => {
        const { aliases = [] } = (before ?? {}) as { aliases?: { text: string }[] };
        const document = { slug: 'contested', name: `As ${by} has it`, kind: 'OTHER' };
        return { ...document, aliases: [...aliases.slice(-5), { text: `${by} ${version}` }] };
      },
      { by, reason: `round ${version}`, ifVersion: version },
    );
  const winners: string[] = [];
  for (let version = 0; version < ROUNDS; version++) {
    const editors = ['Ana', 'Bohdan'];
    const outcomes = await Promise.all(editors.map((by) => edit(by, version)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
    expect(outcomes.find(({ kind }) => kind === 'conflict')).toEqual({ kind: 'conflict', currentVersion: version + 1 });
    winners.push(editors[outcomes.findIndex(({ kind }) => kind === 'done')] as string);
  }

  const revisions = await database.prisma.revision.findMany({ orderBy: { version: 'asc' } });
  expect(revisions.map(({ version, by, reason }) => [version, by, reason])).toEqual(
    winners.map((by, at) => [at + 1, by, `round ${at}`]),
  );
  for (const [at, { at: moment }] of revisions.entries()) {
    if (at > 0) expect(moment > (revisions[at - 1]?.at as Date)).toBe(true);
  }
  expect(await disagreements(database.sql)).toEqual([]);

  // Replayed from nothing, the patches give the record at each version.
  const document = {};
  const patches = await patchesOf(database, 'contested');
  expect(patches).toHaveLength(ROUNDS);
  const rows = await database.sql.rows<PastRows>(
    `${pastRowsText("select r.record_slug as slug, r.at, r.version from revision r where r.record_slug = 'contested'")} order by m.version`,
  );
  for (const [at, patch] of patches.entries()) {
    applyPatch(document, patch as Operation[]);
    expect(document).toEqual(documentFrom(rows[at] as PastRows));
  }
});
