/** A publisher's server for the tests, on a port of its own. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FeedServer {
  url: string;
  requests(): number;
  close(): Promise<void>;
}

/** `host` 0.0.0.0 answers on all of this machine's addresses. */
export async function feedServer(listener: RequestListener, host = '127.0.0.1'): Promise<FeedServer> {
  let requests = 0;
  const server: Server = createServer((request, response) => {
    requests++;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
