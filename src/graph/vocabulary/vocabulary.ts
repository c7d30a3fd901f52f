// Gives each word of a closed list its meaning, so that the SDL, GraphiQL and the typed client can tell it.
import { builder } from '../builder.js';

/** An enum of the graph with the database's own values; a value without a meaning does not compile. */
export function vocabulary<const Value extends string>(
  name: string,
  description: string,
  meanings: Record<Value, string>,
) {
  const values = Object.fromEntries(
    Object.entries<string>(meanings).map(([value, meaning]) => [value, { description: meaning }]),
  ) as Record<Value, { description: string }>;
  return builder.enumType(name, { description, values });
}
