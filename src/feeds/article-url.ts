/** The address of an article or of a link in it, absolute and without what only tells publishers who came from where. */
import { parseUrl } from './resolve-url.js';

const TRACKING_PREFIXES = ['utm_', 'hsa_', 'mtm_', 'pk_', 'matomo_'];
const TRACKING = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid
   mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking _ga _gl vero_id oly_anon_id oly_enc_id wickedid
   s_cid wt_mc at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 xtor at_bbc_team ns_mchannel
   ns_campaign ns_source ns_linkname ns_fee __twitter_impression ref_src ref_url rb_clickid epik`.split(/\s+/),
);

/** Null when the value is no http(s) address, even from `base`. */
export function articleUrl(value: string, base: string | null): string | null {
  return plainArticleUrl(value, base) ?? parsedArticleUrl(value, base);
}

// Of these a URL is made without changing a letter (WHATWG URL, sections 3.5 and 4.4): hosts of small letters that are no
// numbers and no Punycode; paths without dots for segments; nothing that would be percent-encoded.
const ORIGIN = 'https?://(?:(?!xn--)[a-z0-9-]+\\.)+[a-z]{2,}';
const PATH = `/(?:[\\w~!$&'()*+,;=:@/-]|(?<!/)\\.|%(?!2[eE]))*`;
const QUERY = '\\?([\\w~!$&()*+,;=:@/.%-]+)';
const PLAIN_ORIGIN = new RegExp(`^${ORIGIN}(?=/)`);
const PLAIN = new RegExp(`^(?:${ORIGIN})?${PATH}(?:${QUERY})?$`);
/** Shorter than any that is too long, wherever it leads from. */
const LONGEST_PLAIN = 4000;

/** What `parsedArticleUrl` makes of most addresses, in a tenth of the time; null for others. */
function plainArticleUrl(value: string, base: string | null): string | null {
  if (value.length > LONGEST_PLAIN) return null;
  const found = PLAIN.exec(value);
  if (found === null) return null;
  const origin = base === null ? null : originOf(base);
  // From what is no address nothing leads anywhere, not even what is one itself.
  if (base !== null && origin === null) return null;
  const isPath = value.startsWith('/');
  if (isPath && (origin === null || value.startsWith('//'))) return null;
  const before = isPath ? (origin ?? '') : '';
  const query = found[1];
  const kept = query === undefined ? undefined : keptOf(query);
  if (query === undefined || kept === query) return before + value;
  return before + value.slice(0, -query.length - (kept === '' ? 1 : 0)) + kept;
}

// All links of a document lead from one address, or those of an article from its own.
let latest: { base: string; origin: string | null } = { base: '', origin: null };

/** Null where the base is no http(s) address, or too long for one that is plain. */
function originOf(base: string): string | null {
  if (base !== latest.base) latest = { base, origin: PLAIN_ORIGIN.exec(base)?.[0] ?? parsedOrigin(base) };
  return latest.origin === null || latest.origin.length > LONGEST_PLAIN ? null : latest.origin;
}

function parsedOrigin(base: string): string | null {
  try {
    const { protocol, origin } = new URL(base);
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}

function parsedArticleUrl(value: string, base: string | null): string | null {
  const url = parseUrl(value, base);
  if (url === null || !/^https?:/.test(url.protocol)) return null;
  // Publishers do not hand passwords to readers on purpose.
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  if (url.search !== '') {
    const query = url.search.slice(1);
    const kept = keptOf(query);
    if (kept !== query) url.search = kept;
  }
  // Le Monde and others put theirs after the hash, where their scripts read it.
  if (/^#xtor=/i.test(url.hash)) url.hash = '';
  return url.href;
}

function keptOf(query: string): string {
  const pairs = query.split('&');
  const kept = pairs.filter(isKept);
  return kept.length === pairs.length ? query : kept.join('&');
}

function isKept(pair: string): boolean {
  const name = (pair.split('=', 1)[0] ?? '').toLowerCase();
  return !TRACKING.has(name) && !TRACKING_PREFIXES.some((prefix) => name.startsWith(prefix));
}
