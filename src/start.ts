// The first moments of `serve`: the port is taken and probes are answered before the program is loaded and the database
// opened, and the log says what is being done.
import type { Config } from './config.js';
import { openSocket } from './http/socket.js';
import { createLog } from './log.js';
import { followSteps } from './steps.js';
import { VERSION } from './version.js';

/** Resolves when the gateway was told to end and has done so. */
export async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const ending = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const steps = followSteps(log);
  const { port, host } = config;
  const socket = await openSocket({ port, host, log, step: steps.current });
  log.info(`Flankwatch ${VERSION} starts; ${socket.urls[0]}/health answers already`);
  try {
    steps.tell('loading the program');
    const { serve } = await import('./main.js');
    await serve(config, { log, socket, ending, tell: steps.tell, done: steps.done });
  } finally {
    steps.done();
    await socket.close();
  }
}
