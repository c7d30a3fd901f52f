// Words for feeds, articles and their ties to the record.
import type {
  ArticleField,
  FeedAttestation,
  FeedKind,
  MentionMethod,
  ReviewStatus,
} from '../../database/generated/enums.js';
import { vocabulary } from './vocabulary.js';

export type FeedStatus = 'PENDING' | 'FRESH' | 'STALE' | 'FAILING' | 'GONE' | 'DISABLED';

export const FeedStatusEnum = vocabulary<FeedStatus>('FeedStatus', 'How a feed is doing.', {
  PENDING: 'Not fetched yet.',
  FRESH: 'Fetched and read when it was last due.',
  STALE: 'Overdue: not fetched for longer than its own rhythm allows, without a failure.',
  FAILING: 'The last attempt failed; what was read before stays.',
  GONE: 'The publisher has said that it is gone for good.',
  DISABLED: 'Not fetched, by a curator’s choice.',
});

export const FeedKindEnum = vocabulary<FeedKind>('FeedKind', 'What kind of publisher a feed has.', {
  NEWS: 'A news outlet.',
  TRADE: 'A trade paper.',
  OFFICIAL: 'An authority.',
  RESEARCH: 'A research institute.',
  STATE_CONTROLLED: 'A medium under the control of a state: evidence of that state’s position.',
  SAMPLE: 'Written for this project, not news.',
});

export const FeedAttestationEnum = vocabulary<FeedAttestation>(
  'FeedAttestation',
  'How well the address of a feed is attested.',
  {
    CONFIRMED: 'A third party has fetched it.',
    LISTED: 'Public lists have it.',
    LISTED_ONCE: 'One public list has it.',
    BLOCKING_REPORTED: 'Public lists have it, and say that the server blocks readers.',
    UNVERIFIED: 'Unproven.',
  },
);

export const ArticleFieldEnum = vocabulary<ArticleField>('ArticleField', 'Part of an article.', {
  TITLE: 'The title.',
  SUMMARY: 'The summary.',
  CONTENT: 'The text of the body.',
});

export const MentionMethodEnum = vocabulary<MentionMethod>('MentionMethod', 'How a tie was found.', {
  ALIAS: 'By a name that means the record alone.',
  CONTEXT: 'By an ambiguous name that the article supports.',
  INFERRED: 'From the parties, systems, place, date and words of the article.',
  MANUAL: 'By a curator.',
});

export const ReviewStatusEnum = vocabulary<ReviewStatus>('ReviewStatus', 'Whether a tie stands.', {
  AUTO: 'Found by itself, sure enough to show.',
  NEEDS_REVIEW: 'Not sure enough: waits for a curator, and counts as no coverage.',
  ACCEPTED: 'Accepted by a curator.',
  REJECTED: 'Rejected by a curator; stays rejected.',
});

export type EvidencePart =
  | 'PARTY'
  | 'COUNTRY'
  | 'COUNTRY_OF_PARTY'
  | 'SYSTEM'
  | 'ALONE'
  | 'PLACE'
  | 'DATE'
  | 'WORDS'
  | 'FIGURE';

export const EvidencePartEnum = vocabulary<EvidencePart>('EvidencePart', 'What in an article speaks for a record.', {
  PARTY: 'It names a party, a donor, a recipient or the programme.',
  COUNTRY: 'It names a state where the record takes place.',
  COUNTRY_OF_PARTY: 'It names a person or a body of such a state.',
  SYSTEM: 'It names a weapon system of the record.',
  ALONE: 'No other record of the kind has all these parties and systems.',
  PLACE: 'It names the place.',
  DATE: 'It was published when the record was news.',
  WORDS: 'It has words for this kind of event.',
  FIGURE: 'It has a sum or a number of the record.',
});
