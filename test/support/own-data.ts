// Data of a test's own that the program is started on and the test looks into in between: on a server a database, else a
// folder.
import { inject } from 'vitest';
import { connect, type Database } from '../../src/database/connect.js';
import { type Environment, filledFolder, temporaryFolder } from './process.js';
import { ask, withName } from './template.js';

export interface OwnData {
  /** Where each run of the program finds the database. */
  environment: Environment;
  /** Opens the database while no program runs on it. */
  look<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  drop(): Promise<void>;
}

/** As a first start leaves it. */
export async function ownData(purpose: string): Promise<OwnData> {
  const { environment, drop } = await place(purpose);
  return {
    environment,
    look: async (work) => {
      const { DATABASE_URL, DATA_DIR = '' } = environment;
      const database = await connect({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    },
    drop,
  };
}

async function place(purpose: string): Promise<Pick<OwnData, 'environment' | 'drop'>> {
  const template = inject('template');
  if (template.kind === 'embedded') return { environment: { DATA_DIR: await filledFolder() }, drop: async () => {} };
  const name = `flankwatch_${purpose}_${process.pid}`;
  await ask(template.url, `create database ${name} template ${template.starter}`);
  return {
    environment: { DATABASE_URL: withName(template.url, name), DATA_DIR: await temporaryFolder() },
    drop: () => ask(template.url, `drop database if exists ${name} with (force)`),
  };
}
