/** Whether a document that a server broke off had come to its end already. */

const TAIL_BYTES = 1024;
/** The end of a feed's root, and what may follow it (XML 1.0, production 27). */
const END_OF_FEED = /<\/(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--[\s\S]*-->\s*)?$/i;

export function isWholeDocument(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-TAIL_BYTES)).toString('latin1').replaceAll('\0', '').trimEnd();
  return END_OF_FEED.test(tail) || (tail.endsWith('}') && isJson(bytes));
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(
      Buffer.from(bytes)
        .toString()
        .replace(/^\ufeff/, ''),
    );
    return true;
  } catch {
    return false;
  }
}
