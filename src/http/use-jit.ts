// Compiles each operation once: promises per field are most of what plain execution costs.
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Plugin } from 'graphql-yoga';

type Variables = Record<string, unknown>;

/** A compiled operation, and the variables that graphql-js has to read for it. */
interface Compiled {
  query: CompiledQuery['query'];
  apart: readonly VariableDefinitionNode[];
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
        const { query, apart } = operation;
        setExecuteFn(({ schema, rootValue, contextValue, variableValues }) => {
          const variables = (variableValues ?? {}) as Variables;
          if (apart.length === 0) return query(rootValue, contextValue, variables);
          const read = getVariableValues(schema, apart, variables);
          if (read.errors !== undefined) return { errors: read.errors };
          return query(rootValue, contextValue, { ...variables, ...read.coerced });
        });
      }
    },
  };
}

/** Null for what cannot be compiled (an unknown operation name, say): it is left to graphql-js and its error. */
function compile(schema: GraphQLSchema, document: DocumentNode, name: string | undefined): Compiled | null {
  const variables = operationOf(document, name)?.variableDefinitions ?? [];
  const apart = variables.filter((node) => takesObject(schema, node) || isNeededWithDefault(node));
  const result = compileQuery(schema, apart.length === 0 ? document : without(document, apart), name, {
    // The database gives values of the types that the schema says, and enums are its own words.
    disableLeafSerialization: true,
  });
  return isCompiledQuery(result) ? { query: result.query, apart } : null;
}

function operationOf({ definitions }: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return name === undefined ? operations[0] : operations.find((node) => node.name?.value === name);
}

function takesObject(schema: GraphQLSchema, { type }: VariableDefinitionNode): boolean {
  return isInputObjectType(getNamedType(typeFromAST(schema, type as TypeNode & { kind: Kind.NAMED_TYPE })));
}

/** graphql-jit says of `$at: DateTime! = "…"` that it was not provided, where its default is meant. */
function isNeededWithDefault({ type, defaultValue }: VariableDefinitionNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && defaultValue !== undefined;
}

/**
 * graphql-jit writes the reader of a variable out in full, type within type; filters contain each other without end,
 * and it stands still for seconds until its stack is full (its issue 81). So graphql-js reads those, and the compiled
 * operation takes what it has read as it is.
 */
function without(document: DocumentNode, apart: readonly VariableDefinitionNode[]): DocumentNode {
  const json: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } };
  return visit(document, {
    VariableDefinition: (node) => {
      if (!apart.includes(node)) return;
      const { defaultValue: _read, ...rest } = node;
      return { ...rest, type: json };
    },
  });
}
