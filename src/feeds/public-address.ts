/** Tells the addresses of the open internet from all that a server must not be led to. */
import ipaddr from 'ipaddr.js';

// Azure's host agent answers every guest at a public address.
const METADATA_ADDRESSES = new Set(['168.63.129.16']);
// RFC 4291 §2.4 and IANA's registry: all that is routed is in 2000::/3.
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');

/**
 * Whether an address is one of the open internet. `unicast` is what IANA's special-purpose registries leave:
 * private, loopback, link-local (with the cloud's 169.254.169.254), shared (CGNAT), multicast, NAT64, 6to4,
 * Teredo, IPv4-mapped and reserved blocks all have names of their own.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || METADATA_ADDRESSES.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_UNICAST, 3);
}
