// The normal form of a document: what says nothing is not written.

/** Leaves out what is undefined or null, so that a document lists only what is known. */
export function withoutAbsent<Fields extends object>(fields: Fields): Present<Fields> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(present) as Present<Fields>;
}

type Optional<Fields> = {
  [Key in keyof Fields]: Fields[Key] extends NonNullable<Fields[Key]> ? never : Key;
}[keyof Fields];

type Present<Fields> = { [Key in Exclude<keyof Fields, Optional<Fields>>]: Fields[Key] } & {
  [Key in Optional<Fields>]?: NonNullable<Fields[Key]>;
};

/** The value, or nothing where it is what an absent field means anyway. */
export function unless<Value>(implied: NoInfer<Value>, value: Value): Value | undefined {
  return value === implied ? undefined : value;
}

/** The list, or nothing where it is empty. */
export function unlessEmpty<Item>(list: Item[]): Item[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Sorts a copy by the key's code units, the same on every machine. */
export function sortedBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ item }) => item);
}
