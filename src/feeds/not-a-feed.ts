/** Says in plain words what a document is that turned out not to be a feed. */
import { type Failure, failed } from './failure.js';

const HTML_ELEMENTS = new Set(['html', 'head', 'body', 'title', 'meta', 'script', 'div', 'p', 'h1', 'a']);
const SHOWN = 60;

export function notAFeed(text: string, firstElement: string | null): Failure {
  const start = text.trimStart();
  if (start === '') return failed('EMPTY', 'The document is empty');
  if (/^<!doctype html/i.test(start) || HTML_ELEMENTS.has(firstElement ?? '')) {
    return failed('NOT_A_FEED', 'The document is an HTML page, not a feed');
  }
  if (firstElement === null) return failed('NOT_A_FEED', 'The document has no XML elements, so it is not a feed');
  return failed(
    'NOT_A_FEED',
    `The document is neither RSS nor Atom: its first element is <${firstElement.slice(0, SHOWN)}>`,
  );
}
