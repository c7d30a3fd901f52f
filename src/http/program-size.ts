// How long a compiled operation gets: it has the fields of an interface or a union once for each type.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { selectedFields } from '../graph/selection.js';

/** Whether the operation has so many fields at most, once they are written out. */
export function isProgramWithin(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  most: number,
): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  const from = { schema, fragmentOf: (name: string) => fragments.get(name) };
  let left = most;

  function spend(type: GraphQLNamedType, nodes: readonly Pick<FieldNode, 'selectionSet'>[]): void {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const concrete = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const selected = selectedFields(from, type, sets);
    for (const one of concrete) {
      for (const [on, fields] of selected) {
        if (isObjectType(on) ? on !== one : isAbstractType(on) && isObjectType(one) && !schema.isSubType(on, one))
          continue;
        for (const same of fields.values()) {
          if (--left < 0) return;
          const name = (same[0] as FieldNode).name.value;
          const field = isObjectType(one) || isInterfaceType(one) ? one.getFields()[name] : undefined;
          const inner = field && getNamedType(field.type);
          if (inner && isCompositeType(inner)) spend(inner, same);
        }
      }
    }
  }

  const root = schema.getRootType(operation.operation);
  if (root) spend(root, [operation]);
  return left >= 0;
}
