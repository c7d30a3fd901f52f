/** A feed as it arrived: the stage between fetching and parsing. */
import { hash } from 'node:crypto';

export interface FeedDocument {
  /** The body after content decoding (gzip, br, deflate) and before character decoding. */
  bytes: Uint8Array;
  /** The `Content-Type` header as sent, with its charset if it had one. */
  contentType: string | null;
  /** Where the document was found after redirects; relative links resolve against it. */
  url: string;
  /** The `Link` headers as sent, with commas between them (RFC 9110 §5.3); absent where there are none. */
  link?: string;
}

/** To tell a document from the one that was read last: SHA-256, in hexadecimal. */
export function bodyHash({ bytes }: FeedDocument): string {
  return hash('sha256', bytes);
}
