// Every error that leaves has a code of the one list: also those that GraphQL's own rules, Yoga and the compiled
// operations report without one, or with one that is theirs. How many leave, and how long they are, is bounded.
import { type ASTNode, BREAK, type DocumentNode, GraphQLError, type Location, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { ERROR_CODES, type ErrorCode, failure } from '../graph/error-codes.js';
import { MOST_ERRORS } from './limits.js';

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
    onExecute() {
      return {
        onExecuteDone({ result, setResult }) {
          // Before errors are masked and logged.
          if (Symbol.asyncIterator in result || (result.errors?.length ?? 0) <= MOST_ERRORS) return;
          setResult({ ...result, errors: few(result.errors ?? []) });
        },
      };
    },
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || result.errors === undefined) return;
      if (result.errors.length <= MOST_ERRORS && result.errors.every((error) => known(error) && isShort(error))) return;
      setResult({ ...result, errors: few(result.errors).map((error) => short(known(error) ? error : coded(error))) });
    },
  };
}

/** The first ones, and one that says how many more there are. */
function few(errors: readonly GraphQLError[]): GraphQLError[] {
  // Two over: what graphql-js reports past its own limit, and what says so here.
  if (errors.length <= MOST_ERRORS + 2) return [...errors];
  const next = errors[MOST_ERRORS]?.extensions?.code;
  const code = typeof next === 'string' && next in ERROR_CODES ? (next as ErrorCode) : 'INTERNAL_SERVER_ERROR';
  return [...errors.slice(0, MOST_ERRORS), failure(code, `and ${errors.length - MOST_ERRORS} more errors`)];
}

const LONGEST_MESSAGE = 1000;
const LONGEST_QUOTED = 100;
/** Texts that a message quotes, longer than that. */
const QUOTED = new RegExp(`"((?:[^"\\\\]|\\\\.){${LONGEST_QUOTED}})(?:[^"\\\\]|\\\\.)+"`, 'gs');

const MOST_LOCATIONS = 10;

function isShort({ message, nodes }: GraphQLError): boolean {
  return message.length <= 2 * LONGEST_QUOTED && (nodes?.length ?? 0) <= MOST_LOCATIONS;
}

function short(error: GraphQLError): GraphQLError {
  if (isShort(error)) return error;
  const text = error.message.replace(QUOTED, '"$1…"');
  const message = text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
  const { source, path, extensions } = error;
  const nodes = error.nodes?.slice(0, MOST_LOCATIONS) ?? null;
  const positions = nodes === null ? (error.positions?.slice(0, MOST_LOCATIONS) ?? null) : null;
  return new GraphQLError(message, { nodes, source: source ?? null, positions, path: path ?? null, extensions });
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
