// Refuses what asks for too much before it is run, and says how much that is and how much is allowed.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  NoFragmentCyclesRule,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../graph/context.js';
import { type Estimate, estimate, type Variables } from './cost.js';
import { LIMITS } from './limits.js';
import { tooMuch } from './too-much.js';

/** A request with this header is told in `extensions.cost` what it was estimated at, and how many objects it has. */
const COST_HEADER = 'graphql-cost';

export function useLimits(): Plugin<Context> {
  const estimates = new WeakMap<DocumentNode, Map<string | undefined, Estimate>>();

  function estimatesOf(schema: GraphQLSchema, document: DocumentNode): Map<string | undefined, Estimate> {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const operations = new Map<string | undefined, Estimate>();
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      operations.set(definition.name?.value, estimate(schema, definition, fragments));
    }
    return operations;
  }

  function costOf(document: DocumentNode, name: string | null | undefined, variables: Variables): number {
    const operations = estimates.get(document);
    const found = name == null ? operations?.values().next().value : operations?.get(name);
    return found?.cost(variables) ?? 0;
  }

  return {
    // GraphQL's own rules compare fields with each other: what is too large is refused before they run.
    onValidate({ params: { schema, documentAST }, setResult }) {
      if (estimates.has(documentAST)) return;
      const cycles = validate(schema as GraphQLSchema, documentAST, [NoFragmentCyclesRule]);
      if (cycles.length > 0) return setResult([...cycles]);
      const found = estimatesOf(schema as GraphQLSchema, documentAST);
      estimates.set(documentAST, found);
      const mistakes = [...found.values()].flatMap((one) =>
        (['depth', 'aliases', 'rootFields', 'fields'] as const)
          .filter((measure) => one[measure] > LIMITS[measure])
          .map((measure) => tooMuch(measure, one[measure])),
      );
      if (mistakes.length > 0) setResult(mistakes);
    },
    onExecute({ args: { document, operationName, variableValues, contextValue }, setResultAndStopExecution }) {
      const cost = costOf(document, operationName, variableValues ?? {});
      if (cost > LIMITS.cost) return void setResultAndStopExecution({ errors: [tooMuch('cost', cost)] });
      if (!contextValue.request?.headers.has(COST_HEADER)) return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          const told = { estimated: cost, limit: LIMITS.cost, objects: contextValue.usage.objects };
          setResult({ ...result, extensions: { ...result.extensions, cost: told } });
        },
      };
    },
    onSubscribe({ args: { document, operationName, variableValues }, setResultAndStopExecution }) {
      const cost = costOf(document, operationName, variableValues ?? {});
      if (cost > LIMITS.cost) setResultAndStopExecution({ errors: [tooMuch('cost', cost)] });
    },
  };
}
