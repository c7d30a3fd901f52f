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

interface Refusal {
  status: number;
  text: string;
  type?: string;
}

/** Answers without keeping the body, or the rest of it, and hangs up. */
export function refuseBody(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const { status, text, type = 'text/plain' } = refusal;
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), connection: 'close' });
  response.write(text);
  // A connection that is closed on what was not read is reset, and the answer may be lost (RFC 9112 §9.6).
  const hangUp = setTimeout(() => request.destroy(), LINGER_MS);
  request.once('close', () => clearTimeout(hangUp));
  request.once('end', () => response.end()).resume();
}

/** For a sender to notice the answer; what it sends meanwhile is thrown away. */
const LINGER_MS = 500;
