/**
 * The same text in memory of its own. A word cut from an article keeps the whole article in memory as long as it is kept
 * itself: V8 makes pieces of 13 characters and more so.
 */
export function copied(word: string): string {
  return word.length < SHORTEST_PIECE ? word : Buffer.from(word, 'utf16le').toString('utf16le');
}

const SHORTEST_PIECE = 13;
