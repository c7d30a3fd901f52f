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
  left: readonly VariableDefinitionNode[];
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
        const { query, left } = operation;
        setExecuteFn(({ schema, rootValue, contextValue, variableValues }) => {
          const variables = (variableValues ?? {}) as Variables;
          if (left.length === 0) return query(rootValue, contextValue, variables);
          const read = getVariableValues(schema, left, variables);
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
  const left = variables.filter((node) => node.defaultValue !== undefined || takesObject(schema, node));
  const result = compileQuery(schema, left.length === 0 ? document : withoutReaders(document, left), name);
  return isCompiledQuery(result) ? { query: result.query, left } : null;
}

function operationOf({ definitions }: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return name === undefined ? operations[0] : operations.find((node) => node.name?.value === name);
}

function takesObject(schema: GraphQLSchema, { type }: VariableDefinitionNode): boolean {
  return isInputObjectType(getNamedType(typeFromAST(schema, type as TypeNode & { kind: Kind.NAMED_TYPE })));
}

/**
 * graphql-jit writes the reader of a variable out in full, type within type; filters contain each other without end,
 * and it stands still for seconds until its stack is full (its issue 81). And it refuses a variable that may not be
 * null and is left out, though it has a default. So graphql-js reads those, and the compiled operation takes what it
 * has read as it is.
 */
function withoutReaders(document: DocumentNode, left: readonly VariableDefinitionNode[]): DocumentNode {
  const json: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } };
  return visit(document, {
    VariableDefinition: (node) => {
      if (!left.includes(node)) return;
      const { defaultValue: _read, ...rest } = node;
      return { ...rest, type: json };
    },
  });
}
