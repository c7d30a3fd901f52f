// Whether rows are asked for nothing that their key does not say: such rows need not be read.
import {
  type FieldNode,
  type GraphQLResolveInfo,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What the slug of a record and its type give. */
const FROM_KEY = new Set(['slug', 'id', '__typename']);

/** A compiled operation gives a field the same nodes each time. */
const known = new WeakMap<readonly FieldNode[], Map<string, boolean>>();

/** Of the field that is resolved, where its value is of this type. */
export function asksKeyAlone(info: GraphQLResolveInfo, typename: string): boolean {
  let types = known.get(info.fieldNodes);
  if (types === undefined) {
    types = new Map();
    known.set(info.fieldNodes, types);
  }
  let alone = types.get(typename);
  if (alone === undefined) {
    alone = info.fieldNodes.every(({ selectionSet }) => selectionSet && keyAlone(selectionSet, typename, info));
    types.set(typename, alone);
  }
  return alone;
}

function keyAlone({ selections }: SelectionSetNode, typename: string, info: GraphQLResolveInfo): boolean {
  return selections.every((selection) => {
    if (selection.kind === Kind.FIELD) return FROM_KEY.has(selection.name.value);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
    if (fragment === undefined) return false;
    return (
      !applies(fragment.typeCondition?.name.value, typename, info) || keyAlone(fragment.selectionSet, typename, info)
    );
  });
}

function applies(condition: string | undefined, typename: string, { schema }: GraphQLResolveInfo): boolean {
  if (condition === undefined || condition === typename) return true;
  const [wide, narrow] = [schema.getType(condition), schema.getType(typename)];
  return isAbstractType(wide) && isObjectType(narrow) && schema.isSubType(wide, narrow);
}
