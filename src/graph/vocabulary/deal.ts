// Words for deals.
import type {
  DealDispute,
  DealKind,
  DealRole,
  DealStatus,
  DealValueKind,
  LinkCertainty,
} from '../../database/generated/enums.js';
import { vocabulary } from './vocabulary.js';

export const DealKindEnum = vocabulary<DealKind>('DealKind', 'What kind of agreement a deal is.', {
  PROCUREMENT: 'A purchase.',
  JOINT_PRODUCTION: 'Production by partners of several states.',
  JOINT_VENTURE: 'A company founded by several partners.',
  LICENCE: 'Production under licence.',
  ACQUISITION: 'The purchase of a company.',
  INVESTMENT: 'Money put into plants or development.',
  DEPLOYMENT: 'Systems brought into use.',
  DONATION: 'A gift.',
  OTHER: 'Anything else.',
});

export const DealStatusEnum = vocabulary<DealStatus>('DealStatus', 'How far a deal has come.', {
  REPORTED: 'Reported, with no party confirming it.',
  IN_TALKS: 'Being negotiated.',
  PLANNED: 'Planned by a party.',
  ANNOUNCED: 'Announced by a party.',
  SELECTED: 'A supplier or product was chosen.',
  AGREED: 'Agreed, with nothing signed yet.',
  INTENT_SIGNED: 'A letter or statement of intent was signed. Never contract value.',
  APPROVED: 'Approved by a parliament, government or authority.',
  SIGNED: 'A contract was signed.',
  IN_PROGRESS: 'Being carried out.',
  IN_DELIVERY: 'Being delivered.',
  COMPLETED: 'Carried out in full.',
  SUSPENDED: 'Halted for now.',
  CANCELLED: 'Given up.',
  UNKNOWN: 'Not known.',
});

export const DealDisputeEnum = vocabulary<DealDispute>(
  'DealDispute',
  'On what sources contradict each other about a deal.',
  {
    INSTRUMENT_TYPE: 'On what was signed.',
    START_DATE: 'On when it begins.',
    VALUE: 'On its value.',
    STATUS: 'On how far it has come.',
    OTHER: 'On something else.',
  },
);

export const DealRoleEnum = vocabulary<DealRole>('DealRole', "An actor's part in a deal.", {
  BUYER: 'Buys.',
  SELLER: 'Sells, as a state or as the other side of a purchase.',
  SUPPLIER: 'Supplies what is bought.',
  PRIME_CONTRACTOR: 'Answers for the whole contract.',
  CONTRACTOR: 'Carries out a part of the contract.',
  MANUFACTURER: 'Makes what is delivered.',
  PARTNER: 'Takes part on equal terms.',
  LICENSOR: 'Gives a licence.',
  LICENSEE: 'Takes a licence.',
  INVESTOR: 'Puts money in.',
  ACQUIRER: 'Takes a company over.',
  TARGET: 'Is taken over.',
  VEHICLE: 'The company founded for the purpose.',
  FUNDER: 'Pays without being the buyer.',
  SPONSOR: 'A state that backs the project.',
  HOST_STATE: 'Where it takes place.',
  END_USER: 'Uses what is delivered.',
  BENEFICIARY: 'Gains from it.',
  APPROVER: 'Has to approve it.',
  COORDINATOR: 'Coordinates it.',
  SIGNATORY: 'Signed it.',
  SPOKESPERSON: 'Announced it or spoke for it.',
  NEGOTIATOR: 'Negotiates it.',
  OTHER: 'Anything else.',
});

export const DealValueKindEnum = vocabulary<DealValueKind>('DealValueKind', 'What a sum of money says of a deal.', {
  CONTRACT: 'The value of a contract.',
  TOTAL: 'The value of the whole, as named by a party.',
  INVESTMENT: 'Money put in.',
  CEILING: 'The most that may be ordered under a framework.',
  SHARE: 'The part of one holder.',
  BUDGET: 'What is set aside.',
  CUMULATIVE: 'This and earlier orders together.',
  FUNDING: 'Money that others give for it.',
  OTHER: 'Anything else.',
});

export const LinkCertaintyEnum = vocabulary<LinkCertainty>(
  'LinkCertainty',
  'How firmly a funding line is tied to a deal.',
  {
    STATED: 'A source states it.',
    PROBABLE: 'It is probable, and no source states it.',
  },
);
