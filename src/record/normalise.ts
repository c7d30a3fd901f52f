// The normal form of a document is what its rows read back as.
import type { AnyDocument, AnyKind } from './kind.js';

export function normalised(kind: AnyKind, document: AnyDocument): AnyDocument {
  return kind.document(kind.rows(document));
}
