// POST /webhooks/refresh: a publisher's system says that a feed has something new, signed to Standard Webhooks 1.0.0.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { readBody, refuseBody } from './read-body.js';

/** What is done with a message that is signed and well formed. */
export interface RefreshDesk {
  /**
   * Takes each message once, whatever the number of times it comes. `unknown` names what no feed has, and then nothing
   * is refreshed and the message may come again.
   */
  accept(
    message: RefreshMessage,
  ): Promise<{ kind: 'accepted'; feeds: string[] } | { kind: 'unknown'; message: string }>;
}

interface RefreshMessage {
  id: string;
  /** Slugs and addresses of feeds. */
  feeds: string[];
  urls: string[];
}

const MOST_BYTES = 64 * 1024;
/** Longer than any sender's identifiers: the index that tells messages apart takes 2,700 bytes. */
const LONGEST_ID = 256;

const names = z.array(z.string().refine((name) => !name.includes('\0'), 'must not contain a NUL character')).optional();

const body = z.object({
  type: z.literal('feed.updated', { error: 'must be "feed.updated"' }),
  data: z
    .object({ feeds: names, urls: names }, { error: 'must be an object' })
    .refine(({ feeds = [], urls = [] }) => feeds.length + urls.length > 0, 'must name feeds, urls or both'),
});

/** Answers are JSON: what will be refreshed, or what is wrong. */
export function refreshWebhook(secrets: readonly string[], desk: RefreshDesk) {
  const verifiers = secrets.map((secret) => new Webhook(secret));
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number, content: object, headers: Record<string, string> = {}) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(json(content));
    if (request.method !== 'POST') return answer(405, { error: 'only POST is taken' }, { allow: 'POST' });
    if (verifiers.length === 0)
      return answer(404, { error: 'this gateway takes no webhooks: WEBHOOK_SECRET is not set' });
    const bytes = await readBody(request, MOST_BYTES);
    if (bytes === 'left') return;
    if (bytes === 'too large') return refuseBody(request, response, TOO_LARGE);
    const mistake = signatureMistake(verifiers, bytes, request);
    if (mistake !== null) return answer(401, { error: mistake });
    const read = readMessage(bytes);
    if ('mistakes' in read) return answer(400, { error: read.mistakes.join('; ') });
    const id = String(request.headers['webhook-id']);
    if (id.length > LONGEST_ID)
      return answer(400, { error: `webhook-id: must have ${LONGEST_ID} characters or fewer` });
    const taken = await desk.accept({ id, ...read });
    if (taken.kind === 'unknown') return answer(404, { error: taken.message });
    answer(202, { feeds: taken.feeds });
  };
}

/** Null where one of the secrets has signed the message; several are valid while they are rotated. */
function signatureMistake(verifiers: Webhook[], bytes: Buffer, { headers }: IncomingMessage): string | null {
  let mistake = '';
  for (const verifier of verifiers) {
    try {
      verifier.verify(bytes, headers as Record<string, string>, { jsonParse: false });
      return null;
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      mistake = error.message;
    }
  }
  return mistake;
}

function readMessage(bytes: Buffer): { feeds: string[]; urls: string[] } | { mistakes: string[] } {
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString());
  } catch {
    return { mistakes: ['the body is no JSON'] };
  }
  const { success, data, error } = body.safeParse(content);
  if (!success) return { mistakes: error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`) };
  const { feeds = [], urls = [] } = data.data;
  return { feeds, urls };
}

const TOO_LARGE = { status: 413, text: json({ error: 'the body is larger than 64 KiB' }), type: 'application/json' };

function json(content: object): string {
  return `${JSON.stringify(content)}\n`;
}
