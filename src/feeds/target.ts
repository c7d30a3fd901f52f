/** Where a fetch may go: the address of a feed, or the one it redirects to. */

import { shorten } from './shorten.js';

/** The address to go to, or what is wrong with it. */
export function targetOf(address: string, from: URL | undefined): URL | string {
  let url: URL;
  try {
    url = new URL(address, from);
  } catch {
    return `"${shorten(address, 200)}" is not an address`;
  }
  const what = from ? `${from.host} redirects to` : 'The address is';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `${what} ${url.protocol}, but only http: and https: are fetched`;
  }
  // Not repeated in the message: it would put the password on screens and in logs.
  if (url.username || url.password) return `${what} one with a user name or password in it, which is not allowed`;
  return url;
}
