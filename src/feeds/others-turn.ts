// Long work is done in slices, so that whoever asks meanwhile is answered between two of them.

/** Whatever waits in the event loop has its turn. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Works through the items, and lets others have their turn after each few. */
export async function inSlices<Item>(items: Iterable<Item>, size: number, work: (item: Item) => void): Promise<void> {
  let done = 0;
  for (const item of items) {
    work(item);
    if (++done % size === 0) await othersTurn();
  }
}
