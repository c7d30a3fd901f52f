// /websub/:id: where hubs ask whether a subscription is meant, and deliver what is new (W3C WebSub).
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, refuseBody } from './read-body.js';

/** What is done with what hubs say; `id` is the unguessable end of a subscription's callback. */
export interface HubDesk {
  standing(id: string): Promise<'OPEN' | 'ENDED' | 'UNKNOWN' | 'BUSY'>;
  /** The challenge to echo; null where the subscription is not meant. */
  verify(id: string, query: URLSearchParams): Promise<string | null>;
  /** Must not wait for the document to be read: hubs wait for the answer. */
  deliver(
    id: string,
    delivery: { bytes: Uint8Array; contentType: string | null; signature: string | undefined; link: string | null },
  ): Promise<void>;
  /** A delivery that is not read to its end. */
  refuse(id: string, reason: string): Promise<void>;
}

export const CALLBACKS = '/websub/';

const ID = /^[A-Za-z0-9_-]{22,64}$/;
/** As much as is read of a feed that is fetched. */
const MOST_BYTES = 15 * 1024 * 1024;

const REFUSALS = {
  UNKNOWN: { status: 404, text: 'not found\n' },
  ENDED: { status: 410, text: 'this subscription has ended\n' },
  BUSY: { status: 503, text: 'too much at once: come again\n' },
};

export function websubCallback(desk: HubDesk) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const id = pathname.slice(CALLBACKS.length);
    // A challenge is echoed as it came: nothing in it is to be taken for a page.
    const plain = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
    if (!ID.test(id)) return void response.writeHead(404, plain).end('not found\n');
    switch (request.method) {
      case 'GET': {
        const challenge = await desk.verify(id, searchParams);
        if (challenge === null) response.writeHead(404, plain).end('not found\n');
        else response.writeHead(200, plain).end(challenge);
        return;
      }
      case 'POST': {
        const standing = await desk.standing(id);
        if (standing !== 'OPEN') return refuseBody(request, response, REFUSALS[standing]);
        const bytes = await readBody(request, MOST_BYTES);
        if (bytes === 'left') return;
        if (bytes === 'too large') {
          await desk.refuse(id, 'it is larger than 15 MB');
          return refuseBody(request, response, { status: 413, text: 'larger than 15 MB\n' });
        }
        const { 'content-type': contentType = null, 'x-hub-signature': signature, link } = request.headers;
        const links = link === undefined ? null : [link].flat().join(', ');
        await desk.deliver(id, { bytes, contentType, signature: signature?.toString(), link: links });
        response.writeHead(202, plain).end();
        return;
      }
      default:
        response.writeHead(405, { ...plain, allow: 'GET, POST' }).end('only GET and POST are taken\n');
    }
  };
}
