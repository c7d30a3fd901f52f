/** Cuts text at a word boundary and marks the cut with an ellipsis; never inside a code point. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  // One for the ellipsis; the cut moves off the middle of a surrogate pair.
  let end = most - 1;
  if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end--;
  const space = text.lastIndexOf(' ', end);
  // A word this long is no word: a script without spaces, or an address.
  const cut = space > most / 2 ? space : end;
  return `${text.slice(0, cut).replace(/[\s,;:–-]{1,20}$/, '')}…`;
}
