/** The values found so far for one feed or item, the best of each field. */
import { ItemImages } from './item-images.js';
import { MOST_VALUES } from './limits.js';
import { type Field, type Rule, SECOND_DESCRIPTION } from './vocabulary.js';

const EVERY_VALUE: ReadonlySet<Field> = new Set<Field>(['tag', 'author']);

interface Found {
  rank: number;
  values: string[];
  base: string | null;
}

/** A link that says in which language it leads on. */
interface Alternate {
  language: string;
  address: string;
}

export class Fields {
  /** The document's address, null where it has none. */
  readonly url: string | null;
  readonly #found = new Map<Field, Found>();
  #images: ItemImages | undefined;
  #alternates: Alternate[] | undefined;

  constructor(url: string | null) {
    this.url = url;
  }

  /** Most items have none. */
  get images(): ItemImages {
    this.#images ??= new ItemImages();
    return this.#images;
  }

  get hasImages(): boolean {
    return this.#images !== undefined;
  }

  addAlternate(alternate: Alternate): void {
    this.#alternates ??= [];
    if (this.#alternates.length < MOST_VALUES) this.#alternates.push(alternate);
  }

  /** The link in the first of these languages that there is one in, else the one that is best without regard to it. */
  linkIn(languages: readonly string[]): string | null {
    if (this.#alternates !== undefined) {
      for (const language of languages) {
        const wanted = language.toLowerCase().replaceAll('_', '-');
        const found =
          this.#alternates.find((one) => one.language === wanted) ??
          this.#alternates.find((one) => primaryOf(one.language) === primaryOf(wanted));
        if (found !== undefined) return found.address;
      }
    }
    return this.first('link');
  }

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

function primaryOf(language: string): string {
  return language.split('-', 1)[0] ?? '';
}
