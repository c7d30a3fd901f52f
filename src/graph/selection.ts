// The fields that a selection asks for, merged as execution merges them: what is asked twice is answered once.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A fragment of a document by its name. */
export type FragmentOf = (name: string) => FragmentDefinitionNode | undefined;

/** Fields by the type that they are asked of, and by their key in the answer. */
export type Selected = Map<GraphQLNamedType, Map<string, FieldNode[]>>;

interface Document {
  schema: GraphQLSchema;
  fragmentOf: FragmentOf;
  /** Called for each field node; false ends the walk. */
  onField?: () => boolean;
}

/** Each fragment is spread once in a selection, so the walk is no longer than the document is wide. */
export function selectedFields(
  document: Document,
  type: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
): Selected {
  const selected: Selected = new Map();
  for (const set of sets) collect(document, type, set, selected, new Set());
  return selected;
}

function collect(
  document: Document,
  type: GraphQLNamedType,
  set: SelectionSetNode,
  selected: Selected,
  spread: Set<string>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (document.onField?.() === false) return;
      let fields = selected.get(type);
      if (fields === undefined) {
        fields = new Map();
        selected.set(type, fields);
      }
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = fields.get(key);
      if (nodes === undefined) fields.set(key, [selection]);
      else nodes.push(selection);
      continue;
    }
    let fragment: { typeCondition?: { name: { value: string } } | undefined; selectionSet: SelectionSetNode };
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const definition = document.fragmentOf(selection.name.value);
      if (definition === undefined || spread.has(selection.name.value)) continue;
      spread.add(selection.name.value);
      fragment = definition;
    } else {
      fragment = selection;
    }
    const condition = fragment.typeCondition?.name.value;
    const on = condition === undefined ? type : document.schema.getType(condition);
    // What is asked of an interface or of the type itself is asked of every object here.
    const within = on !== undefined && isObjectType(on) && !isObjectType(type) ? on : type;
    collect(document, isObjectType(within) ? within : (on ?? within), fragment.selectionSet, selected, spread);
  }
}
