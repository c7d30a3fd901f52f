/** Which entries have a feature, newest last; forgets from the front as entries leave. */

type List<T> = { items: T[]; head: number };

export class Postings<T> {
  readonly #lists = new Map<number, List<T>>();

  count(feature: number): number {
    const list = this.#lists.get(feature);
    return list ? list.items.length - list.head : 0;
  }

  add(feature: number, entry: T): void {
    const list = this.#lists.get(feature);
    if (list) list.items.push(entry);
    else this.#lists.set(feature, { items: [entry], head: 0 });
  }

  /** The feature's oldest entry leaves; entries leave in the order in which they came. */
  removeOldest(feature: number): void {
    const list = this.#lists.get(feature);
    if (!list) return;
    list.head++;
    if (list.head === list.items.length) this.#lists.delete(feature);
    // Cutting off the front costs its length, so it waits until half is dead.
    else if (list.head * 2 > list.items.length) {
      list.items = list.items.slice(list.head);
      list.head = 0;
    }
  }

  /** At most so many, newest first. */
  eachNewest(feature: number, most: number, visit: (entry: T) => void): void {
    const list = this.#lists.get(feature);
    if (!list) return;
    const end = Math.max(list.head, list.items.length - most);
    for (let at = list.items.length - 1; at >= end; at--) visit(list.items[at] as T);
  }
}
