// Every error that leaves has a code of the one list: also those that GraphQL's own rules, Yoga and the compiled
// operations report without one, or with one that is theirs.
import { type ASTNode, BREAK, type DocumentNode, GraphQLError, type Location, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { ERROR_CODES, type ErrorCode, failure } from '../graph/error-codes.js';

export function useErrorCodes(): Plugin {
  return {
    onValidate({ params: { documentAST } }) {
      return ({ result }) => {
        for (const error of result as readonly GraphQLError[]) {
          if (error.extensions.code !== 'BAD_USER_INPUT' || error.extensions.argument !== undefined) continue;
          const argument = argumentAround(documentAST, error.nodes?.[0]);
          if (argument !== undefined) Object.assign(error.extensions, { argument });
        }
      };
    },
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      if (result.errors === undefined || result.errors.every(known)) return;
      setResult({ ...result, errors: result.errors.map((error) => (known(error) ? error : coded(error))) });
    },
  };
}

/** Name of the argument in which a value stands, however deep, or of the variable whose default it is. */
function argumentAround(document: DocumentNode, value: ASTNode | undefined): string | undefined {
  let found: string | undefined;
  const within = (name: string, loc: Location | undefined) => {
    if (!loc || !value?.loc || value.loc.start < loc.start || value.loc.end > loc.end) return undefined;
    found = name;
    return BREAK;
  };
  visit(document, {
    Argument: ({ name, loc }) => within(name.value, loc),
    VariableDefinition: ({ variable, loc }) => within(variable.name.value, loc),
  });
  return found;
}

function known({ extensions, message }: GraphQLError): boolean {
  if (extensions?.code === 'BAD_USER_INPUT' && extensions.argument === undefined && VARIABLE.test(message))
    return false;
  return typeof extensions?.code === 'string' && extensions.code in ERROR_CODES;
}

/** `Variable "$ids" got invalid value …` names what is wrong in words; clients get the name by itself. */
const VARIABLE = /^Variable "\$(\w+)"/;

function coded(error: GraphQLError): GraphQLError {
  const variable = VARIABLE.exec(error.message)?.[1];
  const code: ErrorCode = variable === undefined ? 'BAD_REQUEST' : 'BAD_USER_INPUT';
  const { nodes, source, positions, path } = error;
  const place = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, path: path ?? null };
  const details = { ...error.extensions, ...(variable !== undefined && { argument: variable }), code };
  // The status that whoever found the mistake gave it stays: a body that is too large is 413. Compiled operations give
  // errors without extensions, whatever the type says.
  if (error.extensions?.http !== undefined || code !== 'BAD_REQUEST') {
    return new GraphQLError(error.message, { ...place, extensions: details });
  }
  return failure(code, error.message, details, place);
}
