/** Which entries have a feature, by time; forgets from the front as the oldest leave. */

type List<T> = { items: T[]; head: number };

export class Postings<T extends { at: number }> {
  readonly #lists = new Map<number, List<T>>();

  count(feature: number): number {
    const list = this.#lists.get(feature);
    return list ? list.items.length - list.head : 0;
  }

  add(feature: number, entry: T): void {
    const list = this.#lists.get(feature);
    if (list) insertByTime(list.items, list.head, entry);
    else this.#lists.set(feature, { items: [entry], head: 0 });
  }

  /** The feature's oldest entry leaves; entries leave in the order of their times. */
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

  /** Visits at most so many, the nearest in time first. */
  nearest(feature: number, at: number, most: number, visit: (entry: T) => void): void {
    const list = this.#lists.get(feature);
    if (!list) return;
    const { items, head } = list;
    let later = firstAfter(items, head, at);
    let earlier = later - 1;
    for (let left = most; left > 0; left--) {
      const [before, after] = [earlier >= head ? items[earlier] : undefined, items[later]];
      if (before && (!after || at - before.at <= after.at - at)) {
        visit(before);
        earlier--;
      } else if (after) {
        visit(after);
        later++;
      } else return;
    }
  }
}

/** Among equal times the last to come is the last. Most come in the order of their times. */
export function insertByTime<T extends { at: number }>(items: T[], head: number, entry: T): void {
  const place = firstAfter(items, head, entry.at);
  if (place === items.length) items.push(entry);
  else items.splice(place, 0, entry);
}

function firstAfter<T extends { at: number }>(items: T[], head: number, at: number): number {
  const last = items[items.length - 1];
  if (last === undefined || last.at <= at) return items.length;
  let [low, high] = [head, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as T).at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
