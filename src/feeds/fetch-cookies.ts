/** Cookies of one fetch: servers that send a visitor back to the same address want to see the cookie that they set. */
import { CookieJar } from 'tough-cookie';

export interface FetchCookies {
  /** Keeps the `Set-Cookie` headers of an answer from `url`, except those that it may not set (RFC 6265 §5.3). */
  keep(url: URL, setCookie: string | string[] | undefined): void;
  /** The `Cookie` header for a request to `url`; empty where there is none. */
  headerFor(url: URL): string;
}

/** Of one answer. */
const MOST_COOKIES = 50;
const LONGEST_HEADER = 8192;

/**
 * Domain, path and `Secure` decide where a cookie goes, and no cookie is for a public suffix. Stricter than RFC 6265
 * §8.5, ports do not share cookies: other ports are other services.
 */
export function createFetchCookies(): FetchCookies {
  const jars = new Map<string, CookieJar>();
  const jarFor = (url: URL) => {
    const jar = jars.get(url.port) ?? new CookieJar(undefined, { allowSecureOnLocal: false });
    jars.set(url.port, jar);
    return jar;
  };
  return {
    keep(url, setCookie = []) {
      for (const cookie of [setCookie].flat().slice(0, MOST_COOKIES)) {
        jarFor(url).setCookieSync(cookie, url.href, { ignoreError: true });
      }
    },
    headerFor(url) {
      const header = jarFor(url).getCookieStringSync(url.href);
      return header.length <= LONGEST_HEADER ? header : '';
    },
  };
}
