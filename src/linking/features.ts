/** How many articles have a feature, and which of them are found by it. */
import { ByTime } from './by-time.js';

export interface Feature<T extends { at: number }> {
  readonly hash: number;
  count: number;
  /** Those that it says something of. */
  readonly entries: ByTime<T>;
}

export class Features<T extends { at: number }> {
  readonly #known = new Map<number, Feature<T>>();
  /** Stands for all that nobody has. */
  readonly #nobodys: Feature<T> = { hash: 0, count: 0, entries: new ByTime<T>() };

  /** In the order of the hashes. */
  of(hashes: Int32Array): Feature<T>[] {
    const found: Feature<T>[] = [];
    for (const hash of hashes) found.push(this.#known.get(hash) ?? this.#nobodys);
    return found;
  }

  /** One article more has them: those of its hashes, which take the place of those that nobody had. */
  count(features: Feature<T>[], hashes: Int32Array): void {
    for (let at = 0; at < features.length; at++) {
      if (features[at] === this.#nobodys) features[at] = this.#made(hashes[at] as number);
      (features[at] as Feature<T>).count++;
    }
  }

  /** One article less has them. */
  discount(features: readonly Feature<T>[]): void {
    for (const feature of features) if (--feature.count === 0) this.#known.delete(feature.hash);
  }

  #made(hash: number): Feature<T> {
    const feature = { hash, count: 0, entries: new ByTime<T>() };
    this.#known.set(hash, feature);
    return feature;
  }
}
