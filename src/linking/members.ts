/** Which articles each story has: each article knows the ones before and after it, in the order in which they came. */

const NONE = -1;

/** An article is its slot. */
export class Members {
  readonly #latest = new Map<string, number>();
  /** By slot. */
  readonly #stories: (string | null)[] = [];
  readonly #before: number[] = [];
  readonly #after: number[] = [];

  storyOf(slot: number): string | null {
    return this.#stories[slot] ?? null;
  }

  add(slot: number, story: string): void {
    const latest = this.#latest.get(story) ?? NONE;
    // One text for all of them: each that is read of the database is a text of its own.
    this.#stories[slot] = latest === NONE ? story : this.storyOf(latest);
    this.#before[slot] = latest;
    this.#after[slot] = NONE;
    if (latest !== NONE) this.#after[latest] = slot;
    this.#latest.set(story, slot);
  }

  remove(slot: number): void {
    const story = this.storyOf(slot);
    if (story === null) return;
    const [before, after] = [this.#before[slot] as number, this.#after[slot] as number];
    this.#stories[slot] = null;
    if (before !== NONE) this.#after[before] = after;
    if (after !== NONE) this.#before[after] = before;
    else if (before !== NONE) this.#latest.set(story, before);
    else this.#latest.delete(story);
  }

  /** At most so many, the latest first. */
  latest(story: string, most: number): number[] {
    const found: number[] = [];
    for (let slot = this.#latest.get(story) ?? NONE; slot !== NONE && found.length < most; ) {
      found.push(slot);
      slot = this.#before[slot] as number;
    }
    return found;
  }
}
