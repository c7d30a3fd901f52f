/** Documents made to hurt whoever reads them, and what reading them gives. */
import type { FeedDocument } from '../../../src/feeds/document.js';
import type { FailureCode } from '../../../src/feeds/failure.js';
import { documentOf } from '../fixture.js';
import { BYTES } from './bytes.js';
import { FIELDS } from './fields.js';
import { JSON_DOCUMENTS } from './json.js';
import { STRUCTURE } from './structure.js';

export interface Hostile {
  name: string;
  /** Why it is refused, or how many articles it gives. */
  expected: FailureCode | number;
  make(): FeedDocument;
}

export const HOSTILE_DOCUMENTS: Hostile[] = [...STRUCTURE, ...FIELDS, ...BYTES, ...JSON_DOCUMENTS].map(
  ([name, expected, make]) => ({
    name,
    expected,
    make() {
      const made = make();
      return typeof made === 'string' || made instanceof Uint8Array ? documentOf(made) : made;
    },
  }),
);
