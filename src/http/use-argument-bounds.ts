// Refuses texts and lists that are longer than their arguments take: literals once a document, variables each time.

import type { GraphQLError } from 'graphql';
import {
  type DocumentNode,
  type GraphQLSchema,
  isInputType,
  type OperationDefinitionNode,
  typeFromAST,
  type ValidationContext,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { argumentBounds, type BoundsOf, checkLiteral, checkValue, type VariableUse } from '../graph/argument-bounds.js';

const uses = new WeakMap<DocumentNode, VariableUse[]>();
const bounds = new WeakMap<GraphQLSchema, BoundsOf>();

function boundsIn(schema: GraphQLSchema): BoundsOf {
  let found = bounds.get(schema);
  if (found === undefined) {
    found = argumentBounds(schema);
    bounds.set(schema, found);
  }
  return found;
}

export function useArgumentBounds(): Plugin {
  function ArgumentBoundsRule(context: ValidationContext) {
    const found: VariableUse[] = [];
    uses.set(context.getDocument(), found);
    const check = {
      boundsOf: boundsIn(context.getSchema()),
      onMistake: (error: GraphQLError) => context.reportError(error),
      onVariable: (use: VariableUse) => void found.push(use),
    };
    return {
      Argument({ name, value }: { name: { value: string }; value: Parameters<typeof checkLiteral>[0] }) {
        const argument = context.getArgument();
        if (argument) checkLiteral(value, argument, name.value, check);
      },
    };
  }

  return {
    onValidate({ addValidationRule }) {
      addValidationRule(ArgumentBoundsRule);
    },
  };
}

/** The first mistake in the variables of an operation, as they were coerced; null where there is none. */
export function mistakeInVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: Readonly<Record<string, unknown>>,
): GraphQLError | null {
  const found = uses.get(document) ?? [];
  for (const { variable, type: node } of variableDefinitions) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node as never);
    if (values[name] == null || !isInputType(type)) continue;
    for (const use of found) {
      if (use.name !== name) continue;
      const mistake = checkValue(values[name], type, use, boundsIn(schema));
      if (mistake !== null) return mistake;
    }
  }
  return null;
}
