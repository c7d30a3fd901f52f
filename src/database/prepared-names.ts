// Which statements connections keep prepared. Filters come in any number of shapes, and each prepared statement takes
// memory here and in the server for the life of a connection: both are bounded.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Statements that a connection keeps prepared at the same time; those used least recently are closed. */
export const MOST_PREPARED = 300;

/** Characters of all texts with a name. */
const NAMED_CHARACTERS = 4_000_000;
/** A longer statement costs more to keep than to plan. */
const LONGEST = 20_000;
/** Digests of texts that came once. */
const MOST_SEEN = 2000;

export class PreparedNames {
  readonly #names = new LRUCache<string, string>({
    max: MOST_PREPARED,
    maxSize: NAMED_CHARACTERS,
    sizeCalculation: (_name, text) => text.length,
  });
  readonly #seen = new LRUCache<string, true>({ max: MOST_SEEN });

  /** One text, one name. Null for a text that comes for the first time, or that is too long to be kept. */
  nameOf(text: string): string | null {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (text.length > LONGEST) return null;
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    if (!this.#seen.has(name)) {
      this.#seen.set(name, true);
      return null;
    }
    this.#names.set(text, name);
    return name;
  }
}
