// Words for sources and claims.
import type { ClaimRank, SourceKind } from '../../database/generated/enums.js';
import { vocabulary } from './vocabulary.js';

export const ClaimRankEnum = vocabulary<ClaimRank>('ClaimRank', 'How a claim ranks among competing ones.', {
  PREFERRED: 'The one to show.',
  NORMAL: 'One among others.',
  DEPRECATED: 'Known to be wrong or overtaken; kept, since it was said.',
});

export const SourceKindEnum = vocabulary<SourceKind>('SourceKind', 'What kind of publisher a source has.', {
  ESTABLISHED_OUTLET: 'An established news outlet.',
  AGGREGATOR: 'An aggregator, a mirror or a blog.',
  OFFICIAL: 'An authority or another first hand.',
  STATE_CONTROLLED: 'A medium under the control of a state.',
});
