/** Names as paths of words: what follows a word in some name is one step away from it. */
import type { Entry } from './standing.js';
import type { Lemma } from './word-forms.js';

/** Nearly every word of a name is followed by one word or none, and a map for each would take more than all names. */
export type Node = {
  entries: Entry[];
  lemma: Lemma | null;
  next: Node | null;
  more: Map<Lemma, Node> | null;
};

const NO_ENTRIES: Entry[] = [];

function emptyNode(): Node {
  return { entries: NO_ENTRIES, lemma: null, next: null, more: null };
}

export function addEntry(node: Node, entry: Entry): void {
  if (node.entries === NO_ENTRIES) node.entries = [entry];
  else node.entries.push(entry);
}

export function nextNode({ lemma, next, more }: Node, wanted: Lemma): Node | undefined {
  if (lemma === wanted) return next ?? undefined;
  return more?.get(wanted);
}

/** The node after this one, or the lemma's first where there is none, made where no name had it. */
export function step(node: Node | null, lemma: Lemma): Node {
  if (node === null) {
    lemma.start ??= emptyNode();
    return lemma.start;
  }
  const known = nextNode(node, lemma);
  if (known !== undefined) return known;
  const made = emptyNode();
  if (node.lemma === null) {
    node.lemma = lemma;
    node.next = made;
  } else {
    node.more ??= new Map();
    node.more.set(lemma, made);
  }
  return made;
}
