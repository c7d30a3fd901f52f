// Every answer of the gateway's socket: the headers that tell browsers to be careful, and a compressed body.
import { type IncomingMessage, ServerResponse } from 'node:http';
import { compress, encodingFor } from './compression.js';

/**
 * For answers that are no page: nothing in them may run, and no page may frame them. GraphiQL and the few other pages
 * bring a policy of their own.
 */
const CAREFUL = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  // Addresses of GraphiQL hold the query: no other site learns it.
  'referrer-policy': 'same-origin',
};

/** A smaller body fits in one packet whether it is compressed or not. */
const FEWEST_BYTES = 1024;

/** Not a stream of events, whose pieces must go out one by one. */
const COMPRESSIBLE =
  /^(?:text\/(?!event-stream)|image\/svg\+xml|application\/(?:[^;]*\+)?(?:json|xml|javascript|graphql)\b)/i;

/**
 * A body that is written whole is compressed if the client accepts that. A body that is written in pieces is sent as it
 * is, and so is one that has an encoding already. A strong ETag becomes weak with the body that it stands for: the bytes
 * are others (RFC 9110, section 8.8.1).
 */
export class GatewayResponse extends ServerResponse<IncomingMessage> {
  /** The first piece, until it is known whether more follow. */
  #held: Buffer | undefined;
  #isSending = false;

  constructor(...parameters: ConstructorParameters<typeof ServerResponse<IncomingMessage>>) {
    super(...parameters);
    for (const [name, value] of Object.entries(CAREFUL)) this.setHeader(name, value);
  }

  /** Node would make the head's text at once, but only the whole body tells whether it is compressed. */
  override writeHead(...parameters: unknown[]): this {
    const [status, ...rest] = parameters as [number, ...unknown[]];
    if (this.#isSending) return super.writeHead(status);
    this.statusCode = status;
    if (typeof rest[0] === 'string') this.statusMessage = rest.shift() as string;
    for (const [name, value] of Object.entries((rest[0] as Record<string, string>) ?? {})) this.setHeader(name, value);
    return this;
  }

  override flushHeaders(): void {
    this.#send();
    super.flushHeaders();
  }

  override write(...parameters: unknown[]): boolean {
    const [chunk, ...rest] = parameters;
    if (!this.#isSending && this.#held === undefined && rest.length === 0) {
      this.#held = bytesOf(chunk);
      // An end that follows at once makes it the whole body.
      setImmediate(() => this.#send());
      return true;
    }
    this.#send();
    return super.write(...(parameters as [unknown]));
  }

  override end(...parameters: unknown[]): this {
    if (this.#isSending) return super.end(...(parameters as [unknown]));
    const [chunk] = parameters;
    const callback = parameters.find((parameter) => typeof parameter === 'function') as (() => void) | undefined;
    const last = chunk === undefined || chunk === null || chunk === callback ? null : bytesOf(chunk);
    const held = this.#held ?? null;
    this.#held = undefined;
    const body = held !== null && last !== null ? Buffer.concat([held, last]) : (held ?? last ?? Buffer.alloc(0));
    const encoding = this.#isCompressible(body) ? encodingFor(this.req.headers['accept-encoding']?.toString()) : null;
    this.#isSending = true;
    varyWith(this, 'accept-encoding');
    if (encoding === null) return super.end(body, callback);
    if (this.req.method === 'HEAD') {
      this.removeHeader('content-length');
      return super.end(callback);
    }
    compress(body, encoding).then(
      (bytes) => {
        this.setHeader('content-encoding', encoding);
        this.setHeader('content-length', bytes.length);
        const etag = this.getHeader('etag');
        if (typeof etag === 'string' && etag.startsWith('"')) this.setHeader('etag', `W/${etag}`);
        super.end(bytes, callback);
      },
      () => super.end(body, callback),
    );
    return this;
  }

  #isCompressible(body: Buffer): boolean {
    return (
      body.length >= FEWEST_BYTES &&
      !this.hasHeader('content-encoding') &&
      COMPRESSIBLE.test(String(this.getHeader('content-type') ?? ''))
    );
  }

  /** From here on what is written goes out. */
  #send(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    varyWith(this, 'accept-encoding');
    if (this.#held !== undefined) super.write(this.#held);
    this.#held = undefined;
  }
}

function varyWith(response: ServerResponse, header: string): void {
  const known = [response.getHeader('vary') ?? []].flat().join(', ');
  const names = known.split(',').map((name) => name.trim().toLowerCase());
  if (names.includes(header) || names.includes('*')) return;
  response.setHeader('vary', known === '' ? header : `${known}, ${header}`);
}

function bytesOf(chunk: unknown): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array);
}
