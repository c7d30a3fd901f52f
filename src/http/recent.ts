// Keeps what was used last, up to a total size.
interface Entry<Value> {
  value: Value;
  size: number;
}

export class Recent<Value> {
  readonly #entries = new Map<string, Entry<Value>>(); // in the order of use: a Map keeps the order of insertion
  readonly #most: number;
  #size = 0;

  /** Sizes may be in any unit, as long as it is one. */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#size;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps nothing that alone takes more than a tenth of the place. */
  set(key: string, value: Value, size: number): void {
    this.delete(key);
    if (size > this.#most / 10) return;
    this.#entries.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#most) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#size -= entry.size;
  }
}
