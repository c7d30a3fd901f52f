import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SetupError } from '../../src/config.js';
import { readDataset } from '../../src/record/dataset.js';
import { allKinds, emptyDataset } from '../../src/record/kinds.js';
import { DatasetError } from '../../src/record/mistake.js';
import { readStarter, STARTER } from './starter.js';

const BAD = 'test/fixtures/record/bad';
const PARTIAL = 'test/fixtures/record/partial';

describe('reading a dataset', () => {
  test.each(allKinds.map((kind) => [kind.file, kind] as const))('%s is shipped in normal form', async (file, kind) => {
    const text = await readFile(join(STARTER, file), 'utf8');
    expect(`${JSON.stringify((await readStarter())[kind.name], null, 2)}\n`).toBe(text);
  });

  test('every document of the starter record is what its rows read back as', async () => {
    const dataset = await readStarter();
    for (const kind of allKinds) {
      for (const document of dataset[kind.name]) {
        expect(kind.document(kind.rows(document))).toStrictEqual(document);
      }
    }
  });

  test('a bad folder is reported in one error that names every mistake', async () => {
    const error = await readDataset(BAD).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(DatasetError);
    expect(error).toBeInstanceOf(SetupError);
    const { message, mistakes } = error as DatasetError;
    expect(`${message}\n`).toBe(await readFile('test/fixtures/record/bad.txt', 'utf8'));
    expect(mistakes).toContainEqual({
      file: 'deals.json',
      record: 'mu',
      field: 'parties[2].actor',
      message: 'unknown actor "socrates"',
    });
  });

  test('some files may be missing, and references may name what is stored', async () => {
    await expect(readDataset(PARTIAL)).rejects.toThrow('country: unknown actor "atlantis"');
    const stored = { ...emptyDataset(), actor: [{ slug: 'atlantis', name: 'Atlantis', kind: 'STATE' as const }] };
    expect((await readDataset(PARTIAL, stored)).actor).toHaveLength(1);
  });

  test('a folder that is not there, or holds no file of a dataset, is a mistake of setup', async () => {
    await expect(readDataset('test/fixtures/record/nowhere')).rejects.toThrow(SetupError);
    await expect(readDataset('test/fixtures/record')).rejects.toThrow(
      'has none of sources.json, sources.csv, actors.json',
    );
  });
});
