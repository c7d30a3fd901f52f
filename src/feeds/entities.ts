/** The entities that a document declares for itself, as plain text; nothing else of a document type is read. */
import { decode as decodeEntities } from 'html-entities';
import { withoutXmlControls } from './control-characters.js';

/** Characters of a document in which declarations are looked for. */
const WITHIN = 64 * 1024;
const MOST = 200;
/** Characters of a value: an address or a phrase. */
const LONGEST = 1000;
/** Characters that all references of a document together may become; past it they stay as they are written. */
const MOST_EXPANDED = 1_000_000;

const DECLARATION = /<!ENTITY\s+([A-Za-z_][\w.-]{0,99})\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
const REFERENCE = /&([A-Za-z_][\w.-]{0,99});/g;

/** Puts a document's own entities in the place of their references; null where it declares none. */
export type Expand = ((text: string) => string) | null;

/**
 * Values with markup, with references to other declared entities, from other files and beyond the bounds are left out:
 * what refers to them stays as it is written. So no entity grows by another.
 */
export function declaredEntities(xml: string): Expand {
  const start = startOfDocumentType(xml);
  if (start === -1) return null;
  const end = xml.indexOf(']>', start);
  const subset = xml.slice(start, Math.min(end === -1 ? WITHIN : end, start + WITHIN)).replace(/<!--[\s\S]*?-->/g, '');
  const values = new Map<string, string>();
  for (const [, name = '', double, single] of subset.matchAll(DECLARATION)) {
    const value = plainValue(double ?? single ?? '');
    // XML 1.0 §4.2: the first declaration of a name holds.
    if (value !== null && values.size < MOST && !values.has(name)) values.set(name, value);
  }
  if (values.size === 0) return null;
  let expanded = 0;
  return (text) =>
    text.replace(REFERENCE, (reference, name: string) => {
      const value = values.get(name);
      if (value === undefined || expanded + value.length > MOST_EXPANDED) return reference;
      expanded += value.length;
      return value;
    });
}

/** A document type stands before everything but comments (XML 1.0 §2.8); -1 where there is none with declarations. */
function startOfDocumentType(xml: string): number {
  let start = xml.indexOf('<!');
  while (start !== -1 && start < WITHIN && xml.startsWith('<!--', start)) {
    const end = xml.indexOf('-->', start);
    start = end === -1 ? -1 : xml.indexOf('<!', end);
  }
  return start !== -1 && /^<!DOCTYPE\b[^<>]*\[/i.test(xml.slice(start, start + LONGEST)) ? start : -1;
}

/** Escaped for a text whose references are still to be read. */
function plainValue(written: string): string | null {
  if (written.length > LONGEST) return null;
  const value = withoutXmlControls(decodeEntities(written, { level: 'html5', scope: 'strict' }));
  return /[<>]|&[A-Za-z_]|%[A-Za-z_][\w.-]*;/.test(value) ? null : value.replaceAll('&', '&amp;');
}
