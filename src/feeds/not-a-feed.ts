/** Says in plain words what a document is that turned out not to be a feed. */

const HTML_ELEMENTS = new Set(['html', 'head', 'body', 'title', 'meta', 'script', 'div', 'p', 'h1', 'a']);
const SHOWN = 60;

export function notAFeed(text: string, firstElement: string | null): string {
  const start = text.trimStart();
  if (start === '') return 'The document is empty';
  if (/^<!doctype html/i.test(start) || HTML_ELEMENTS.has(firstElement ?? '')) {
    return 'The document is an HTML page, not a feed';
  }
  if (start.startsWith('{') || start.startsWith('[')) return 'The document is JSON, not RSS or Atom';
  if (firstElement === null) return 'The document has no XML elements, so it is not a feed';
  return `The document is neither RSS nor Atom: its first element is <${firstElement.slice(0, SHOWN)}>`;
}
