/** The values found so far for one feed or item, the best of each field. */
import { MOST_VALUES } from './limits.js';
import { type Field, type Rule, SECOND_DESCRIPTION } from './vocabulary.js';

const EVERY_VALUE: ReadonlySet<Field> = new Set<Field>(['tag', 'author']);

interface Found {
  rank: number;
  values: string[];
  base: string | null;
}

export class Fields {
  readonly #found = new Map<Field, Found>();

  /** `base` is where relative links in the value lead from, of one that may hold some. */
  offer({ field, rank }: Rule, value: string, base: string | null = null): void {
    if (value === '') return;
    const found = this.#found.get(field);
    if (!found || rank < found.rank) {
      this.#found.set(field, { rank, values: [value], base });
    } else if (rank > found.rank) {
      return;
    } else if (EVERY_VALUE.has(field)) {
      if (found.values.length < MOST_VALUES && !found.values.includes(value)) found.values.push(value);
    } else if (field === 'summary' && found.values[0] !== value) {
      this.offer(SECOND_DESCRIPTION, value, base);
    } else if (field === 'link' && rank === 0) {
      // An RSS item with two links means its last one, as every reader takes it.
      found.values[0] = value;
    }
  }

  first(field: Field): string | null {
    return this.#found.get(field)?.values[0] ?? null;
  }

  /** Where relative links in the first value lead from; null for what is not known. */
  base(field: Field): string | null {
    return this.#found.get(field)?.base ?? null;
  }

  all(field: Field): string[] {
    return this.#found.get(field)?.values ?? [];
  }
}
