/** Escapes text for XML and HTML alike. */

const SPECIAL = /[&<>]/;

export function escapeText(text: string): string {
  return !SPECIAL.test(text) ? text : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}

/** Undoes `escapeText`, and nothing else. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
