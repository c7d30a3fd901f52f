/** A list in the order of time, to which anything can be added at little cost, also in its middle. */

/** Moving that many costs less than looking for a place among fewer. */
const LONGEST_CHUNK = 128;
/** Cutting off the front costs its length, so it waits until so many are dead, and half of all. */
const MOST_DEAD = 32;

/** Entries that follow each other, and their times: a place is found without a look at the entries. */
type Chunk<T> = { times: number[]; entries: T[] };

export class ByTime<T extends { at: number }> {
  /** None is empty, except where all have left. */
  readonly #chunks: Chunk<T>[] = [];
  /** When each chunk begins, so that one is found without a look at the others; the first begins with all that is early. */
  readonly #starts: number[] = [];
  /** Entries of the first chunk that have left. */
  #head = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Among equal times the last to come is the last. Most come in the order of their times. */
  add(entry: T): void {
    this.#count++;
    // Most lists have one entry for ever.
    if (this.#chunks.length === 0) {
      this.#chunks.push({ times: [entry.at], entries: [entry] });
      this.#starts.push(Number.NEGATIVE_INFINITY);
      return;
    }
    const place = this.#chunkFor(entry.at);
    const { times, entries } = this.#chunks[place] as Chunk<T>;
    const first = place === 0 ? this.#head : 0;
    const at = firstAfter(times, first, entry.at);
    insert(times, at, entry.at);
    insert(entries, at, entry);
    if (times.length - first > LONGEST_CHUNK) this.#split(place, first);
  }

  /** The earliest; undefined where there is none. */
  removeFirst(): T | undefined {
    if (this.#count === 0) return undefined;
    const { times, entries } = this.#chunks[0] as Chunk<T>;
    const entry = entries[this.#head] as T;
    this.#head++;
    this.#count--;
    if (this.#head === entries.length && this.#chunks.length > 1) {
      this.#chunks.shift();
      this.#starts.shift();
      this.#starts[0] = Number.NEGATIVE_INFINITY;
      this.#head = 0;
    } else if (this.#head === entries.length || (this.#head > MOST_DEAD && this.#head * 2 > entries.length)) {
      times.splice(0, this.#head);
      entries.splice(0, this.#head);
      this.#head = 0;
    }
    return entry;
  }

  /** Visits at most so many, the nearest in time first. */
  nearest(at: number, most: number, visit: (entry: T) => void): void {
    if (this.#count === 0) return;
    const chunks = this.#chunks;
    let laterChunk = this.#chunkFor(at);
    let later = firstAfter((chunks[laterChunk] as Chunk<T>).times, laterChunk === 0 ? this.#head : 0, at);
    let earlierChunk = laterChunk;
    let earlier = later - 1;
    for (let left = most; left > 0; left--) {
      if (earlier < (earlierChunk === 0 ? this.#head : 0) && earlierChunk > 0) {
        earlier = (chunks[--earlierChunk] as Chunk<T>).times.length - 1;
      }
      if (later === (chunks[laterChunk] as Chunk<T>).times.length && laterChunk + 1 < chunks.length) {
        laterChunk++;
        later = 0;
      }
      const [before, after] = [chunks[earlierChunk] as Chunk<T>, chunks[laterChunk] as Chunk<T>];
      const isBefore = earlier >= (earlierChunk === 0 ? this.#head : 0);
      const isAfter = later < after.times.length;
      if (isBefore && (!isAfter || at - (before.times[earlier] as number) <= (after.times[later] as number) - at)) {
        visit(before.entries[earlier--] as T);
      } else if (isAfter) visit(after.entries[later++] as T);
      else return;
    }
  }

  /** The last chunk that begins at this time or before. */
  #chunkFor(at: number): number {
    return firstAfter(this.#starts, 0, at) - 1;
  }

  #split(place: number, first: number): void {
    const { times, entries } = this.#chunks[place] as Chunk<T>;
    const half = (first + times.length) >>> 1;
    const second = { times: times.splice(half), entries: entries.splice(half) };
    if (place === 0 && first > 0) {
      times.splice(0, first);
      entries.splice(0, first);
      this.#head = 0;
    }
    this.#chunks.splice(place + 1, 0, second);
    this.#starts.splice(place + 1, 0, second.times[0] as number);
  }
}

/** The place of the first that is later; most are later than all. */
function firstAfter(times: readonly number[], first: number, at: number): number {
  const last = times[times.length - 1];
  if (last === undefined || last <= at) return times.length;
  let [low, high] = [first, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As `splice` does, which makes an array of what it takes out each time. */
function insert<Item>(items: Item[], place: number, item: Item): void {
  items.push(item);
  for (let at = items.length - 1; at > place; at--) items[at] = items[at - 1] as Item;
  items[place] = item;
}
