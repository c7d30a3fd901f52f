// Parses and validates, and keeps the documents that are valid: by the memory that they take, not by their number.
import { type DocumentNode, type GraphQLError, type ParseOptions, parse, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { LIMITS } from './limits.js';
import { extentOf } from './nesting.js';
import { tooMuch } from './too-much.js';

/** Bytes of all documents that are kept, as estimated by `bytesOf`. */
export const DOCUMENT_BYTES = 64_000_000;

/** Measured: bench/RESULTS.md, "What documents take in memory". */
const BYTES_A_CHARACTER = 2;
const BYTES_A_TOKEN = 600;

export function useDocuments(): Plugin {
  const documents = new LRUCache<string, DocumentNode>({ maxSize: DOCUMENT_BYTES, maxEntrySize: DOCUMENT_BYTES / 8 });
  /** Of those that are not validated yet. */
  const tokens = new WeakMap<DocumentNode, number>();
  const valid = new WeakSet<DocumentNode>();

  function read(source: string | Source, options?: ParseOptions): DocumentNode {
    const text = typeof source === 'string' ? source : source.body;
    const extent = extentOf(text);
    if (extent.nesting > LIMITS.nesting) throw tooMuch('nesting');
    if (extent.tokens > LIMITS.tokens) throw tooMuch('tokens');
    const document = parse(source, options);
    tokens.set(document, extent.tokens);
    return document;
  }

  return {
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
