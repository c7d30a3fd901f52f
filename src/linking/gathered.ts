/** Numbers that are gathered of one text after another, in memory that is used again: what is not made need not be cleared away. */
const SMALLEST = 256;
/** So few are sorted sooner than the engine's own sort is called. */
const FEW = 40;

export class Gathered {
  #numbers = new Int32Array(SMALLEST);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  at(index: number): number {
    return this.#numbers[index] as number;
  }

  clear(): void {
    this.#count = 0;
  }

  push(number: number): void {
    if (this.#count === this.#numbers.length) {
      const numbers = new Int32Array(2 * this.#count);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    this.#numbers[this.#count++] = number;
  }

  /** Puts them in order and keeps each once. */
  sortOnce(): void {
    const numbers = this.#numbers;
    if (this.#count <= FEW) this.#insertEach();
    else numbers.subarray(0, this.#count).sort();
    let kept = 0;
    for (let at = 0; at < this.#count; at++) {
      if (at === 0 || numbers[at] !== numbers[kept - 1]) numbers[kept++] = numbers[at] as number;
    }
    this.#count = kept;
  }

  /** Returns where what was written ends. */
  writeTo(whole: Int32Array, from: number): number {
    for (let at = 0; at < this.#count; at++) whole[from + at] = this.#numbers[at] as number;
    return from + this.#count;
  }

  #insertEach(): void {
    const numbers = this.#numbers;
    for (let at = 1; at < this.#count; at++) {
      const number = numbers[at] as number;
      let place = at;
      for (; place > 0 && (numbers[place - 1] as number) > number; place--)
        numbers[place] = numbers[place - 1] as number;
      numbers[place] = number;
    }
  }
}
