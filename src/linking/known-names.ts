/** All names of a lexicon that is being built, as it has to look them up. */
import { spellingOwner } from './forms.js';
import type { Name } from './name.js';
import { type ReadName, readName } from './read-name.js';

const CYRILLIC = /\p{sc=Cyrillic}/u;
const NONE: ReadName[] = [];

export class KnownNames {
  readonly names: ReadName[] = [];
  /** records, and with them the kind of name where it is a capital's, that have a name in Cyrillic letters */
  readonly cyrillic = new Set<string>();
  readonly #byRecord = new Map<string, ReadName[]>();
  #listed: Set<string> | null = null;

  add(name: Name): void {
    const read = readName(name);
    this.names.push(read);
    if (CYRILLIC.test(name.text)) this.cyrillic.add(spellingOwner(name));
    const known = this.#byRecord.get(name.record);
    if (known) known.push(read);
    else this.#byRecord.set(name.record, [read]);
  }

  /** The names of a record, in the order given. */
  of(record: string): ReadName[] {
    return this.#byRecord.get(record) ?? NONE;
  }

  get records(): Iterable<ReadName[]> {
    return this.#byRecord.values();
  }

  /** Whether any record has the name, given folded. */
  isListed(folded: string): boolean {
    // Few lexicons ask, and then all names are in.
    this.#listed ??= new Set(this.names.map((read) => read.folded));
    return this.#listed.has(folded);
  }
}
