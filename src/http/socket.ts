// The socket of the gateway. It is taken before anything else is loaded, so that a port that is in use is told at once and
// probes are answered from the first moment on.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Logger } from 'pino';
import { SetupError } from '../config.js';
import type { ErrorCode } from '../graph/error-codes.js';
import { answerJson, answerPage, isForPeople } from './pages.js';
import { GatewayResponse } from './response.js';

/** Answers a request; what it throws is logged and answered with 500. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface GatewaySocket {
  /** Addresses that a browser can open, with the port that was really taken: one, or all of this machine's. */
  urls: [string, ...string[]];
  /** From here on requests are answered; until then it says that the gateway is starting. */
  answer(route: Route): void;
  /** Takes no new requests, waits for those under way for three seconds, then cuts them off. */
  close(): Promise<void>;
}

type GatewayServer = Server<typeof IncomingMessage, typeof GatewayResponse>;

interface SocketOptions {
  port: number;
  host: string;
  log: Logger;
  /** What the start is doing, for those who ask meanwhile. */
  step: () => string;
}

/** Throws a `SetupError` that names PORT or HOST if the address cannot be taken. */
export async function openSocket({ port, host, log, step }: SocketOptions): Promise<GatewaySocket> {
  let route: Route = async (request, response) => answerWhileStarting(request, response, step());
  const server = createServer({ ServerResponse: GatewayResponse }, (request, response) => {
    route(request, response).catch((error: unknown) => {
      // Without what follows /websub/: that is known to a hub alone.
      log.error({ err: error, url: request.url?.replace(/(?<=^\/websub\/).*/, '…') }, 'a request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('internal error\n');
    });
  });
  server.on('clientError', refuseUnreadable);
  await start(server, port, host);
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    urls: addressesOf(host).map((name) => `http://${name}:${taken}`) as [string, ...string[]],
    answer: (ready) => {
      route = ready;
    },
    close: () => stop(server),
  };
}

const COME_AGAIN = { 'retry-after': '2', 'cache-control': 'no-store' };
const CODE: ErrorCode = 'STARTING';

function answerWhileStarting(request: IncomingMessage, response: ServerResponse, step: string): void {
  const path = request.url?.split('?', 1)[0];
  if (path === '/health') {
    answerJson(response, 200, { status: 'ok' });
  } else if (path === '/ready') {
    answerJson(response, 503, { status: 'starting', step }, COME_AGAIN);
  } else if (isForPeople(request)) {
    const page = { status: 503, title: 'Flankwatch is starting', text: `It is ${step}.`, again: 2 };
    answerPage(response, page, COME_AGAIN);
  } else {
    const message = `The gateway is starting: ${step}. Ask again in a few seconds.`;
    answerJson(response, 503, { errors: [{ message, extensions: { code: CODE } }] }, COME_AGAIN);
  }
}

/** What Node's parser cannot read: no request exists that could be answered otherwise. */
function refuseUnreadable({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, text] = UNREADABLE[code ?? ''] ?? ['400 Bad Request', 'this is no HTTP request'];
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n` +
      `x-content-type-options: nosniff\r\ncontent-length: ${text.length + 1}\r\n\r\n${text}\n`,
  );
}

const UNREADABLE: Record<string, [status: string, text: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'the address and the headers have more than 16 kB: send a long query by POST',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'the request took too long to arrive'],
};

function start(server: GatewayServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const variable = cause.code === 'EADDRINUSE' || cause.code === 'EACCES' ? `PORT=${port}` : `HOST=${host}`;
      reject(new SetupError(`${variable}: cannot listen there: ${cause.message}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

const PATIENCE_MS = 3000;

function stop(server: GatewayServer): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** What a person can open: a wildcard is no destination, but stands for every address of this machine. */
function addressesOf(host: string): string[] {
  if (host === '127.0.0.1') return ['localhost'];
  if (host !== '0.0.0.0' && host !== '::') return [host.includes(':') ? `[${host}]` : host];
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const reachable = all.filter(
    ({ family, internal, address }) =>
      // A link-local address (fe80::/10) needs the name of an interface, which no browser takes.
      !internal && (family === 'IPv4' || (host === '::' && !/^fe[89ab]/i.test(address))),
  );
  return ['localhost', ...reachable.map(({ family, address }) => (family === 'IPv6' ? `[${address}]` : address))];
}
