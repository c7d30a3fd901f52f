/** The best of many that are offered one after the other, the best first; among equals those that came first. */
export class Best {
  readonly #items: Int32Array;
  readonly #values: Float64Array;
  #count = 0;

  constructor(most: number) {
    this.#items = new Int32Array(most);
    this.#values = new Float64Array(most);
  }

  get count(): number {
    return this.#count;
  }

  item(place: number): number {
    return this.#items[place] as number;
  }

  value(place: number): number {
    return this.#values[place] as number;
  }

  clear(): void {
    this.#count = 0;
  }

  // Few are wanted, so these are kept in order, and the many others not sorted at all.
  offer(item: number, value: number): void {
    const [items, values] = [this.#items, this.#values];
    if (this.#count < items.length) this.#count++;
    else if (value <= (values[this.#count - 1] as number)) return;
    let place = this.#count - 1;
    for (; place > 0 && (values[place - 1] as number) < value; place--) {
      items[place] = items[place - 1] as number;
      values[place] = values[place - 1] as number;
    }
    items[place] = item;
    values[place] = value;
  }
}
