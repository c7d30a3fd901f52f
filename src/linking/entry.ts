/** A name as the lexicon keeps it: what every match asks for lies together, in as little memory as will do. */
import type { Name, NameKind, RecordKind } from './name.js';
import type { ReadName } from './read-name.js';
import { isExact, lettersInCase, type Standing } from './standing.js';
import { isNamesake, isNoun, isOrdinary } from './words.js';

const STANDINGS: Standing[] = ['PLAIN', 'ORDINARY', 'SURNAME', 'STAND_IN', 'COMMON', 'BODY', 'PEOPLE'];
const RECORD_KINDS: RecordKind[] = ['ACTOR', 'SYSTEM', 'DEAL', 'FUNDING', 'INCIDENT'];
const KINDS: NameKind[] = ['NAME', 'NATIVE', 'TRANSLIT', 'SHORT', 'ABBREVIATION', 'FORMER', 'DEMONYM', 'METONYM'];

/** `#facts` in bits: the places in these lists, and then what is so or not. */
const BITS = 3;
const PLACE = (1 << BITS) - 1;
const HAS_CAPITAL = 1 << 9;
const IS_WORD = 1 << 10;
const IS_QUIET = 1 << 11;
const IS_DOTTED = 1 << 12;
const IS_NAMESAKE = 1 << 13;

export class Entry {
  readonly record: string;
  readonly #facts: number;
  /** the name's letters in their case, where only that case counts; null elsewhere */
  readonly exactLetters: string | null;
  readonly name: Name;

  constructor({ name, phrase }: ReadName, { standing, isQuiet }: { standing: Standing; isQuiet: boolean }) {
    this.record = name.record;
    this.#facts =
      STANDINGS.indexOf(standing) |
      (RECORD_KINDS.indexOf(name.recordKind) << BITS) |
      (KINDS.indexOf(name.kind) << (2 * BITS)) |
      (/\p{Lu}/u.test(name.text) && !isNoun(phrase) ? HAS_CAPITAL : 0) |
      (isOrdinary(phrase) ? IS_WORD : 0) |
      (isQuiet ? IS_QUIET : 0) |
      (name.text.endsWith('.') ? IS_DOTTED : 0) |
      (isNamesake(phrase) ? IS_NAMESAKE : 0);
    this.exactLetters = isExact(name) ? lettersInCase(name.text) : null;
    this.name = name;
  }

  get standing(): Standing {
    return STANDINGS[this.#facts & PLACE] as Standing;
  }

  get recordKind(): RecordKind {
    return RECORD_KINDS[(this.#facts >> BITS) & PLACE] as RecordKind;
  }

  get kind(): NameKind {
    return KINDS[(this.#facts >> (2 * BITS)) & PLACE] as NameKind;
  }

  get hasCapital(): boolean {
    return (this.#facts & HAS_CAPITAL) !== 0;
  }

  /** whether text that writes the name without a capital means something else */
  get needsCapital(): boolean {
    return this.hasCapital && this.exactLetters === null;
  }

  /** also an ordinary word, so that a headline all in capitals says nothing */
  get isWord(): boolean {
    return (this.#facts & IS_WORD) !== 0;
  }

  /** known from another trade too */
  get isNamesake(): boolean {
    return (this.#facts & IS_NAMESAKE) !== 0;
  }

  /** derived by rule, and too common to bother a curator with where nothing speaks for it */
  get isQuiet(): boolean {
    return (this.#facts & IS_QUIET) !== 0;
  }

  /** ends with a full stop */
  get isDotted(): boolean {
    return (this.#facts & IS_DOTTED) !== 0;
  }
}
