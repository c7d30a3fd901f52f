// Tells the loaders of a request which columns its document asks for.
import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Asked } from '../database/narrow.js';
import { askedIn } from '../graph/asked.js';
import type { Context } from '../graph/context.js';

export function useAskedColumns(): Plugin<Context> {
  const documents = new WeakMap<DocumentNode, Asked | null>();
  return {
    onExecute({ args: { document, schema, contextValue } }) {
      let asked = documents.get(document);
      if (asked === undefined) {
        asked = askedIn(schema, document);
        documents.set(document, asked);
      }
      if (asked !== null) contextValue.load.only(asked);
    },
  };
}
