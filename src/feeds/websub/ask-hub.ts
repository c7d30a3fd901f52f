// Asks a hub to begin, renew or end a subscription (WebSub, section 5.1).
import { type Dispatcher, request as send } from 'undici';
import type { PushSubscription } from '../../database/generated/client.js';
import { guardedAgent } from '../guarded-agent.js';
import { networkFailure } from '../network-failure.js';
import { WANTED_SECONDS } from './lease.js';

export interface HubRequest {
  subscription: Pick<PushSubscription, 'hub' | 'topic' | 'secret'>;
  mode: 'subscribe' | 'unsubscribe';
  callback: string;
  userAgent: string;
  allowPrivate: boolean;
}

/** `accepted` is not yet a subscription: the hub asks back first. `gone` is a hub that is there no more. */
export type HubAnswer = { kind: 'accepted' } | { kind: 'gone' | 'failed'; error: string };

const CONNECT_MS = 10_000;
const TOTAL_MS = 20_000;
const MOST_REDIRECTS = 3;
/** The only redirects that keep the request what it is (RFC 9110, section 15.4). */
const REDIRECTS = new Set([307, 308]);

/** Never throws for what the hub or the network does. */
export async function askHub(asked: HubRequest): Promise<HubAnswer> {
  const agent = guardedAgent({ allowPrivate: asked.allowPrivate, connectTimeoutMs: CONNECT_MS });
  const signal = AbortSignal.timeout(TOTAL_MS);
  try {
    let url = new URL(asked.subscription.hub);
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const answer = await post(url, asked, { dispatcher: agent, signal });
      if (!('location' in answer)) return answer;
      if (!URL.canParse(answer.location, url.href)) return failed(`${url.host} redirects to what is no address`);
      url = new URL(answer.location, url);
      if (!/^https?:$/.test(url.protocol)) return failed(`The hub redirects to ${url.protocol}`);
    }
    return failed(`The hub redirects more than ${MOST_REDIRECTS} times`);
  } finally {
    await agent.destroy();
  }
}

async function post(
  url: URL,
  asked: HubRequest,
  how: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<HubAnswer | { location: string }> {
  try {
    const { statusCode, headers, body } = await send(url, {
      ...how,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': asked.userAgent },
      body: formOf(asked).toString(),
    });
    // What it says to its answer is for its own people.
    await body.dump({ limit: 65_536 });
    if (statusCode >= 200 && statusCode < 300) return { kind: 'accepted' };
    if (REDIRECTS.has(statusCode) && typeof headers.location === 'string') return { location: headers.location };
    if (statusCode === 410) return { kind: 'gone', error: `The hub at ${url.host} is gone for good (HTTP 410)` };
    return failed(`The hub at ${url.host} refuses the request (HTTP ${statusCode})`);
  } catch (error) {
    return failed(networkFailure(error, url).error);
  }
}

function formOf({ subscription: { topic, secret }, mode, callback }: HubRequest): URLSearchParams {
  const form = new URLSearchParams({ 'hub.callback': callback, 'hub.mode': mode, 'hub.topic': topic });
  if (mode === 'subscribe') {
    form.set('hub.secret', secret);
    form.set('hub.lease_seconds', String(WANTED_SECONDS));
  }
  return form;
}

function failed(error: string): HubAnswer {
  return { kind: 'failed', error };
}
