// Refuses what asks for too much before it is run, and says how much that is and how much is allowed.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type ParseOptions,
  parse,
  type Source,
  type ValidationContext,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../graph/context.js';
import { failure } from '../graph/error-codes.js';
import { type Estimate, estimate, type Variables } from './cost.js';
import { LIMITS, type Measure } from './limits.js';

/** A request with this header is told in `extensions.cost` what it was estimated at. */
const COST_HEADER = 'graphql-cost';

const NAMES: Record<Measure, string> = {
  cost: 'objects, by its page sizes',
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'fields of the query itself',
  fields: 'fields',
  tokens: 'tokens',
};

export function useLimits(): Plugin<Context> {
  const estimates = new WeakMap<DocumentNode, Map<string | undefined, Estimate>>();

  /** Yoga keeps what validation finds with the document: this runs once for each. */
  function LimitsRule(context: ValidationContext) {
    return {
      Document(document: DocumentNode) {
        const fragments = new Map<string, FragmentDefinitionNode>();
        for (const definition of document.definitions) {
          if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
        }
        const operations = new Map<string | undefined, Estimate>();
        for (const definition of document.definitions) {
          if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
          const found = estimate(context.getSchema(), definition, fragments);
          operations.set(definition.name?.value, found);
          for (const measure of ['depth', 'aliases', 'rootFields', 'fields'] as const) {
            if (found[measure] > LIMITS[measure]) context.reportError(tooMuch(measure, found[measure]));
          }
        }
        estimates.set(document, operations);
      },
    };
  }

  function costOf(document: DocumentNode, name: string | null | undefined, variables: Variables): number {
    const operations = estimates.get(document);
    const found = name == null ? operations?.values().next().value : operations?.get(name);
    return found?.cost(variables) ?? 0;
  }

  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source, options?: ParseOptions) => {
        try {
          return parse(source, { ...options, maxTokens: LIMITS.tokens });
        } catch (error) {
          if (error instanceof Error && error.message.includes('tokens. Parsing aborted')) throw tooMuch('tokens');
          throw error;
        }
      });
    },
    onValidate({ addValidationRule }) {
      addValidationRule(LimitsRule);
    },
    onExecute({ args: { document, operationName, variableValues, contextValue }, setResultAndStopExecution }) {
      const cost = costOf(document, operationName, variableValues ?? {});
      if (cost > LIMITS.cost) return void setResultAndStopExecution({ errors: [tooMuch('cost', cost)] });
      if (!contextValue.request?.headers.has(COST_HEADER)) return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cost: { estimated: cost, limit: LIMITS.cost } } });
        },
      };
    },
    onSubscribe({ args: { document, operationName, variableValues }, setResultAndStopExecution }) {
      const cost = costOf(document, operationName, variableValues ?? {});
      if (cost > LIMITS.cost) setResultAndStopExecution({ errors: [tooMuch('cost', cost)] });
    },
  };
}

function tooMuch(measure: Measure, value?: number): GraphQLError {
  const limit = LIMITS[measure];
  const asked = value === undefined ? `more than ${limit}` : Math.ceil(value);
  const hint = measure === 'cost' ? ': ask for smaller pages, or for fewer lists within lists' : '';
  return failure('QUERY_TOO_COSTLY', `This asks for ${asked} ${NAMES[measure]}; ${limit} are allowed${hint}`, {
    measure,
    limit,
    ...(value !== undefined && { value: Math.ceil(value) }),
  });
}
