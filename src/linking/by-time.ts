/** A list in the order of time, to which anything can be added at little cost, also in its middle. */

/** Moving that many costs less than looking for a place among fewer. */
const LONGEST_CHUNK = 256;
/** Cutting off the front costs its length, so it waits until so many are dead, and half of all. */
const MOST_DEAD = 32;

export class ByTime<T extends { at: number }> {
  /** None is empty, except before the first entry. */
  readonly #chunks: T[][] = [[]];
  /** Entries of the first chunk that have left. */
  #head = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Among equal times the last to come is the last. Most come in the order of their times. */
  add(entry: T): void {
    const place = this.#chunkFor(entry.at);
    const chunk = this.#chunks[place] as T[];
    const first = place === 0 ? this.#head : 0;
    const at = firstAfter(chunk, first, entry.at);
    if (at === chunk.length) chunk.push(entry);
    else chunk.splice(at, 0, entry);
    this.#count++;
    if (chunk.length - first > LONGEST_CHUNK) this.#split(place, first);
  }

  /** The earliest; undefined where there is none. */
  removeFirst(): T | undefined {
    const [chunk] = this.#chunks as [T[]];
    const entry = chunk[this.#head];
    if (entry === undefined) return undefined;
    this.#head++;
    this.#count--;
    if (this.#head === chunk.length && this.#chunks.length > 1) {
      this.#chunks.shift();
      this.#head = 0;
    } else if (this.#head === chunk.length || (this.#head > MOST_DEAD && this.#head * 2 > chunk.length)) {
      chunk.splice(0, this.#head);
      this.#head = 0;
    }
    return entry;
  }

  /** Visits at most so many, the nearest in time first. */
  nearest(at: number, most: number, visit: (entry: T) => void): void {
    const chunks = this.#chunks;
    let laterChunk = this.#chunkFor(at);
    let later = firstAfter(chunks[laterChunk] as T[], laterChunk === 0 ? this.#head : 0, at);
    let earlierChunk = laterChunk;
    let earlier = later - 1;
    for (let left = most; left > 0; left--) {
      if (earlier < (earlierChunk === 0 ? this.#head : 0) && earlierChunk > 0) {
        earlier = (chunks[--earlierChunk] as T[]).length - 1;
      }
      if (later === (chunks[laterChunk] as T[]).length && laterChunk + 1 < chunks.length) {
        laterChunk++;
        later = 0;
      }
      const before = earlier >= (earlierChunk === 0 ? this.#head : 0) ? chunks[earlierChunk]?.[earlier] : undefined;
      const after = chunks[laterChunk]?.[later];
      if (before !== undefined && (after === undefined || at - before.at <= after.at - at)) {
        visit(before);
        earlier--;
      } else if (after !== undefined) {
        visit(after);
        later++;
      } else return;
    }
  }

  /** The last chunk that begins at this time or before, else the first. */
  #chunkFor(at: number): number {
    const chunks = this.#chunks;
    let [low, high] = [0, chunks.length - 1];
    if (((chunks[high] as T[])[0]?.at ?? at) <= at) return high;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (((chunks[middle] as T[])[0] as T).at <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #split(place: number, first: number): void {
    const chunk = this.#chunks[place] as T[];
    const second = chunk.splice((first + chunk.length) >>> 1);
    if (place === 0 && first > 0) {
      chunk.splice(0, first);
      this.#head = 0;
    }
    this.#chunks.splice(place + 1, 0, second);
  }
}

/** The place of the first that is later; most are later than all. */
function firstAfter<T extends { at: number }>(entries: readonly T[], first: number, at: number): number {
  const last = entries[entries.length - 1];
  if (last === undefined || last.at <= at) return entries.length;
  let [low, high] = [first, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as T).at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
