/** Says in plain words why a server could not be asked. */
import { ForbiddenAddressError } from './guarded-agent.js';

const BY_CODE = new Map([
  ['ENOTFOUND', 'its host name does not exist'],
  ['EAI_AGAIN', 'its host name could not be looked up just now'],
  ['ECONNREFUSED', 'the server refuses connections'],
  ['ECONNRESET', 'the server broke the connection off'],
  ['EPIPE', 'the server broke the connection off'],
  ['UND_ERR_SOCKET', 'the server broke the connection off'],
  ['ETIMEDOUT', 'the server did not answer in time'],
  ['UND_ERR_CONNECT_TIMEOUT', 'the server did not answer in time'],
  ['UND_ERR_HEADERS_TIMEOUT', 'the server did not answer in time'],
  ['UND_ERR_BODY_TIMEOUT', 'the server stopped in the middle of its answer'],
  ['EHOSTUNREACH', 'the server cannot be reached'],
  ['ENETUNREACH', 'the server cannot be reached'],
  ['UND_ERR_HEADERS_OVERFLOW', 'the server sent more headers than are read'],
  ['CERT_HAS_EXPIRED', "the server's certificate has expired"],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', "the server's certificate is signed by nobody but itself"],
  ['SELF_SIGNED_CERT_IN_CHAIN', "the server's certificate is signed by an unknown authority"],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', "the server's certificate is signed by an unknown authority"],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "the server's certificate is for another host"],
  ['Z_DATA_ERROR', 'its compressed body is damaged'],
  ['Z_BUF_ERROR', 'its compressed body is damaged'],
]);

export interface NetworkFailure {
  error: string;
  /** The network's code, as `EAI_AGAIN`; absent if the address is not allowed or the server does not speak HTTP. */
  cause?: string;
}

export function networkFailure(error: unknown, url: URL): NetworkFailure {
  const reason = error instanceof Error ? error : new Error(String(error));
  if (reason instanceof ForbiddenAddressError) return { error: `Not fetched: ${reason.message}` };
  if (reason.name === 'TimeoutError') {
    return { error: `${url.host} did not finish its answer in time`, cause: 'ETIMEDOUT' };
  }
  const code = 'code' in reason ? String(reason.code) : '';
  if (code.startsWith('HPE_')) return { error: `${url.host} could not be read: the server does not speak HTTP` };
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    return { error: `${url.host} could not be read: the server does not speak TLS that can be read` };
  }
  const words = BY_CODE.get(code) ?? (reason.message || code);
  return { error: `${url.host} could not be read: ${words}`, ...(code !== '' && { cause: code }) };
}

/** What a code means, for all servers that it was met at; null for a code without words. */
export function causeInWords(code: string): string | null {
  return BY_CODE.get(code) ?? null;
}
