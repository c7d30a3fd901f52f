/** Which entries have a feature, by time. */
import { ByTime } from './by-time.js';

export class Postings<T extends { at: number }> {
  readonly #lists = new Map<number, ByTime<T>>();

  /** Undefined where no entry has it. */
  of(feature: number): ByTime<T> | undefined {
    return this.#lists.get(feature);
  }

  /** Returns those that have the feature now. */
  add(feature: number, entry: T): ByTime<T> {
    const list = this.#lists.get(feature) ?? new ByTime<T>();
    if (list.count === 0) this.#lists.set(feature, list);
    list.add(entry);
    return list;
  }

  /** The feature's oldest entry leaves; entries leave in the order of their times. */
  removeOldest(feature: number): void {
    const list = this.#lists.get(feature);
    list?.removeFirst();
    if (list?.count === 0) this.#lists.delete(feature);
  }
}
