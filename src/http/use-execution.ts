// Executes operations. One that comes for the first time is interpreted; from the second time on it is compiled, which
// pays then: promises per field are most of what interpreting costs. Either way the request stops at its limits.
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Context } from '../graph/context.js';
import { charactersOf, MOST_USED, tooMuchUsed, type Usage } from '../graph/usage.js';
import { MOST_ERRORS } from './limits.js';
import { isProgramWithin } from './program-size.js';
import { mistakeInVariables } from './use-argument-bounds.js';

/** Bytes of all compiled operations, as estimated by `BYTES_A_CHARACTER`. */
const COMPILED_BYTES = 96_000_000;

/** Memory that an operation takes once it has run, by the characters of its code. Measured: bench/RESULTS.md. */
const BYTES_A_CHARACTER = 6;

/** Fields of the program, with those of an interface once for each type. A longer one is interpreted each time. */
const LONGEST_PROGRAM = 1500;

interface Operation {
  node: OperationDefinitionNode;
  /** Takes variables as they were coerced. */
  document: DocumentNode;
  /** Whether it came before. */
  known: boolean;
  /** Characters of its longest name or alias of a field. */
  longestName: number;
  /** Whether it is never compiled. */
  interpreted: boolean;
}

type Query = CompiledQuery['query'];

export function useExecution(): Plugin<Context> {
  const operations = new WeakMap<DocumentNode, Map<string, Operation | null>>();
  const compiled = new LRUCache<Operation, Query>({ maxSize: COMPILED_BYTES, maxEntrySize: COMPILED_BYTES / 8 });

  /** Null for an unknown name, say: it is left to GraphQL's own error. */
  function operationOf(document: DocumentNode, name: string | null | undefined): Operation | null {
    let known = operations.get(document);
    if (known === undefined) {
      known = new Map();
      operations.set(document, known);
    }
    let operation = known.get(name ?? '');
    if (operation === undefined) {
      const node = nodeOf(document, name);
      const takes = (node?.variableDefinitions?.length ?? 0) > 0;
      operation =
        node === null
          ? null
          : {
              node,
              document: takes ? untyped(document) : document,
              known: false,
              interpreted: false,
              longestName: longestNameIn(document),
            };
      known.set(name ?? '', operation);
    }
    return operation;
  }

  function queryOf(schema: GraphQLSchema, operation: Operation): Query | null {
    const found = compiled.get(operation);
    if (found !== undefined) return found;
    if (!operation.known || operation.interpreted) {
      operation.known = true;
      return null;
    }
    const made = isProgramWithin(schema, operation.document, operation.node, LONGEST_PROGRAM)
      ? compile(schema, operation)
      : null;
    if (made !== null) compiled.set(operation, made.query, { size: made.bytes });
    operation.interpreted = !compiled.has(operation);
    return made?.query ?? null;
  }

  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args) => {
        const { schema, document, operationName, rootValue, contextValue } = args;
        const { usage } = contextValue as Context;
        const operation = operationOf(document, operationName);
        if (operation === null) return executeFn(args);
        const definitions = operation.node.variableDefinitions ?? [];
        let variables: Record<string, unknown> = {};
        if (definitions.length > 0) {
          const read = getVariableValues(schema, definitions, args.variableValues ?? {}, { maxErrors: MOST_ERRORS });
          if (read.errors !== undefined) return { errors: read.errors };
          variables = read.coerced;
          const mistake = mistakeInVariables(schema, document, operation.node, variables);
          if (mistake !== null) return { errors: [mistake] };
        }
        const query = queryOf(schema, operation);
        const result: unknown =
          query === null
            ? executeFn({ ...args, document: operation.document, variableValues: variables })
            : query(rootValue, contextValue, variables);
        return finished(result, usage, operation.longestName);
      });
    },
  };
}

/** The result, or the error that the request was stopped with, at once. */
function finished(result: unknown, usage: Usage, longestName: number): unknown {
  if (usage.stopped !== null) return { errors: [usage.stopped] };
  if (!(result instanceof Promise)) return bounded(result as ExecutionResult, usage, longestName);
  return new Promise((resolve, reject) => {
    usage.onStop((error) => resolve({ errors: [error] }));
    result.then((done: ExecutionResult) => resolve(bounded(done, usage, longestName)), reject);
  });
}

function bounded(result: ExecutionResult, usage: Usage, longestName: number): ExecutionResult {
  if (usage.stopped !== null) return { errors: [usage.stopped] };
  if (Symbol.asyncIterator in result) return result;
  // No field holds more than the longest text that was read, with its name. Introspection is bounded by its estimate.
  if (usage.values * (usage.longest + longestName + PUNCTUATION) <= MOST_USED.characters) return result;
  const characters = charactersOf(result.data, MOST_USED.characters);
  if (characters > MOST_USED.characters) return { errors: [tooMuchUsed('characters', characters)] };
  return result;
}

/** Characters beside a field's name and its value, or its value where that is a number. */
const PUNCTUATION = 30;

function longestNameIn(document: DocumentNode): number {
  let longest = 0;
  visit(document, {
    Field: ({ alias, name }) => {
      longest = Math.max(longest, (alias ?? name).value.length);
    },
  });
  return longest;
}

function compile(schema: GraphQLSchema, { document, node }: Operation): { query: Query; bytes: number } | null {
  const result = compileQuery(schema, document, node.name?.value, {
    // The database gives values of the types that the schema says, and enums are its own words.
    disableLeafSerialization: true,
    // A resolver's own error has the stack that tells something.
    disablingCapturingStackErrors: true,
    debug: true, // gives the code, whose length says how much memory it takes
  } as Parameters<typeof compileQuery>[3]);
  if (!isCompiledQuery(result)) return null;
  const code: unknown = (result as unknown as Record<string, unknown>)[CODE];
  return { query: result.query, bytes: String(code).length * BYTES_A_CHARACTER };
}

/** Where graphql-jit puts the code of an operation that is compiled with `debug`. */
const CODE = '__DO_NOT_USE_THIS_OR_YOU_WILL_BE_FIRED_compilation';

function nodeOf({ definitions }: DocumentNode, name: string | null | undefined): OperationDefinitionNode | null {
  const all = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (name == null) return all.length === 1 ? (all[0] ?? null) : null;
  return all.find((node) => node.name?.value === name) ?? null;
}

/**
 * The document with variables of the scalar JSON: graphql-js has read them, and execution takes them as they are.
 * graphql-jit writes the reader of a variable out in full, type within type: filters contain each other without end, and
 * it stands still for seconds until its stack is full (its issue 81). It also asks for what is required where a default is
 * given, and gives a default as JSON, which an instant is not.
 */
function untyped(document: DocumentNode): DocumentNode {
  const json: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } };
  return visit(document, {
    VariableDefinition: ({ defaultValue: _read, ...rest }) => ({ ...rest, type: json }),
  });
}
