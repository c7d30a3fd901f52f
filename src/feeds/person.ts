/** Reads who wrote an item: a name where there is one, an e-mail address only for want of it. */
import type { Element } from './tokenise.js';

/** Characters; more than the names of all the authors of a paper. */
const LONGEST = 2000;

/** Takes both a person written as text (RSS, Dublin Core) and one with `name` and `email` elements (Atom). */
export class PersonReader {
  readonly #offer: (name: string) => void;
  readonly #path: string[] = [];
  readonly #parts = { text: '', name: '', email: '' };

  constructor(offer: (name: string) => void) {
    this.#offer = offer;
  }

  open(element: Element): void {
    this.#path.push(element.local);
  }

  text(text: string): void {
    const [part] = this.#path;
    if (part !== undefined && part !== 'name' && part !== 'email') return;
    const key = part ?? 'text';
    if (this.#parts[key].length < LONGEST) this.#parts[key] += text.slice(0, LONGEST);
  }

  close(): void {
    this.#path.pop();
  }

  finish(): void {
    const { text, name, email } = this.#parts;
    this.#offer(personName(name.trim() || text.trim() || email));
  }
}

/** RSS 2.0 wants `mail@example.org (Name)`; feeds also write `Name (mail)`, `Name <mail>` and plain names. */
function personName(written: string): string {
  const text = written.trim().replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, '$1');
  const [, before = '', inside = ''] = /^([^(<]*)[(<]([^()<>]*)[)>]?$/.exec(text) ?? [];
  if (inside.includes('@')) return before.trim() || inside.trim();
  if (before.includes('@')) return inside.trim() || before.trim();
  return text;
}
