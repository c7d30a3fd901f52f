// Answers to GET that caches can keep: a validator, and 304 for whoever has the answer already (RFC 9110, section 13).
import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';

export function useEtag(): Plugin {
  return {
    async onResponse({ request, response, setResponse, fetchAPI }) {
      if (request.method !== 'GET' || response.status !== 200) return;
      if (!response.headers.get('content-type')?.includes('json')) return;
      const text = await response.text();
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      // One by one: the copy of headers that nobody has read yet is empty.
      const headers = new fetchAPI.Headers();
      response.headers.forEach((value, name) => void headers.set(name, value));
      headers.set('etag', etag);
      headers.append('vary', 'authorization, accept');
      // Kept anywhere, shown to nobody before the gateway has said that it still holds; a key's answers are its own.
      const shared = request.headers.get('authorization') === null;
      headers.set('cache-control', shared ? 'public, no-cache' : 'private, no-store');
      const known = (request.headers.get('if-none-match') ?? '')
        .split(',')
        .map((tag) => tag.trim().replace(/^W\//, ''));
      if (known.includes(etag) || known.includes('*')) {
        headers.delete('content-type');
        headers.delete('content-length');
        return setResponse(new fetchAPI.Response(null, { status: 304, headers }));
      }
      setResponse(new fetchAPI.Response(text, { status: 200, headers }));
    },
  };
}
