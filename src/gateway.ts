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

export interface Gateway {
  database: Database;
  intake: Intake;
  fetching: Fetching;
  /** Where other processes reach the owner of the embedded database; null on a PostgreSQL server. */
  door: Door | null;
  close(): Promise<void>;
}

/**
 * Throws a `SetupError` that names the variable to mend, and `FolderTaken` where another process owns the data. `log`
 * hears of a database that is lost and found again while the gateway runs.
 */
export async function openGateway(config: Config, log: Logger | null = null): Promise<Gateway> {
  const door = config.databaseUrl === null ? await ownFolder(config.dataDir) : null;
  try {
    const database = await connect(config, { readTimeoutMs: config.readTimeoutMs, log });
    await door?.holdData();
    const parser = new ParsePool();
    const close = async () => {
      await parser.close();
      await database.close();
      door?.close();
    };
    try {
      await migrate(database);
      const intake = { database, lexicon: new LexiconCache(database.sql), parser };
      await database.exclusively(() => seed(intake));
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
    userAgent: `Flankwatch/0.1${publicUrl === null ? '' : ` (+${publicUrl})`}`,
    allowPrivate: allowPrivateFeeds,
    ...(hubsReach(publicUrl, allowPrivateFeeds) && { callbacks: new URL('websub/', withSlash(publicUrl)).href }),
  };
}
