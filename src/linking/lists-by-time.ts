/**
 * Lists of articles in the order of time, to which anything can be added at little cost, also in its middle. Thousands
 * of them lie in one piece of memory. A number stands for each list, and it changes as the list does; an article is
 * its slot.
 */

/** Milliseconds since 1970, by slot. */
export interface Times {
  at: Float64Array;
}

/** At most so many, the nearest in time first, and none that is further away than that; milliseconds. */
export interface Nearest {
  at: number;
  most: number;
  furthest: number;
  found: Int32Array;
}

/** The list that has no article. A list of one is that article's slot, turned over; of any other it is where it lies. */
export const NOBODY = 0;

// What precedes a list in memory: which of the sizes it takes, where its first article stands, and where its last one ends.
const [SIZE, BEGIN, END, HEADER] = [0, 1, 2, 3];
/** Each is a third or half larger than the one before, so a list is moved seldom and little of its memory is empty. */
const SIZES = Array.from({ length: 56 }, (_, size) => (size % 2 === 0 ? 6 : 9) * 2 ** (size >>> 1));

export class ListsByTime {
  readonly #times: Times;
  #memory = new Int32Array(256);
  /** Where nothing has lain yet; no list lies at 0. */
  #unused = 1;
  /** Of each size, where the memory lies that was left last; where it begins is said where the one before it lies. */
  readonly #left = new Int32Array(SIZES.length);
  #leftLength = 0;

  constructor(times: Times) {
    this.#times = times;
  }

  /** How much memory there is, of four bytes each. */
  get length(): number {
    return this.#memory.length;
  }

  /** Whether most of the memory has been left by lists of sizes that are no longer wanted. */
  get isScattered(): boolean {
    return this.#leftLength * 2 > this.#memory.length;
  }

  /** Among equal times the last to come is the last. Most come in the order of their times. */
  add(list: number, slot: number): number {
    if (list === NOBODY) return ~slot;
    const longer = list < 0 ? this.#roomy(~list) : this.#withRoom(list);
    const memory = this.#memory;
    const [begin, end] = [memory[longer + BEGIN] as number, memory[longer + END] as number];
    const place = this.#firstAfter(longer, this.#times.at[slot] as number);
    if (begin > longer + HEADER && place - begin < end - place) {
      move(memory, { from: begin, to: place, by: -1 });
      memory[place - 1] = slot;
      memory[longer + BEGIN] = begin - 1;
    } else {
      move(memory, { from: place, to: end, by: 1 });
      memory[place] = slot;
      memory[longer + END] = end + 1;
    }
    return longer;
  }

  /** The slot of the earliest; -1 where there is none. */
  first(list: number): number {
    return list <= 0 ? ~list : (this.#memory[this.#memory[list + BEGIN] as number] as number);
  }

  /** Without the earliest. There must be one. */
  removeFirst(list: number): number {
    if (list < 0) return NOBODY;
    const begin = (this.#memory[list + BEGIN] as number) + 1;
    const length = (this.#memory[list + END] as number) - begin;
    this.#memory[list + BEGIN] = begin;
    if (length === 1) {
      const last = this.#memory[begin] as number;
      this.#leave(list);
      return ~last;
    }
    const size = this.#memory[list + SIZE] as number;
    return length * 4 < (SIZES[size] as number) && size > 1 ? this.#moved(list, size - 2) : list;
  }

  /** Fills in those that are found, and returns how many. Of two as near as each other the earlier one comes first. */
  nearest(list: number, { at, most, furthest, found }: Nearest): number {
    if (list === NOBODY) return 0;
    const times = this.#times.at;
    if (list < 0) {
      found[0] = ~list;
      return most > 0 && Math.abs((times[~list] as number) - at) <= furthest ? 1 : 0;
    }
    const memory = this.#memory;
    const [begin, end] = [memory[list + BEGIN] as number, memory[list + END] as number];
    let later = this.#firstAfter(list, at);
    let earlier = later - 1;
    let count = 0;
    let before = earlier < begin ? Infinity : at - (times[memory[earlier] as number] as number);
    let after = later === end ? Infinity : (times[memory[later] as number] as number) - at;
    while (count < most && (before <= furthest || after <= furthest)) {
      if (before <= after) {
        found[count++] = memory[earlier--] as number;
        before = earlier < begin ? Infinity : at - (times[memory[earlier] as number] as number);
      } else {
        found[count++] = memory[later++] as number;
        after = later === end ? Infinity : (times[memory[later] as number] as number) - at;
      }
    }
    return count;
  }

  /** As the other's, in this memory. */
  take(list: number, other: ListsByTime): number {
    return list <= 0 ? list : this.#copy(list, other.#memory, other.#memory[list + SIZE] as number);
  }

  /** The place of the first that is later; most are later than all. */
  #firstAfter(list: number, at: number): number {
    const [memory, times] = [this.#memory, this.#times.at];
    let [low, high] = [memory[list + BEGIN] as number, memory[list + END] as number];
    if ((times[memory[high - 1] as number] as number) <= at) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[memory[middle] as number] as number) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A list of one with room for another. */
  #roomy(slot: number): number {
    const list = this.#made(0);
    this.#memory[list + HEADER] = slot;
    this.#memory[list + END] = list + HEADER + 1;
    return list;
  }

  /** With room after the last. */
  #withRoom(list: number): number {
    const memory = this.#memory;
    const size = memory[list + SIZE] as number;
    const [begin, end] = [memory[list + BEGIN] as number, memory[list + END] as number];
    if (end < list + (SIZES[size] as number)) return list;
    const dead = begin - list - HEADER;
    // Moving costs the length, so it waits until a quarter has left.
    if (dead * 4 <= end - list) return this.#moved(list, size + 1);
    move(memory, { from: begin, to: end, by: -dead });
    memory[list + BEGIN] = list + HEADER;
    memory[list + END] = end - dead;
    return list;
  }

  #moved(list: number, size: number): number {
    const moved = this.#copy(list, this.#memory, size);
    this.#leave(list);
    return moved;
  }

  #copy(list: number, source: Int32Array, size: number): number {
    const copy = this.#made(size);
    const [begin, end] = [source[list + BEGIN] as number, source[list + END] as number];
    // The memory may be another by now.
    for (let at = begin; at < end; at++) this.#memory[copy + HEADER + at - begin] = source[at] as number;
    this.#memory[copy + END] = copy + HEADER + end - begin;
    return copy;
  }

  /** Memory for a list of no article yet. */
  #made(size: number): number {
    const length = SIZES[size] as number;
    let list = this.#left[size] as number;
    if (list > 0) {
      this.#left[size] = this.#memory[list + BEGIN] as number;
      this.#leftLength -= length;
    } else {
      list = this.#unused;
      this.#unused += length;
      if (this.#unused > this.#memory.length) {
        const memory = new Int32Array(Math.ceil(this.#unused * 1.25));
        memory.set(this.#memory);
        this.#memory = memory;
      }
    }
    this.#memory[list + SIZE] = size;
    this.#memory[list + BEGIN] = list + HEADER;
    this.#memory[list + END] = list + HEADER;
    return list;
  }

  #leave(list: number): void {
    const size = this.#memory[list + SIZE] as number;
    this.#memory[list + BEGIN] = this.#left[size] as number;
    this.#left[size] = list;
    this.#leftLength += SIZES[size] as number;
  }
}

/** A few are moved sooner than the engine's own copying is called. */
const FEW = 24;

function move(memory: Int32Array, { from, to, by }: { from: number; to: number; by: number }): void {
  if (to - from > FEW) memory.copyWithin(from + by, from, to);
  else if (by < 0) for (let at = from; at < to; at++) memory[at + by] = memory[at] as number;
  else for (let at = to - 1; at >= from; at--) memory[at + by] = memory[at] as number;
}
