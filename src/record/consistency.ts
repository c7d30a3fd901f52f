// What no document can know alone: that slugs name one thing, that references lead somewhere, that chains have an end.
import type { AnyDocument, AnyKind, KindName } from './kind.js';
import { fieldPath, type Mistake } from './mistake.js';
import { type Reference, referencesIn } from './reference.js';
import { didYouMean, quoted } from './suggest.js';

/** A document as it is given; it may have mistakes of its own, so nothing is taken for granted but its slug. */
export interface Entry {
  kind: AnyKind;
  document: AnyDocument;
}

/**
 * Compares what is given with itself and with what is stored. A stored document that is given too has been replaced.
 * Records share one register of slugs; sources and feeds have a register each. `slugs` are those that a misspelled
 * reference may mean; without it, those of what is given and stored.
 */
export function inconsistencies(given: Entry[], stored: Entry[] = [], slugs?: Slugs): Mistake[] {
  const replaced = new Set(given.map(({ kind, document }) => `${kind.name} ${document.slug}`));
  const kept = stored.filter(({ kind, document }) => !replaced.has(`${kind.name} ${document.slug}`));
  return [
    ...slugsTaken(given, kept),
    ...unknownReferences(given, kept, slugs),
    ...['url', 'iso2', 'iso3'].flatMap((field) => valuesTaken(field, given, kept)),
    ...['parent', 'programme'].flatMap((field) => loops(field, given, kept)),
  ];
}

function slugsTaken(given: Entry[], kept: Entry[]): Mistake[] {
  const register = ({ kind }: Entry) => (kind.recordKind === null ? kind.name : 'record');
  return firstComesFirst(given, kept, (entry) => `${register(entry)} ${entry.document.slug}`).map(({ later, first }) =>
    mistake(later, ['slug'], `names ${anOrAnother(later, first)} ${first.kind.name} already`),
  );
}

function anOrAnother(later: Entry, first: Entry): string {
  if (later.kind === first.kind) return 'another';
  return /^[aeiou]/.test(first.kind.name) ? 'an' : 'a';
}

/** Slugs by kind. */
export type Slugs = ReadonlyMap<KindName, Iterable<string>>;

function unknownReferences(given: Entry[], kept: Entry[], slugs: Slugs = slugsOf([...given, ...kept])): Mistake[] {
  return referencesToNothing(given, kept).map(({ entry, reference: { path, kind, slug } }, index) => {
    const near = index < SUGGESTIONS ? didYouMean(slug, slugs.get(kind) ?? []) : '';
    return mistake(entry, path, `unknown ${kind} ${quoted(slug)}${near}`);
  });
}

/** Each compares a name with all slugs of its kind. */
const SUGGESTIONS = 100;

/** References of the given entries that lead to no entry. */
export function referencesToNothing(given: Entry[], kept: Entry[]): { entry: Entry; reference: Reference }[] {
  const known = new Set([...given, ...kept].map(({ kind, document }) => `${kind.name} ${document.slug}`));
  return given.flatMap((entry) =>
    referencesIn(entry.kind.schema, entry.document)
      .filter((reference) => !known.has(`${reference.kind} ${reference.slug}`))
      .map((reference) => ({ entry, reference })),
  );
}

/** The slugs of entries, by their kinds. */
function slugsOf(entries: readonly Entry[]): Map<KindName, string[]> {
  const slugs = new Map<KindName, string[]>();
  for (const { kind, document } of entries) {
    const own = slugs.get(kind.name);
    if (own === undefined) slugs.set(kind.name, [document.slug]);
    else own.push(document.slug);
  }
  return slugs;
}

/** Two documents of a kind cannot have the same address or code. */
function valuesTaken(field: string, given: Entry[], kept: Entry[]): Mistake[] {
  const key = (entry: Entry) => {
    const value = fieldOf(entry, field);
    return value === undefined ? undefined : `${entry.kind.name} ${value}`;
  };
  return firstComesFirst(given, kept, key).map(({ later, first }) =>
    mistake(later, [field], `is that of ${first.document.slug} already`),
  );
}

/** Follows the field from each given document; a chain that comes back to where it started has no end. */
function loops(field: string, given: Entry[], kept: Entry[]): Mistake[] {
  const next = new Map<string, string>();
  const id = (kind: KindName, slug: string) => `${kind} ${slug}`;
  for (const entry of [...kept, ...given]) {
    const above = fieldOf(entry, field);
    if (above !== undefined) next.set(id(entry.kind.name, entry.document.slug), id(entry.kind.name, above));
  }
  return given.flatMap((entry) => {
    const start = id(entry.kind.name, entry.document.slug);
    if (fieldOf(entry, field) === undefined) return [];
    const seen = new Set<string>();
    for (let at = next.get(start); at !== undefined && !seen.has(at); at = next.get(at)) {
      if (at === start) return [mistake(entry, [field], 'leads back to this record')];
      seen.add(at);
    }
    return [];
  });
}

/** Given entries whose key another entry has already. */
function firstComesFirst(given: Entry[], kept: Entry[], key: (entry: Entry) => string | undefined) {
  const holders = new Map<string | undefined, Entry>(kept.map((entry) => [key(entry), entry]));
  holders.delete(undefined);
  return given.flatMap((later) => {
    const first = holders.get(key(later));
    if (first !== undefined) return [{ later, first }];
    if (key(later) !== undefined) holders.set(key(later), later);
    return [];
  });
}

function fieldOf({ document }: Entry, field: string): string | undefined {
  const value = (document as unknown as Record<string, unknown>)[field];
  return typeof value === 'string' ? value : undefined;
}

function mistake({ kind, document }: Entry, path: readonly PropertyKey[], message: string): Mistake {
  return { file: kind.file, record: document.slug, field: fieldPath(path), message };
}
