// What a gateway that is ready answers: the GraphQL endpoint, the schema for tools, and what an operator's probes ask.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sql } from '../database/sql.js';
import { printedSchema } from '../graph/schema.js';
import type { App } from './app.js';
import type { Authenticate } from './auth.js';
import { isGraphiQLFile, serveGraphiQL, serveGraphiQLFile } from './graphiql.js';
import { answerNotFound, ICON, isForPeople, ROBOTS } from './pages.js';
import type { Route } from './socket.js';
import { type RefreshDesk, refreshWebhook } from './webhooks.js';
import { CALLBACKS, type HubDesk, websubCallback } from './websub.js';

export interface RouteOptions {
  app: App;
  authenticate: Authenticate;
  sql: Sql;
  /** Whether the database answers, within a few seconds. */
  answers: () => Promise<boolean>;
  /** Who takes the messages of publishers' systems, and the keys that these sign with. */
  refreshes: RefreshDesk;
  webhookSecrets: readonly string[];
  hubs: HubDesk;
}

export function routesOf(options: RouteOptions): Route {
  const { app, authenticate, sql, answers } = options;
  const sdl = printedSchema();
  const takeWebhook = refreshWebhook(options.webhookSecrets, options.refreshes);
  const answerHub = websubCallback(options.hubs);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?', 1)[0];
    if (path === '/graphql') {
      // No page hides that a key is bad: the app says so.
      if (isForPeople(request) && (await isWelcome(request))) return serveGraphiQL(request, response, sql);
      return void (await app(request, response));
    }
    if (path === '/webhooks/refresh') return takeWebhook(request, response);
    if (path?.startsWith(CALLBACKS)) return answerHub(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerNotFound(request, response);
    if (isGraphiQLFile(path)) return serveGraphiQLFile(request, response);
    switch (path) {
      case '/':
        // Relative, so that it holds under any base path of a proxy in front.
        response.writeHead(302, { location: 'graphql' }).end();
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
      case '/favicon.ico':
      case '/favicon.svg':
        response
          .writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' })
          .end(ICON);
        return;
      case '/robots.txt':
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(ROBOTS);
        return;
      default:
        answerNotFound(request, response);
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

  return route;
}
