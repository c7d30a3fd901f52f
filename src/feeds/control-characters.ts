/** Drops the characters that XML, PostgreSQL or a reader's screen cannot take. */
// Node 20 has String.toWellFormed; the ES2023 that we compile for does not name it.
/// <reference lib="es2024.string" />

// XML 1.0 §2.2 Char: tab, LF and CR are the only control characters allowed below U+0020.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const CONTROL = /[\p{Cc}\ufeff\ufffe\uffff]/gu;

/** What is left may stand in an XML document; a lone surrogate becomes U+FFFD. */
export function withoutXmlControls(text: string): string {
  return text.replace(NOT_XML, '').toWellFormed();
}

/** For text that is shown or stored: no control characters at all, line breaks and tabs as spaces. */
export function withoutControls(text: string): string {
  return text
    .replace(/[\t\n\r\u0085]/g, ' ')
    .replace(CONTROL, '')
    .toWellFormed();
}
