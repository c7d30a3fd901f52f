// Words of a text that is looked for.

/** Each different word once, whatever its case, in the order in which they come last. */
export function wordsOf(text: string): string[] {
  const words = new Map<string, string>();
  for (const word of text.split(/\s+/u)) {
    if (word === '') continue;
    const key = word.toLowerCase();
    words.delete(key);
    words.set(key, word);
  }
  return [...words.values()];
}

/** The text with each word once: a search asks for the same, and its work grows with the words that differ. */
export function withoutRepeatedWords(text: string): string {
  return wordsOf(text).join(' ');
}
