// What every command and the server work with: the database, migrated, with the starter record inside.
import type { Config } from './config.js';
import { connect, type Database } from './database/connect.js';
import { migrate } from './database/migrate.js';
import { type Door, ownFolder } from './database/owner.js';
import type { Intake } from './feeds/ingest.js';
import { LexiconCache } from './feeds/lexicon-cache.js';
import { ParsePool } from './feeds/parse-pool.js';
import type { Fetching } from './feeds/refresh.js';
import type { Logger } from './log.js';
import { seed } from './seed.js';
import type { TellStep } from './steps.js';
import { VERSION } from './version.js';

export interface Gateway {
  database: Database;
  intake: Intake;
  fetching: Fetching;
  /** Where other processes reach the owner of the embedded database; null on a PostgreSQL server. */
  door: Door | null;
  close(): Promise<void>;
}

/**
 * Throws a `SetupError` that names the variable to mend, and `FolderTaken` where another process owns the data. `tell` is
 * told what is being done; `log` hears of a database that is lost and found again while the gateway runs.
 */
export async function openGateway(
  config: Config,
  { tell = () => {}, log = null }: { tell?: TellStep; log?: Logger | null } = {},
): Promise<Gateway> {
  const door = config.databaseUrl === null ? await ownFolder(config.dataDir) : null;
  try {
    tell(config.databaseUrl === null ? 'preparing the embedded database' : 'connecting to the database');
    const database = await connect(config, { readTimeoutMs: config.readTimeoutMs, log });
    await door?.holdData();
    const parser = new ParsePool();
    const close = async () => {
      await parser.close();
      await database.close();
      door?.close();
    };
    try {
      tell('migrating the database');
      await migrate(database);
      const intake = { database, lexicon: new LexiconCache(database.sql), parser };
      if (config.starter) await database.exclusively(() => seed(intake, tell));
      return { database, intake, fetching: fetchingOf(config), door, close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    door?.close();
    throw error;
  }
}

/** WebSub, section 5.1: secrets and callbacks are for https; on an intranet http will do. */
function hubsReach(publicUrl: string | null, allowPrivateFeeds: boolean): publicUrl is string {
  return publicUrl !== null && (publicUrl.startsWith('https:') || allowPrivateFeeds);
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function fetchingOf({ publicUrl, allowPrivateFeeds }: Config): Fetching {
  // RFC 9110, section 10.1.5: a crawler says who runs it.
  return {
    userAgent: `Flankwatch/${VERSION}${publicUrl === null ? '' : ` (+${publicUrl})`}`,
    allowPrivate: allowPrivateFeeds,
    ...(hubsReach(publicUrl, allowPrivateFeeds) && { callbacks: new URL('websub/', withSlash(publicUrl)).href }),
  };
}
