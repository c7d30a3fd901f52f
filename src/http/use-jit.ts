// Compiles each operation once: promises per field are most of what plain execution costs.
import type { DocumentNode } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Plugin } from 'graphql-yoga';

/** Yoga keeps parsed documents in a bounded cache; what is compiled lives as long as its document does. */
export function useJit(): Plugin {
  const compiled = new WeakMap<DocumentNode, Map<string, CompiledQuery | null>>();
  return {
    onExecute({ args, setExecuteFn }) {
      // A document may hold several operations, each of which is a program of its own.
      const name = args.operationName ?? '';
      let operations = compiled.get(args.document);
      if (operations === undefined) {
        operations = new Map();
        compiled.set(args.document, operations);
      }
      let operation = operations.get(name);
      if (operation === undefined) {
        const result = compileQuery(args.schema, args.document, args.operationName ?? undefined);
        // What cannot be compiled (an unknown operation name, say) is left to graphql-js and its error.
        operation = isCompiledQuery(result) ? result : null;
        operations.set(name, operation);
      }
      if (operation !== null) {
        const { query } = operation;
        setExecuteFn(({ rootValue, contextValue, variableValues }) =>
          query(rootValue, contextValue, variableValues ?? {}),
        );
      }
    },
  };
}
