/** An HTTP agent whose sockets go to public addresses only, so that no feed makes the server call its own network. */
import { type LookupAddress, lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './public-address.js';

export class ForbiddenAddressError extends Error {
  readonly host: string;

  constructor(host: string, addresses: readonly string[]) {
    super(`${host} is at ${addresses.join(', ')}, which is not a public address`);
    this.name = 'ForbiddenAddressError';
    this.host = host;
  }
}

export interface AgentOptions {
  allowPrivate: boolean;
  connectTimeoutMs: number;
  /** Instead of the system's DNS: for tests. */
  lookup?: LookupFunction | undefined;
}

/** The check is made for every socket, after DNS has answered: a name that changes its mind gets nowhere. */
export function guardedAgent({ allowPrivate, connectTimeoutMs, lookup = systemLookup }: AgentOptions): Agent {
  if (allowPrivate) return new Agent({ connect: { timeout: connectTimeoutMs, lookup } });
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: publicOnly(lookup) });
  return new Agent({
    connect(options, callback) {
      // node:net looks no literal up, so those are checked here.
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !isPublicAddress(host)) callback(new ForbiddenAddressError(host, [host]), null);
      else connect(options, callback);
    },
  });
}

const systemLookup = resolve as LookupFunction;

function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = found as LookupAddress[];
      const reachable = addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = reachable;
      if (!first) {
        const refused = addresses.map(({ address }) => address);
        return callback(new ForbiddenAddressError(hostname, refused), []);
      }
      if (options.all) callback(null, reachable);
      else callback(null, first.address, first.family);
    });
  };
}
