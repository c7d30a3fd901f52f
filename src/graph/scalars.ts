// The scalars beyond GraphQL's own: what they carry, and what they refuse.
import { GraphQLError, type ValueNode, valueFromASTUntyped } from 'graphql';
import { builder, type DecimalValue } from './builder.js';
import { failure, shown } from './error-codes.js';

builder.scalarType('DateTime', {
  description: 'An instant, as RFC 3339 in UTC: 2025-09-26T08:00:00.000Z.',
  serialize: (value) => value.toISOString(),
  ...parsing((value) => {
    const instant = typeof value === 'string' && RFC_3339.test(value) ? new Date(value) : null;
    if (instant === null || !(instant >= EARLIEST && instant <= LATEST)) {
      throw refusal('DateTime', value, 'an RFC 3339 instant such as 2025-09-26T08:00:00Z, of the years 1 to 9999');
    }
    return instant;
  }),
});

/** PostgreSQL has no year 0, and RFC 3339 none with five digits; a zone may lead past either end. */
const EARLIEST = new Date('0001-01-01T00:00:00Z');
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** RFC 3339, section 5.6: a date, a time and a zone, all of them. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

builder.scalarType('Decimal', {
  description: 'An exact decimal number, carried as a string: money never passes through a float.',
  serialize: (value) => trim(plain(value)),
  ...parsing((value) => {
    const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text !== 'string' || !/^-?\d{1,20}(\.\d{1,4})?$/.test(text)) {
      throw refusal(
        'Decimal',
        value,
        'a decimal number as a string such as "16680055394.50", at most 20 digits and 4 decimals',
      );
    }
    return text;
  }),
});

function plain(value: DecimalValue): string {
  return typeof value === 'string' ? value : value.toFixed();
}

/** 200000000.0000 is how the column keeps what a source states as 200000000. */
function trim(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

builder.scalarType('URL', {
  description: 'An absolute http or https address.',
  serialize: (value) => value,
  ...parsing((value) => {
    const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) {
      throw refusal('URL', value, 'an absolute http or https address');
    }
    return String(value);
  }),
});

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node: ValueNode, variables) => valueFromASTUntyped(node, variables),
});

function refusal(scalar: string, value: unknown, allowed: string): GraphQLError {
  return failure('BAD_USER_INPUT', `${scalar} cannot take ${shown(value)}: it takes ${allowed}`);
}

/** A literal is parsed as a variable is, and a mistake in it says where in the document it stands. */
function parsing<Value>(parse: (value: unknown) => Value) {
  return {
    parseValue: parse,
    parseLiteral: (node: ValueNode, variables?: Record<string, unknown> | null) => {
      try {
        return parse(valueFromASTUntyped(node, variables));
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        throw new GraphQLError(error.message, { nodes: node, extensions: error.extensions });
      }
    },
  };
}
