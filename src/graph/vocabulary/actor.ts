// Words for actors and their names.
import type { ActorKind, AliasKind } from '../../database/generated/enums.js';
import { vocabulary } from './vocabulary.js';

export const ActorKindEnum = vocabulary<ActorKind>('ActorKind', 'What kind of actor this is.', {
  STATE: 'A state.',
  GOVERNMENT_BODY: 'A ministry, agency, parliament or other body of a state.',
  MILITARY_UNIT: 'A branch, unit or standing activity of armed forces.',
  INTERNATIONAL_ORGANISATION: 'An organisation of states, or a body of one.',
  COMPANY: 'A company.',
  PERSON: 'A person.',
  MEDIA: 'A news outlet.',
  OTHER: 'Anything else.',
});

export const AliasKindEnum = vocabulary<AliasKind>('AliasKind', 'How a name relates to what it names.', {
  NAME: 'A name in some language.',
  NATIVE: 'The name in the own language.',
  TRANSLIT: 'The name in another script.',
  SHORT: 'A short form.',
  ABBREVIATION: 'An abbreviation.',
  FORMER: 'A former name.',
  DEMONYM: 'The word for what belongs to a state: Romanian.',
  METONYM: 'A place that stands for its government: Kyiv. Means the record only with support from the context.',
});
