// The composition root: opens the gateway, lets the socket answer from it, keeps feeds fresh, and ends cleanly.
import { setTimeout as sleep } from 'node:timers/promises';
import { answerAtDoor } from './commands/door.js';
import type { Config } from './config.js';
import { keepHouse } from './database/housekeeping.js';
import { keepLinks } from './feeds/keep-links.js';
import { keepFeeds } from './feeds/manage.js';
import { acceptMessages } from './feeds/refresh-messages.js';
import { answerRequests } from './feeds/requests.js';
import { startPolling } from './feeds/schedule.js';
import { answerHubs } from './feeds/websub/hub-desk.js';
import { keepSubscriptions } from './feeds/websub/upkeep.js';
import { openGateway } from './gateway.js';
import { createApp } from './http/app.js';
import { authenticator } from './http/auth.js';
import { readPersistedDocuments } from './http/persisted-documents.js';
import { routesOf } from './http/server.js';
import type { GatewaySocket } from './http/socket.js';
import type { Logger } from './log.js';
import type { TellStep } from './steps.js';

export interface Start {
  log: Logger;
  socket: GatewaySocket;
  /** The signal that ends the gateway, which may come at any time. */
  ending: Promise<NodeJS.Signals>;
  tell: TellStep;
  /** Ends the steps: the gateway answers now. */
  done(): void;
}

/** Resolves when the gateway was told to end and has done so; the socket is left to the caller. */
export async function serve(config: Config, { log, socket, ending, tell, done }: Start): Promise<void> {
  const documents = readPersistedDocuments(config.persistedDocuments);
  const gateway = await Promise.race([openGateway(config, { tell, log }), ending.then(() => null)]);
  // Nothing has to be taken back: what a start leaves half done, the next one makes good.
  if (gateway === null) process.exit();
  try {
    const { database, intake, fetching } = gateway;
    const requests = answerRequests(intake, fetching, log);
    const feeds = keepFeeds({ ...intake, fetching, requests });
    const authenticate = authenticator(database.lookups, config.adminKeys, log);
    const { corsOrigins: origins, persistedOnly } = config;
    const app = createApp({ database, feeds, authenticate, log, origins, documents, persistedOnly, cache: true });
    const refreshes = acceptMessages(database, requests);
    const hubs = answerHubs(intake, log);
    const { webhookSecrets } = config;
    const { answers, lookups } = database;
    socket.answer(routesOf({ app, authenticate, sql: lookups, answers, refreshes, webhookSecrets, hubs }));
    if (gateway.door !== null) answerAtDoor(gateway.door, gateway, log);
    const { callbacks } = fetching;
    const upkeep =
      config.polling && callbacks !== undefined ? keepSubscriptions(database, { ...fetching, callbacks }, log) : null;
    const polling = config.polling ? startPolling(intake, fetching, log) : null;
    const links = keepLinks(intake, log);
    const house = config.databaseUrl === null ? keepHouse(database, log) : null;
    done();
    log.info(`Flankwatch answers at ${socket.urls.map((url) => `${url}/graphql`).join(', ')}`);
    const signal = await ending;
    log.info(`${signal}: ending`);
    const jobs = [polling, requests, upkeep, links, house].map((job) => job?.stop());
    await Promise.all([socket.close(), Promise.race([Promise.all(jobs), sleep(PATIENCE_MS)])]);
    await hubs.stop();
  } finally {
    await gateway.close();
  }
}

/** For refreshes under way; a feed that is cut off is fetched again after the next start. */
const PATIENCE_MS = 3000;
