/**
 * How much of a document is read. What exceeds a thread's heap in small steps costs the thread; one allocation that
 * is far too large makes V8 end the whole process. So nothing that a document can grow grows without a bound.
 */

/** In bytes. The largest feeds of news publishers have 3 MB. */
export const LARGEST_DOCUMENT = 15 * 1024 * 1024;

/** More than any feed lists; the rest would only be work. */
export const MOST_ITEMS = 5000;

/** Of tags and of authors of an item. */
export const MOST_VALUES = 100;

/** Of one element; the parser keeps them all until it ends. */
export const MOST_ATTRIBUTES = 20_000;

/** Characters of an article's body: a book has fewer. A longer one is not kept. */
export const LONGEST_BODY = 1_000_000;

/** Characters of all fields of a document, and of all bodies: escapes and safe markup are longer than their source. */
export const MOST_CHARACTERS = 24_000_000;
