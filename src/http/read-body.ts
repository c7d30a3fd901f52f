// Reads what a sender posts, up to a limit, and stops where it exceeds that.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** `too large` where the body is larger, or is said to be; `left` where the sender broke off: nobody waits then. */
type Posted = Buffer | 'too large' | 'left';

export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Posted> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return 'too large';
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) return void chunks.push(chunk);
      request.removeAllListeners('data').pause();
      resolve('too large');
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve('left'));
    request.once('close', () => resolve('left'));
  });
}

/** Answers a body that is too large, and hangs up: the sender may still be sending. */
export function refuseBody(request: IncomingMessage, response: ServerResponse, text: string): void {
  response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
  response.end(text, () => setTimeout(() => request.destroy(), LINGER_MS).unref());
}

/** A connection that is reset at once may lose the answer on its way (RFC 9112 §9.6). */
const LINGER_MS = 500;
