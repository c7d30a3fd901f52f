// Words for funding.
import type { FundingInstrument, FundingKind, FundingStage } from '../../database/generated/enums.js';
import { vocabulary } from './vocabulary.js';

export const FundingKindEnum = vocabulary<FundingKind>('FundingKind', 'What kind of funding this is.', {
  PROGRAMME: 'A programme that other lines belong to.',
  ALLOCATION: 'What a programme sets aside for one recipient.',
  PLEDGE: 'What a donor promises. Not a disbursement.',
  COMMITMENT: 'What a donor is bound to give.',
  DISBURSEMENT: 'What was paid.',
});

export const FundingInstrumentEnum = vocabulary<FundingInstrument>('FundingInstrument', 'How money is given.', {
  LOAN: 'As a loan.',
  GRANT: 'As a grant.',
  INTEREST_FREE_LOAN: 'As a loan without interest.',
  PROCUREMENT_FUND: 'Into a fund that buys.',
  MIXED: 'In several ways.',
  OTHER: 'In another way.',
});

export const FundingStageEnum = vocabulary<FundingStage>('FundingStage', 'How far a funding line has come.', {
  PROPOSED: 'Proposed, or a plan handed in.',
  ANNOUNCED: 'Announced.',
  TENTATIVE_ALLOCATION: 'Allocated for the time being.',
  PLEDGED: 'Promised.',
  APPROVED: 'Approved by an authority.',
  ADOPTED: 'Adopted as law or by the deciding body.',
  AGREED: 'Agreed among those who decide.',
  SIGNED: 'A contract was signed.',
  LAUNCHED: 'In operation.',
  DISBURSED: 'Paid.',
  BLOCKED: 'Held up.',
  CANCELLED: 'Given up.',
  UNKNOWN: 'Not known.',
});
