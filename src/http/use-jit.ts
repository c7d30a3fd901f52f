// Compiles each operation once: promises per field are most of what plain execution costs.
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Plugin } from 'graphql-yoga';

/** A compiled operation, and the variables that are read for it. */
interface Compiled {
  query: CompiledQuery['query'];
  variables: readonly VariableDefinitionNode[];
}

/** Yoga keeps parsed documents in a bounded cache; what is compiled lives as long as its document does. */
export function useJit(): Plugin {
  const compiled = new WeakMap<DocumentNode, Map<string, Compiled | null>>();
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
        operation = compile(args.schema, args.document, args.operationName ?? undefined);
        operations.set(name, operation);
      }
      if (operation !== null) {
        const { query, variables } = operation;
        setExecuteFn(({ schema, rootValue, contextValue, variableValues }) => {
          if (variables.length === 0) return query(rootValue, contextValue, {});
          const read = getVariableValues(schema, variables, variableValues ?? {});
          return read.errors === undefined ? query(rootValue, contextValue, read.coerced) : { errors: read.errors };
        });
      }
    },
  };
}

/** Null for what cannot be compiled (an unknown operation name, say): it is left to graphql-js and its error. */
function compile(schema: GraphQLSchema, document: DocumentNode, name: string | undefined): Compiled | null {
  const variables = operationOf(document, name)?.variableDefinitions ?? [];
  const result = compileQuery(schema, variables.length === 0 ? document : untyped(document), name, {
    // The database gives values of the types that the schema says, and enums are its own words.
    disableLeafSerialization: true,
  });
  return isCompiledQuery(result) ? { query: result.query, variables } : null;
}

function operationOf({ definitions }: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return name === undefined ? operations[0] : operations.find((node) => node.name?.value === name);
}

/**
 * graphql-js reads the variables, and the compiled operation takes what it has read as it is. graphql-jit writes the
 * reader of a variable out in full, type within type: filters contain each other without end, and it stands still for
 * seconds until its stack is full (its issue 81). It also asks for what is required where a default is given, and gives
 * a default as JSON, which an instant is not.
 */
function untyped(document: DocumentNode): DocumentNode {
  const json: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } };
  return visit(document, {
    VariableDefinition: ({ defaultValue: _read, ...rest }) => ({ ...rest, type: json }),
  });
}
