// Keeps the answers of those who come without a key until what they were made from changes. Whoever has a key reads
// what is there; an answer with an error, or of a mutation, is never kept.
import { type DocumentNode, type ExecutionResult, Kind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Context, Viewer } from '../graph/context.js';
import { type Dependencies, dependenciesOf } from './dependencies.js';
import type { Freshness, Versions } from './freshness.js';

/** Bytes of all answers and their keys. */
const KEPT_BYTES = 64_000_000;
/** Of what is kept beside the texts. Measured: bench/RESULTS.md. */
const ENTRY_BYTES = 1000;

/** The text alone: the objects that it was made from would take as much again. */
interface Kept {
  text: string;
  on: Dependencies;
  at: Versions;
}

interface Wanted {
  key: string;
  /** What was there before anything was read; null if the database does not say. */
  at: Promise<Versions | null>;
}

/** Of what depends on nothing. */
const NOTHING: Versions = { record: 0, news: 0, feeds: 0 };

const PARTS = ['record', 'news', 'feeds'] as const;

/** Header that asks for more than the answer: such a one is made anew. */
const ASKS_MORE = 'graphql-cost';

export function useResponseCache(
  freshness: Freshness,
  viewerOf: (request: Request) => Viewer | undefined,
): Plugin<Context> {
  const kept = new LRUCache<string, Kept>({ maxSize: KEPT_BYTES, maxEntrySize: KEPT_BYTES / 10 });
  const wanted = new WeakMap<Request, Wanted>();
  const documents = new WeakMap<DocumentNode, Dependencies | null>();

  return {
    async onParams({ request, params, setResult }) {
      if (viewerOf(request)?.role !== 'ANONYMOUS' || request.headers.has(ASKS_MORE)) return;
      if (typeof params?.query !== 'string') return;
      // By GET a document that has a mutation beside its query is refused; an answer to POST must not hide that.
      const key = JSON.stringify([request.method, params.query, params.operationName, params.variables]);
      const found = kept.get(key);
      // What depends on nothing waits for no database.
      if (found !== undefined && PARTS.every((part) => !found.on[part])) return setResult(answerOf(found.text));
      const looked = freshness.versions().catch(() => null); // if the database does not answer, the query will say so
      if (found !== undefined) {
        const at = await looked;
        if (at === null) return;
        if (PARTS.every((part) => !found.on[part] || found.at[part] === at[part]))
          return setResult(answerOf(found.text));
        kept.delete(key);
      }
      wanted.set(request, { key, at: looked });
    },
    async onExecute({ args: { document, schema, contextValue } }) {
      let on = documents.get(document);
      if (on === undefined) {
        on = dependenciesOf(schema, document);
        documents.set(document, on);
      }
      const mutates = mutation(document);
      const want = wanted.get(contextValue.request as Request);
      if (!mutates && (want === undefined || on === null)) return undefined;
      const dependsOn = on !== null && PARTS.some((part) => on?.[part]);
      const at = dependsOn && want !== undefined ? await want.at : NOTHING;
      return {
        onExecuteDone({ result, setResult }) {
          if (mutates) return freshness.changed();
          if (want === undefined || on == null || at === null || Symbol.asyncIterator in result) return;
          if (result.errors !== undefined) return;
          const text = JSON.stringify(result);
          kept.set(want.key, { text, on, at }, { size: bytesOf(text) + bytesOf(want.key) + ENTRY_BYTES });
          setResult(answerOf(text));
        },
      };
    },
  };
}

function answerOf(text: string): ExecutionResult & { stringify: () => string } {
  return { data: {}, stringify: () => text };
}

/** V8 keeps a text in one byte a character if none is beyond Latin-1, else in two. */
function bytesOf(text: string): number {
  return /[\u0100-\uffff]/.test(text) ? text.length * 2 : text.length;
}

function mutation({ definitions }: DocumentNode): boolean {
  return definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === 'mutation');
}
