// Documents by hash: persisted ones (`documentId`), and automatic persisted queries as Apollo's clients send them.
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../graph/context.js';
import { failure, shown } from '../graph/error-codes.js';
import { type PersistedDocuments, sha256 } from './persisted-documents.js';

interface PersistedOptions {
  documents: PersistedDocuments;
  /** Whether anything else is refused, except from role ADMIN. */
  only: boolean;
  viewerOf: (request: Request) => Viewer | undefined;
}

/** Greatest total length, in characters, of the texts that clients have registered: the oldest make place. */
const REGISTERED_CHARACTERS = 8_000_000;

type Parameters = GraphQLParams & { documentId?: unknown };

export function usePersisted({ documents, only, viewerOf }: PersistedOptions): Plugin {
  const registered = new LRUCache<string, string>({
    maxSize: REGISTERED_CHARACTERS,
    maxEntrySize: REGISTERED_CHARACTERS / 10,
    sizeCalculation: (text) => text.length + 1,
  });

  /** Apollo's protocol: the hash alone first, and once more with the text where it is unknown. */
  function automatic(query: string | undefined, hash: string): string {
    if (query === undefined) {
      const text = documents.get(hash) ?? registered.get(hash);
      // Apollo's clients look for this message.
      if (text === undefined) throw failure('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
      return text;
    }
    if (sha256(query) !== hash) throw failure('BAD_REQUEST', 'provided sha does not match query');
    registered.set(hash, query);
    return query;
  }

  return {
    onParams({ request, params, setParams }) {
      if (typeof params !== 'object' || params === null || Array.isArray(params)) return;
      const { documentId: posted, ...rest } = params as Parameters;
      const id = posted ?? (request.method === 'GET' ? documentIdOf(request.url) : undefined);
      const hash = apolloHash(params.extensions);
      let text = params.query ?? undefined;
      if (id !== undefined) {
        if (text !== undefined) throw failure('BAD_REQUEST', 'A request has a query or a documentId, not both');
        text = persisted(documents, id);
      } else if (hash !== undefined && (text === undefined || typeof text === 'string')) {
        text = only ? (text ?? persisted(documents, hash)) : automatic(text, hash);
      }
      if (only && typeof text === 'string' && viewerOf(request)?.role !== 'ADMIN' && !documents.has(sha256(text))) {
        throw failure(
          'PERSISTED_QUERY_REQUIRED',
          'This gateway answers persisted documents only: send a documentId, or a key of role ADMIN',
        );
      }
      if (text !== params.query) setParams({ ...rest, query: text as string });
    },
  };
}

function persisted(documents: PersistedDocuments, id: unknown): string {
  const hash = typeof id === 'string' ? /^(?:sha256:)?([0-9a-f]{64})$/.exec(id)?.[1] : undefined;
  if (hash === undefined) {
    throw failure('BAD_REQUEST', `documentId cannot be ${shown(id)}: it takes sha256: and 64 digits in hex`);
  }
  const text = documents.get(hash);
  if (text === undefined) {
    throw failure('PERSISTED_QUERY_NOT_FOUND', `No document has the identifier ${JSON.stringify(id)} here`);
  }
  return text;
}

function documentIdOf(url: string): string | undefined {
  if (!url.includes('documentId=')) return undefined;
  return new URLSearchParams(url.slice(url.indexOf('?'))).get('documentId') ?? undefined;
}

function apolloHash(extensions: unknown): string | undefined {
  const query = (extensions as { persistedQuery?: { version?: unknown; sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery;
  return query?.version === 1 && typeof query.sha256Hash === 'string' ? query.sha256Hash : undefined;
}
