// The graph as it was known at an instant. What a resolver under `asOf` gives carries the context of that instant, so
// that whatever is asked of it is asked of the same past, however deep; a plain field never sees any of it.
import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes, typeBrandKey } from '@pothos/core';
import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql';
import type { Context } from './context.js';

const THEN = Symbol('the context of an instant');

interface Dated {
  [THEN]?: Context;
}

/** A parent whose fields are read in the context. */
export function inContext(context: Context): object {
  return { [THEN]: context };
}

type Resolver = GraphQLFieldResolver<unknown, Context, object>;

class PastPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    // What a parent holds already came with its context. Left as it is, it is read without a call when compiled.
    if (resolver === defaultFieldResolver) return resolver;
    const resolve = resolver as Resolver;
    const carry = isLeaf(config.type as Shape) ? (value: unknown) => value : carried;
    const wrapped: Resolver = (parent, args, context, info) => {
      const then = (parent as Dated | null | undefined)?.[THEN];
      if (then === undefined) return resolve(parent, args, context, info);
      const value = resolve(parent, args, then, info);
      return value instanceof Promise ? value.then((settled) => carry(settled, then)) : carry(value, then);
    };
    return wrapped as typeof resolver;
  }
}

/** As a list says what it is a list of, so does its field. */
type Shape = { kind: string; type?: Shape };

function isLeaf(type: Shape): boolean {
  return type.type !== undefined ? isLeaf(type.type) : type.kind === 'Scalar' || type.kind === 'Enum';
}

/**
 * Copies, since a value may belong to more than this answer; what stands in it is read as it is, and carries it too. One
 * of another instant, which `asOf` within `asOf` gives, stays there.
 */
function carried(value: unknown, then: Context): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => carried(item, then));
  if (value instanceof Promise) return value.then((settled) => carried(settled, then));
  if (!isPlain(value) || THEN in value) return value;
  const copy: Dated & { [typeBrandKey]?: unknown } & Record<string, unknown> = { [THEN]: then };
  for (const [name, held] of Object.entries(value)) copy[name] = carried(held, then);
  if (typeBrandKey in value) copy[typeBrandKey] = value[typeBrandKey];
  return copy;
}

/** A row, a page or the like: neither a moment nor a number. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      past: PastPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin('past', PastPlugin);
