// Reads what a sender posts, up to a limit, and stops where it exceeds that.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Null where the body is larger, or is said to be; the rest of it is not read. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return null;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) return void chunks.push(chunk);
      request.removeAllListeners('data').pause();
      resolve(null);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new SenderLeft()));
  });
}

/** The sender broke off: there is nobody left to answer. */
export class SenderLeft extends Error {}

/** Answers a body that is too large, and hangs up: the sender may still be sending. */
export function refuseBody(request: IncomingMessage, response: ServerResponse, text: string): void {
  response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
  response.end(text, () => setTimeout(() => request.destroy(), LINGER_MS).unref());
}

/** A connection that is reset at once may lose the answer on its way (RFC 9112 §9.6). */
const LINGER_MS = 500;
