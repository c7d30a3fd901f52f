// Parses and validates, and keeps the documents that are valid: by the memory that they take, not by their number.
import { type DocumentNode, type GraphQLError, type ParseOptions, parse, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { LIMITS } from './limits.js';
import { type Extent, extentOf } from './nesting.js';
import { tooMuch } from './too-much.js';

/** Bytes of all documents that are kept, as estimated by `bytesOf`. */
const DOCUMENT_BYTES = 64_000_000;

/** Measured: bench/RESULTS.md, "What documents take in memory". */
const BYTES_A_CHARACTER = 2;
const BYTES_A_TOKEN = 600;

export function useDocuments(): Plugin {
  const documents = new LRUCache<string, DocumentNode>({ maxSize: DOCUMENT_BYTES, maxEntrySize: DOCUMENT_BYTES / 8 });
  /** Of those that are not validated yet. */
  const tokens = new WeakMap<DocumentNode, number>();
  const valid = new WeakSet<DocumentNode>();

  let last: { text: string; extent: Extent } | null = null;

  /** Of the text that was measured last, at once: it is looked at when its request is read, and when it is parsed. */
  function measured(text: string): Extent {
    if (last?.text !== text) last = { text, extent: extentOf(text) };
    return last.extent;
  }

  function read(source: string | Source, options?: ParseOptions): DocumentNode {
    const text = typeof source === 'string' ? source : source.body;
    const extent = measured(text);
    if (extent.nesting > LIMITS.nesting) throw tooMuch('nesting');
    if (extent.tokens > LIMITS.tokens) throw tooMuch('tokens');
    const document = parse(source, options);
    tokens.set(document, extent.tokens);
    last = null;
    return document;
  }

  function isTooNested(text: string): boolean {
    try {
      return measured(text).nesting > LIMITS.nesting;
    } catch {
      return false; // no tokens: the parser says where
    }
  }

  return {
    // Here the status is 400 whatever a client accepts: Yoga lets the errors of its parser pass with 200.
    onParams({ params }) {
      const text: unknown = params?.query;
      if (typeof text === 'string' && !documents.has(text) && isTooNested(text)) throw tooMuch('nesting');
    },
    onParse({ params: { source }, setParsedDocument, setParseFn }) {
      const known = documents.get(source.toString());
      if (known === undefined) setParseFn(read);
      else setParsedDocument(known);
    },
    onValidate({ params: { documentAST }, setResult }) {
      if (valid.has(documentAST)) {
        setResult([]);
        return undefined;
      }
      return ({ result }) => {
        if ((result as readonly GraphQLError[]).length > 0) return;
        valid.add(documentAST);
        const text = documentAST.loc?.source.body;
        if (text === undefined) return;
        const size = text.length * BYTES_A_CHARACTER + (tokens.get(documentAST) ?? 0) * BYTES_A_TOKEN;
        documents.set(text, documentAST, { size });
      };
    },
  };
}
