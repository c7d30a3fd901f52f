// The composition root: opens the gateway, puts it on its address, keeps feeds fresh, and ends cleanly.
import { setTimeout as sleep } from 'node:timers/promises';
import { answerAtDoor } from './commands/door.js';
import type { Config } from './config.js';
import { startPolling } from './feeds/schedule.js';
import { openGateway } from './gateway.js';
import { createApp } from './http/app.js';
import { listen } from './http/server.js';
import { createLog } from './log.js';

/** Resolves when the gateway was told to end and has done so. */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const ending = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const gateway = await Promise.race([openGateway(config), ending.then(() => null)]);
  // Nothing has to be taken back: what a start leaves half done, the next one makes good.
  if (gateway === null) process.exit();
  try {
    const app = createApp({ database: gateway.database, adminKey: config.adminKey, log });
    const server = await listen({ app, sql: gateway.database.sql, log, port: config.port, host: config.host });
    if (gateway.door !== null) answerAtDoor(gateway.door, gateway, log);
    const polling = config.polling ? startPolling(gateway.intake, gateway.fetching, log) : null;
    log.info(`Flankwatch answers at ${server.url}/graphql`);
    const signal = await ending;
    log.info(`${signal}: ending`);
    await Promise.all([server.close(), Promise.race([polling?.stop(), sleep(PATIENCE_MS)])]);
  } finally {
    await gateway.close();
  }
}

/** For refreshes under way; a feed that is cut off is fetched again after the next start. */
const PATIENCE_MS = 3000;
