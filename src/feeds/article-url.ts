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
  const url = parseUrl(value, base);
  if (url === null || !/^https?:/.test(url.protocol)) return null;
  // Publishers do not hand passwords to readers on purpose.
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  if (url.search !== '') {
    const pairs = url.search.slice(1).split('&');
    const kept = pairs.filter(isKept);
    if (kept.length !== pairs.length) url.search = kept.join('&');
  }
  // Le Monde and others put theirs after the hash, where their scripts read it.
  if (/^#xtor=/i.test(url.hash)) url.hash = '';
  return url.href;
}

function isKept(pair: string): boolean {
  const name = (pair.split('=', 1)[0] ?? '').toLowerCase();
  return !TRACKING.has(name) && !TRACKING_PREFIXES.some((prefix) => name.startsWith(prefix));
}
