// Counts the objects of lists and pages before execution goes through them, and stops the request at the limit. The single
// objects that an entry leads to are counted with it, as if none were null: a call for each of them would cost thousands of
// small objects more than their resolvers do (bench/RESULTS.md, "What counting costs").
import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
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

/** What one object of a selection counts, with the single objects that it leads to. */
interface Weight {
  objects: number;
  values: number;
  /** Fields that the object holds, and that have or are lists: these are as long as they are. */
  lists: { name: string; weight: Weight }[];
}

class CountObjectsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (resolver === defaultFieldResolver) return resolver;
    const resolve = resolver as GraphQLFieldResolver<unknown, Context, object>;
    if (!isMany(config.type as Shape)) return resolver;
    const counted: typeof resolve = (parent, args, context, info) => {
      const { usage } = context;
      if (usage.isStopped) return usage.never;
      const value = resolve(parent, args, context, info);
      return value instanceof Promise
        ? value.then((settled) => count(settled, info, usage))
        : count(value, info, usage);
    };
    return counted as typeof resolver;
  }
}

type Shape = { kind: string; type?: Shape; ref?: unknown };

/** Lists of objects, and connections. */
function isMany({ kind, type, ref }: Shape): boolean {
  if (kind === 'List') return type !== undefined && type.kind !== 'Scalar' && type.kind !== 'Enum';
  return String((ref as { name?: unknown } | undefined)?.name ?? ref).endsWith('Connection');
}

/** The value, or what never settles if it is too much. */
function count(value: unknown, info: GraphQLResolveInfo, usage: Usage): unknown {
  add(value, weightOf(info), usage);
  return usage.isWithinAnswer() ? value : usage.never;
}

function add(value: unknown, weight: Weight, usage: Usage): void {
  if (value === null || value === undefined) return;
  const items = Array.isArray(value) ? value : null;
  const times = items?.length ?? 1;
  usage.objects += times * weight.objects;
  usage.values += times * weight.values;
  for (const { name, weight: held } of weight.lists) {
    if (items === null) add((value as Record<string, unknown>)[name], held, usage);
    else for (const item of items) if (item) add((item as Record<string, unknown>)[name], held, usage);
  }
}

/**
 * A compiled operation gives a field the same nodes each time. The weight stands on them: looked up in a map beside them,
 * it would cost each of thousands of small objects more than their resolvers do.
 */
const WEIGHT = Symbol('the weight of what these nodes select');

interface Weighed {
  [WEIGHT]?: { type: GraphQLOutputType; weight: Weight };
}

/** One field may have several types, by the type of its parent. */
function weightOf({ fieldNodes, returnType, parentType, schema, fragments }: GraphQLResolveInfo): Weight {
  const known = (fieldNodes as Weighed)[WEIGHT];
  if (known !== undefined && known.type === returnType) return known.weight;
  const type = getNamedType(returnType);
  const weight = weigh({ schema, fragmentOf: (name) => fragments[name] }, type, fieldNodes);
  if (isEntry(parentType, type)) weight.objects -= 1;
  (fieldNodes as Weighed)[WEIGHT] = { type: returnType, weight };
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
      const inner = field && getNamedType(field.type);
      if (!isCompositeType(inner)) continue;
      const isList = isListType(getNullableType(field?.type));
      // What is resolved to many is counted then.
      if (!isHeld(field) && (isList || isStructure(inner))) continue;
      const one = weigh(document, inner, fieldNodes);
      if (isEntry(on, inner)) one.objects -= 1;
      if (isList) {
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
function isHeld(field: GraphQLField<unknown, unknown> | undefined): boolean {
  return field?.resolve === undefined || field.resolve === defaultFieldResolver;
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
