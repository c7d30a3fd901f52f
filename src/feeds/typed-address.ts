// Reads the address of a feed as people type it and other readers write it: without a scheme, or with one for feeds.

/** The addresses to try, the likeliest first, in the form in which addresses are stored; or what is wrong. */
export type TypedAddress = { addresses: [string, ...string[]] } | { mistake: string };

const MOST_CHARACTERS = 2000;
const ALLOWED = 'give an http or https address, or one that begins with its host, as in news.example/feed';
/** Schemes that only say that the address is of a feed. */
const FEED_SCHEME = /^(feeds?|rss|web\+feed):(?:\/\/(?=https?:))?/i;
const INVISIBLE = /[\p{Cf}\p{Cc}]/gu;

/** What has no scheme is tried by https, then by http. */
export function readAddress(typed: string): TypedAddress {
  let text = unwrapped(typed);
  if (text === '') return { mistake: `must not be blank: ${ALLOWED}` };
  if (text.length > MOST_CHARACTERS) return { mistake: `must have ${MOST_CHARACTERS} characters or fewer` };
  const shown = JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
  text = text.replace(FEED_SCHEME, '').replace(FEED_SCHEME, '');
  if (/\s[a-z]+:\/\//i.test(text)) return { mistake: `${shown} is more than one address: give one` };
  const scheme = schemeOf(text);
  if (scheme !== null && scheme !== 'http' && scheme !== 'https') {
    return {
      mistake: `${shown.includes('@') ? 'the address' : shown} begins with ${scheme}:, which is not fetched: ${ALLOWED}`,
    };
  }
  const rest = scheme === null ? text.replace(/^\/\//, '') : text;
  if (scheme === null && !beginsWithHost(rest)) return { mistake: `${shown} is not the address of a feed: ${ALLOWED}` };
  const candidates = scheme === null ? [`https://${rest}`, `http://${rest}`] : [text];
  const addresses: string[] = [];
  for (const candidate of candidates) {
    const url = URL.canParse(candidate) ? new URL(candidate) : null;
    if (url === null)
      return { mistake: `${shown.includes('@') ? 'the address' : shown} is not an address: ${ALLOWED}` };
    if (url.username !== '' || url.password !== '') return { mistake: 'must not contain a user name or a password' };
    // A fragment is never sent: with it, one feed would have many addresses.
    url.hash = '';
    if (url.href.length > MOST_CHARACTERS) return { mistake: `must have ${MOST_CHARACTERS} characters or fewer` };
    addresses.push(url.href);
  }
  return { addresses: addresses as [string, ...string[]] };
}

/** Without the space, quotes and angle brackets (RFC 3986, appendix C) that come along when an address is copied. */
function unwrapped(typed: string): string {
  const text = typed.replace(INVISIBLE, (character) => (/\s/.test(character) ? ' ' : '')).trim();
  return text.replace(/^<(?:url:)?(.*)>$|^["“'](.*)["”']$/is, '$1$2').trim();
}

/** In small letters; null where there is none. What follows a host's colon is its port. */
function schemeOf(text: string): string | null {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(text) ?? [];
  if (scheme === '' || /^\d{1,5}(?:[/?#]|$)/.test(rest)) return null;
  // "user:secret@host" is refused for its password, without showing it.
  if (!rest.startsWith('//') && /^[^/?#]*@/.test(rest) && scheme !== 'mailto') return null;
  return scheme.toLowerCase();
}

/** A host of one word is meant only where a port or a path follows: else it is a word. */
function beginsWithHost(text: string): boolean {
  const [, host = '', after = ''] = /^([^/?#\\]*)(.*)$/s.exec(text) ?? [];
  if (host === '' || host.startsWith('.') || /\s/.test(host)) return false;
  return host.includes('@') || /[.。．]|^\[|:\d+$|^localhost$/i.test(host) || /^\/\S/.test(after);
}

/**
 * Equal for addresses at which one feed is to be expected: by http and https, with and without a slash at the end, a
 * default port, capitals in the host, or escapes that are not needed.
 */
export function addressKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const { protocol, hostname, port, pathname, search } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return address;
  const isDefault = port === '' || port === '80' || port === '443';
  const path = pathname.replace(/\/+$/, '').replace(/%([0-9a-f]{2})/gi, unescaped);
  return `${hostname.replace(/\.$/, '')}${isDefault ? '' : `:${port}`}${path}${search}`;
}

/** RFC 3986 §6.2.2. */
function unescaped(written: string, digits: string): string {
  const character = String.fromCharCode(Number.parseInt(digits, 16));
  return /[\w.~-]/.test(character) ? character : written.toUpperCase();
}
