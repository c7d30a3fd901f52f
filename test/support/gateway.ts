// A gateway on a socket, without polling: what publishers' systems and hubs see.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { pino } from 'pino';
import type { Database } from '../../src/database/connect.js';
import type { Intake } from '../../src/feeds/ingest.js';
import { LexiconCache } from '../../src/feeds/lexicon-cache.js';
import { keepFeeds } from '../../src/feeds/manage.js';
import { ParsePool } from '../../src/feeds/parse-pool.js';
import type { Fetching } from '../../src/feeds/refresh.js';
import { acceptMessages } from '../../src/feeds/refresh-messages.js';
import { answerRequests } from '../../src/feeds/requests.js';
import { PACE } from '../../src/feeds/schedule.js';
import { answerHubs } from '../../src/feeds/websub/hub-desk.js';
import { keepSubscriptions } from '../../src/feeds/websub/upkeep.js';
import { type AppOptions, createApp } from '../../src/http/app.js';
import { authenticator } from '../../src/http/auth.js';
import { routesOf } from '../../src/http/server.js';
import { openSocket } from '../../src/http/socket.js';
import { ADMIN_KEY } from './graph.js';

export interface TestGateway {
  /** Without a slash at its end. */
  url: string;
  /** What a refresh works with. */
  intake: Intake;
  fetching: Fetching & { callbacks: string };
  log: Record<string, unknown>[];
  close(): Promise<void>;
}

interface GatewayOptions {
  webhookSecrets?: string[];
  /** Looks after subscriptions so often; never where it is left out. */
  upkeepEveryMs?: number;
  /** What the environment would say of documents and origins. */
  app?: Pick<AppOptions, 'origins' | 'documents' | 'persistedOnly'>;
}

export async function gatewayOn(database: Database, options: GatewayOptions = {}): Promise<TestGateway> {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const port = await freePort();
  const fetching = {
    userAgent: 'Flankwatch tests',
    allowPrivate: true,
    callbacks: `http://127.0.0.1:${port}/websub/`,
  };
  const intake = { database, lexicon: new LexiconCache(database.sql), parser: new ParsePool() };
  const requests = answerRequests(intake, fetching, log, { ...PACE, pauseMs: 0 });
  const feeds = keepFeeds({ ...intake, fetching, requests });
  const authenticate = authenticator(database.lookups, [ADMIN_KEY], log);
  const app = createApp({ database, feeds, authenticate, log, ...options.app });
  const refreshes = acceptMessages(database, requests);
  const hubs = answerHubs(intake, log);
  const { webhookSecrets = [], upkeepEveryMs } = options;
  const server = await openSocket({ port, host: '127.0.0.1', log, step: () => 'starting' });
  const { answers, lookups } = database;
  server.answer(routesOf({ app, authenticate, sql: lookups, answers, refreshes, webhookSecrets, hubs }));
  const upkeep =
    upkeepEveryMs === undefined ? null : keepSubscriptions(database, { ...fetching, lookEveryMs: upkeepEveryMs }, log);
  return {
    url: `http://127.0.0.1:${port}`,
    intake,
    fetching,
    log: lines,
    close: async () => {
      await Promise.all([server.close(), requests.stop(), upkeep?.stop()]);
      await hubs.stop();
      await intake.parser.close();
    },
  };
}

/** Known before the gateway listens: it tells hubs its address. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
