// The gateway on a socket: the GraphQL endpoint, the schema for tools, and what an operator's probes ask.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { SetupError } from '../config.js';
import { printedSchema } from '../graph/schema.js';
import type { App } from './app.js';
import type { Authenticate } from './auth.js';
import { serveGraphiQL, wantsGraphiQL } from './graphiql.js';
import { type RefreshDesk, refreshWebhook } from './webhooks.js';
import { CALLBACKS, type HubDesk, websubCallback } from './websub.js';

export interface ServerOptions {
  app: App;
  authenticate: Authenticate;
  /** Whether the database answers, within a few seconds. */
  answers: () => Promise<boolean>;
  log: Logger;
  /** Who takes the messages of publishers' systems, and the keys that these sign with. */
  refreshes: RefreshDesk;
  webhookSecrets: readonly string[];
  hubs: HubDesk;
  port: number;
  host: string;
}

export interface RunningServer {
  /** Address to open, with the port that was really taken. */
  url: string;
  /** Takes no new requests, waits for those under way for three seconds, then cuts them off. */
  close(): Promise<void>;
}

/** Throws a `SetupError` that names PORT or HOST where the address cannot be taken. */
export async function listen(options: ServerOptions): Promise<RunningServer> {
  const { app, authenticate, answers, log, port, host } = options;
  const sdl = printedSchema();
  const takeWebhook = refreshWebhook(options.webhookSecrets, options.refreshes);
  const answerHub = websubCallback(options.hubs);
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      // Without what follows /websub/: that is known to a hub alone.
      log.error({ err: error, url: request.url?.replace(/(?<=^\/websub\/).*/, '…') }, 'a request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('internal error\n');
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?', 1)[0];
    if (path === '/graphql') {
      // No page hides that a key is bad: the app says so.
      if (wantsGraphiQL(request) && (await isWelcome(request))) return serveGraphiQL(request, response);
      return void (await app(request, response));
    }
    if (path === '/webhooks/refresh') return takeWebhook(request, response);
    if (path?.startsWith(CALLBACKS)) return answerHub(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      return;
    }
    switch (path) {
      case '/':
        response.writeHead(302, { location: '/graphql' }).end();
        return;
      case '/schema.graphql':
        response.writeHead(200, { 'content-type': 'application/graphql; charset=utf-8' }).end(sdl);
        return;
      case '/health':
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}\n');
        return;
      case '/ready': {
        const ready = await answers();
        response
          .writeHead(ready ? 200 : 503, { 'content-type': 'application/json' })
          .end(ready ? '{"status":"ready"}\n' : '{"status":"the database does not answer"}\n');
        return;
      }
      default:
        response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
    }
  }

  async function isWelcome({ headers }: IncomingMessage): Promise<boolean> {
    try {
      await authenticate(headers.authorization ?? null);
      return true;
    } catch {
      return false;
    }
  }

  await start(server, port, host);
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://${shown(host)}:${taken}`, close: () => stop(server) };
}

function start(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const variable = cause.code === 'EADDRINUSE' || cause.code === 'EACCES' ? `PORT=${port}` : `HOST=${host}`;
      reject(new SetupError(`${variable}: cannot listen there: ${cause.message}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

const PATIENCE_MS = 3000;

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** What a person can open: the wildcard addresses are no destinations. */
function shown(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
