// Documents that clients name by their hash, as graphql-codegen's client preset and Relay write them: { hash: text }.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../config.js';

/** Text by SHA-256 in hex. */
export type PersistedDocuments = ReadonlyMap<string, string>;

/** What `npm run codegen` makes of the examples. */
const EXAMPLES = join(import.meta.dirname, '../../schema/client/persisted-documents.json');

/** The documents of a file, or the examples; throws a `SetupError` that says which entry is wrong. */
export function readPersistedDocuments(file: string | null): PersistedDocuments {
  const name = file ?? EXAMPLES;
  const mistake = (what: string, cause?: unknown) => new SetupError(`PERSISTED_DOCUMENTS=${name}: ${what}`, { cause });
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(name, 'utf8'));
  } catch (cause) {
    throw mistake(`cannot read it: ${(cause as Error).message}`, cause);
  }
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) {
    throw mistake('must be a JSON object of documents by their SHA-256');
  }
  const documents = new Map<string, string>();
  for (const [key, text] of Object.entries(entries)) {
    const hash = key.replace(/^sha256:/, '');
    if (typeof text !== 'string') throw mistake(`${key} has no document`);
    if (sha256(text) !== hash) throw mistake(`${key} is not the SHA-256 of its document`);
    documents.set(hash, text);
  }
  return documents;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
