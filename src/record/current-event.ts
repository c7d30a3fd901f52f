// What a history comes to: the value that readers are shown follows the ranks of its entries.
import type { ClaimRank } from '../database/generated/enums.js';

/** The preferred entry, else the latest that is not known to be wrong; nothing where there is none. */
export function currentEvent<Entry extends { rank?: ClaimRank | undefined }>(
  history: readonly Entry[],
): Entry | undefined {
  return history.find(({ rank }) => rank === 'PREFERRED') ?? history.findLast(({ rank }) => rank !== 'DEPRECATED');
}
