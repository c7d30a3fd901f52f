// How long a body may be. One that says its length is as long as it says: HTTP's parser sees to that (RFC 9112, section
// 6.3), and nothing has to be counted. One that does not is read up to the limit.
import type { Plugin } from 'graphql-yoga';
import { failure } from '../graph/error-codes.js';

export function useBodyLimit(mostBytes: number): Plugin {
  const tooLarge = () => failure('BAD_REQUEST', `A body has ${mostBytes} bytes at the most`, { http: { status: 413 } });
  return {
    onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
      const said = request.headers.get('content-length');
      if (said !== null) {
        if (!/^\d+$/.test(said)) throw failure('BAD_REQUEST', 'Content-Length must be a number of bytes');
        if (Number(said) > mostBytes) throw tooLarge();
        return;
      }
      if (requestParser === undefined || request.body === null) return;
      setRequestParser(async (unread) => {
        const chunks: Uint8Array[] = [];
        let size = 0;
        for await (const chunk of unread.body as AsyncIterable<Uint8Array> & typeof unread.body) {
          size += chunk.byteLength;
          if (size > mostBytes) throw tooLarge();
          chunks.push(chunk);
        }
        const { url, method, headers } = unread;
        return requestParser(new fetchAPI.Request(url, { method, headers, body: Buffer.concat(chunks) }));
      });
    },
  };
}
