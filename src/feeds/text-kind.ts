/** Says how a field's characters are meant, from its attributes or from what they look like. */
import type { Element } from './tokenise.js';

/** Escaped markup, real elements or plain text, base64, or text that has to tell by itself. */
export type TextKind = 'html' | 'xml' | 'base64' | 'unstated';

/**
 * RSS says nothing, and everyone writes escaped HTML. Atom 1.0 §3.1 and §4.1.3 have `type`; Atom 0.3 has a
 * media type and `mode`.
 */
export function textKindOf({ attributes }: Element, vocabulary: string): TextKind {
  if (vocabulary === 'xhtml') return 'xml';
  if (vocabulary !== 'atom') return 'html';
  const mode = attributes.get('mode')?.trim().toLowerCase();
  const type = attributes.get('type')?.trim().toLowerCase();
  if (mode === 'base64' || type === 'application/octet-stream') return 'base64';
  if (!type) return mode === 'escaped' ? 'html' : 'unstated';
  return type === 'html' || (type === 'text/html' && mode !== 'xml') ? 'html' : 'xml';
}

const MARKUP = /<\/?(?:p|br|div|a|img|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote|table)(?:\s[^<>]{0,500})?\/?>/i;

/** An Atom element without `type` is plain text, but many publishers put HTML there; readers would see its tags. */
export function looksLikeHtml(text: string): boolean {
  return MARKUP.test(text);
}
