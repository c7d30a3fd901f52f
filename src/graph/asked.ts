// What a document asks for by name, whatever the type: more than any one type is asked for, and never less.
import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Asked } from '../database/narrow.js';

/**
 * Names of its fields, alone and as `Type.field`, and of what these show of a row. Null where it writes: what was written
 * is given back in full.
 */
export function askedIn(schema: GraphQLSchema, document: DocumentNode): Asked | null {
  const asked = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        asked.add(name.value).add(`${types.getParentType()?.name}.${name.value}`);
        const exposed = types.getFieldDef()?.extensions.pothosExposedField;
        if (typeof exposed === 'string') asked.add(exposed);
      },
    }),
  );
  const writes = document.definitions.some(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === 'mutation',
  );
  return writes ? null : asked;
}
