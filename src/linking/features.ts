/** How many articles have a feature, and which of them are found by it. */
import { type ListsByTime, type Nearest, NOBODY } from './lists-by-time.js';

// What is known of a feature; where nobody has it, nothing is.
const [HASH, COUNT, LIST, CELL] = [0, 1, 2, 3];
/** 2 to the power of so many cells. */
const SMALLEST = 6;

/** A hash table with open addressing: Knuth, The Art of Computer Programming, 6.4, algorithms L and R. */
export class Features {
  #lists: ListsByTime;
  #power = SMALLEST;
  #cells = new Int32Array(CELL << SMALLEST);
  #known = 0;

  constructor(lists: ListsByTime) {
    this.#lists = lists;
  }

  /** How many articles have it. */
  count(hash: number): number {
    return this.#cells[this.#find(hash) + COUNT] as number;
  }

  /** One article more has it. */
  add(hash: number): void {
    let cell = this.#find(hash);
    if (this.#cells[cell + COUNT] === 0) {
      this.#known++;
      if (this.#known * 4 > 3 << this.#power) {
        this.#grow();
        cell = this.#find(hash);
      }
      this.#cells[cell + HASH] = hash;
    }
    (this.#cells[cell + COUNT] as number)++;
  }

  /** From now on an article that has it is found by it. */
  list(hash: number, slot: number): void {
    const cell = this.#find(hash);
    this.#cells[cell + LIST] = this.#lists.add(this.#cells[cell + LIST] as number, slot);
  }

  /** One article less has it, the earliest of all. */
  remove(hash: number, slot: number): void {
    const cell = this.#find(hash);
    const list = this.#cells[cell + LIST] as number;
    if (this.#lists.first(list) === slot) this.#cells[cell + LIST] = this.#lists.removeFirst(list);
    if (--(this.#cells[cell + COUNT] as number) === 0) this.#empty(cell);
  }

  /** Of those that are found by it; see there. */
  nearest(hash: number, nearest: Nearest): number {
    return this.#lists.nearest(this.#cells[this.#find(hash) + LIST] as number, nearest);
  }

  /** Has the same lists in another memory. */
  moveTo(lists: ListsByTime): void {
    for (let list = LIST; list < this.#cells.length; list += CELL) {
      this.#cells[list] = lists.take(this.#cells[list] as number, this.#lists);
    }
    this.#lists = lists;
  }

  /** Where it is, or would be. */
  #find(hash: number): number {
    const cells = this.#cells;
    let cell = this.#home(hash);
    while (cells[cell + COUNT] !== 0 && cells[cell + HASH] !== hash) cell = this.#after(cell);
    return cell;
  }

  /** Hashes are spread evenly, by their first bits too. */
  #home(hash: number): number {
    return (hash >>> (32 - this.#power)) * CELL;
  }

  #after(cell: number): number {
    return cell + CELL === this.#cells.length ? 0 : cell + CELL;
  }

  /** What follows takes its place, so that nothing is in the way of what is looked for. */
  #empty(hole: number): void {
    this.#known--;
    const cells = this.#cells;
    let empty = hole;
    for (let cell = this.#after(hole); cells[cell + COUNT] !== 0; cell = this.#after(cell)) {
      const home = this.#home(cells[cell + HASH] as number);
      // It must not come before its home.
      const isBetween = empty < cell ? empty < home && home <= cell : empty < home || home <= cell;
      if (isBetween) continue;
      cells.copyWithin(empty, cell, cell + CELL);
      empty = cell;
    }
    cells[empty + COUNT] = 0;
    cells[empty + LIST] = NOBODY;
  }

  #grow(): void {
    const cells = this.#cells;
    this.#power++;
    this.#cells = new Int32Array(CELL << this.#power);
    for (let cell = 0; cell < cells.length; cell += CELL) {
      if (cells[cell + COUNT] === 0) continue;
      const place = this.#find(cells[cell + HASH] as number);
      for (let at = 0; at < CELL; at++) this.#cells[place + at] = cells[cell + at] as number;
    }
  }
}
