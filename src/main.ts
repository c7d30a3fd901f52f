// The composition root: opens the gateway, puts it on its address, keeps feeds fresh, and ends cleanly.
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
import { listen } from './http/server.js';
import { createLog } from './log.js';

/** Resolves when the gateway was told to end and has done so. */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const ending = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const documents = readPersistedDocuments(config.persistedDocuments);
  const gateway = await Promise.race([openGateway(config, log), ending.then(() => null)]);
  // Nothing has to be taken back: what a start leaves half done, the next one makes good.
  if (gateway === null) process.exit();
  try {
    const { database, intake, fetching } = gateway;
    const requests = answerRequests(intake, fetching, log);
    const feeds = keepFeeds({ ...intake, fetching, requests });
    const authenticate = authenticator(database.lookups, config.adminKey, log);
    const { corsOrigins: origins, persistedOnly } = config;
    const app = createApp({ database, feeds, authenticate, log, origins, documents, persistedOnly, cache: true });
    const refreshes = acceptMessages(database, requests);
    const hubs = answerHubs(intake, log);
    const { port, host, webhookSecrets } = config;
    const server = await listen({
      app,
      authenticate,
      answers: database.answers,
      log,
      refreshes,
      webhookSecrets,
      hubs,
      port,
      host,
    }).catch(async (error: unknown) => {
      await requests.stop(); // else it asks a database that is closed
      throw error;
    });
    if (gateway.door !== null) answerAtDoor(gateway.door, gateway, log);
    const { callbacks } = fetching;
    const upkeep =
      config.polling && callbacks !== undefined ? keepSubscriptions(database, { ...fetching, callbacks }, log) : null;
    const polling = config.polling ? startPolling(intake, fetching, log) : null;
    const links = keepLinks(intake, log);
    const house = config.databaseUrl === null ? keepHouse(database, log) : null;
    log.info(`Flankwatch answers at ${server.url}/graphql`);
    const signal = await ending;
    log.info(`${signal}: ending`);
    const jobs = [polling, requests, upkeep, links, house].map((job) => job?.stop());
    await Promise.all([server.close(), Promise.race([Promise.all(jobs), sleep(PATIENCE_MS)])]);
    await hubs.stop();
  } finally {
    await gateway.close();
  }
}

/** For refreshes under way; a feed that is cut off is fetched again after the next start. */
const PATIENCE_MS = 3000;
