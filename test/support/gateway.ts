// A gateway on a socket, without polling: what publishers' systems and hubs see.
import { pino } from 'pino';
import type { Database } from '../../src/database/connect.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../../src/feeds/manage.js';
import { acceptMessages } from '../../src/feeds/refresh-messages.js';
import { answerRequests } from '../../src/feeds/requests.js';
import { createApp } from '../../src/http/app.js';
import { listen } from '../../src/http/server.js';

export interface TestGateway {
  /** Without a slash at its end. */
  url: string;
  log: Record<string, unknown>[];
  close(): Promise<void>;
}

export async function gatewayOn(database: Database, webhookSecrets: string[] = []): Promise<TestGateway> {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const fetching = { userAgent: 'Flankwatch tests', allowPrivate: true };
  const requests = answerRequests({ database, lexicon: new LexiconCache(database.sql) }, fetching, log);
  const feeds = keepFeeds({ database, fetching, requests });
  const app = createApp({ database, feeds, adminKey: null, log });
  const refreshes = acceptMessages(database, requests);
  const server = await listen({ app, sql: database.sql, log, refreshes, webhookSecrets, port: 0, host: '127.0.0.1' });
  return {
    url: server.url,
    log: lines,
    close: async () => {
      await Promise.all([server.close(), requests.stop()]);
    },
  };
}
