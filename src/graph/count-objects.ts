// Counts the objects that resolvers give before execution goes through them, and stops the request at the limit. What an
// object holds already (`t.expose`) is counted with it: compiled operations read it without a call.
import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Context } from './context.js';
import { type FragmentOf, selectedFields } from './selection.js';
import type { Usage } from './usage.js';

/** What one object of a selection counts, with all that it holds already. */
interface Weight {
  objects: number;
  values: number;
  /** Fields whose value holds lists, which are as long as they are. */
  lists: { name: string; weight: Weight }[];
}

class CountObjectsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (resolver === defaultFieldResolver) return resolver;
    const resolve = resolver as GraphQLFieldResolver<unknown, Context, object>;
    const leaf = isLeaf(config.type as Shape);
    const counted: typeof resolve = (parent, args, context, info) => {
      const { usage } = context;
      if (usage.stopped !== null) return usage.never;
      const value = resolve(parent, args, context, info);
      if (leaf) return value;
      return value instanceof Promise
        ? value.then((settled) => count(settled, info, usage))
        : count(value, info, usage);
    };
    return counted as typeof resolver;
  }
}

/** As a list says what it is a list of, so does its field. */
type Shape = { kind: string; type?: Shape };

function isLeaf(type: Shape): boolean {
  return type.type !== undefined ? isLeaf(type.type) : type.kind === 'Scalar' || type.kind === 'Enum';
}

/** The value, or what never settles if it is too much. */
function count(value: unknown, info: GraphQLResolveInfo, usage: Usage): unknown {
  if (value === null || value === undefined) return value;
  const sum = { objects: 0, values: 0 };
  add(value, weightOf(info), sum);
  return usage.add('objects', sum.objects) && usage.add('values', sum.values) ? value : usage.never;
}

function add(value: unknown, weight: Weight, sum: { objects: number; values: number }): void {
  if (value === null || value === undefined) return;
  const items = Array.isArray(value) ? value : null;
  const times = items?.length ?? 1;
  sum.objects += times * weight.objects;
  sum.values += times * weight.values;
  for (const { name, weight: held } of weight.lists) {
    if (items === null) add((value as Record<string, unknown>)[name], held, sum);
    else for (const item of items) if (item) add((item as Record<string, unknown>)[name], held, sum);
  }
}

/** A compiled operation gives a field the same nodes each time; one field may have several types, by its parent's type. */
const weights = new WeakMap<readonly FieldNode[], { type: GraphQLNamedType; weight: Weight }>();

function weightOf({ fieldNodes, returnType, parentType, schema, fragments }: GraphQLResolveInfo): Weight {
  const type = getNamedType(returnType);
  const known = weights.get(fieldNodes);
  if (known !== undefined && known.type === type) return known.weight;
  const weight = weigh({ schema, fragmentOf: (name) => fragments[name] }, type, fieldNodes);
  if (isEntry(parentType, type)) weight.objects -= 1;
  weights.set(fieldNodes, { type, weight });
  return weight;
}

interface Document {
  schema: GraphQLSchema;
  fragmentOf: FragmentOf;
}

function weigh(document: Document, type: GraphQLNamedType, nodes: readonly FieldNode[]): Weight {
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const weight: Weight = { objects: isStructure(type) ? 0 : 1, values: 0, lists: [] };
  // An object has one type: of what is asked of several, one is answered.
  const greatest = { objects: 0, values: 0 };
  for (const [on, fields] of selectedFields(document, type, sets)) {
    const held = { objects: 0, values: 0 };
    for (const fieldNodes of fields.values()) {
      held.values += 1;
      const name = (fieldNodes[0] as FieldNode).name.value;
      const field =
        'getFields' in on ? (on.getFields()[name] as GraphQLField<unknown, unknown> | undefined) : undefined;
      if (field === undefined || !isHeld(field)) continue;
      const inner = getNamedType(field.type);
      if (!isCompositeType(inner)) continue;
      const one = weigh(document, inner, fieldNodes);
      if (isEntry(on, inner)) one.objects -= 1;
      if (isListType(getNullableType(field.type))) {
        weight.lists.push({ name, weight: one });
        continue;
      }
      held.objects += one.objects;
      held.values += one.values;
      if (one.lists.length > 0) weight.lists.push({ name, weight: { objects: 0, values: 0, lists: one.lists } });
    }
    if (on === type || !isObjectType(on)) {
      weight.objects += held.objects;
      weight.values += held.values;
    } else {
      greatest.objects = Math.max(greatest.objects, held.objects);
      greatest.values = Math.max(greatest.values, held.values);
    }
  }
  return { ...weight, objects: weight.objects + greatest.objects, values: weight.values + greatest.values };
}

/** Read off the parent without a call. */
function isHeld({ resolve }: GraphQLField<unknown, unknown>): boolean {
  return resolve === undefined || resolve === defaultFieldResolver;
}

function isStructure({ name }: GraphQLNamedType): boolean {
  return /(?:Connection|^PageInfo)$/.test(name);
}

/** An edge and its entry are one object. */
function isEntry(parent: GraphQLNamedType, type: GraphQLNamedType): boolean {
  return parent.name.endsWith('Edge') && isCompositeType(type);
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      countObjects: CountObjectsPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin('countObjects', CountObjectsPlugin);
