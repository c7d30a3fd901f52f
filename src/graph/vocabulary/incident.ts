// Words for incidents.
import type {
  Attribution,
  Certainty,
  IncidentKind,
  IncidentRole,
  Verification,
} from '../../database/generated/enums.js';
import { vocabulary } from './vocabulary.js';

export const IncidentKindEnum = vocabulary<IncidentKind>('IncidentKind', 'What kind of event an incident is.', {
  DRONE_INCURSION: 'Drones crossed into airspace.',
  DRONE_CRASH: 'A drone came down.',
  DRONE_DEBRIS: 'Parts of a drone were found.',
  DRONE_SIGHTING: 'Drones, or what was taken for them, were seen.',
  DRONE_SHOOTDOWN: 'A drone was shot down.',
  AIRCRAFT_INCURSION: 'Crewed aircraft crossed into airspace.',
  BALLOON_INCURSION: 'Balloons crossed into airspace.',
  GNSS_INTERFERENCE: 'Satellite navigation was jammed or spoofed.',
  SABOTAGE: 'Something was damaged on purpose.',
  MARITIME: 'An event at sea.',
  AGGREGATE: 'Many events summed up. Never added to single incidents.',
  OTHER: 'Anything else.',
});

export const AttributionEnum = vocabulary<Attribution>('Attribution', 'Who is held responsible, and by whom.', {
  UNATTRIBUTED: 'Nobody is named.',
  SUSPECTED: 'Somebody is suspected.',
  ALLEGED_BY_AFFECTED_STATE: 'The affected state alleges it.',
  ATTRIBUTED_BY_AFFECTED_STATE: 'The affected state has established it.',
  ADMITTED: 'It was admitted.',
});

export const VerificationEnum = vocabulary<Verification>('Verification', 'How well an incident is established.', {
  REPORTED: 'Reported.',
  REPORTED_BY_POLICE: 'Reported by the police.',
  CONFIRMED_BY_AUTHORITIES: 'Confirmed by the authorities.',
  DISPUTED: 'Disputed.',
  RETRACTED: 'Retracted.',
});

export const IncidentRoleEnum = vocabulary<IncidentRole>('IncidentRole', "An actor's part in an incident.", {
  PERPETRATOR: 'Did it, or is said to have done it.',
  AFFECTED_STATE: 'The state it happened to.',
  RESPONDER: 'Answered it.',
  ORIGIN_TERRITORY: 'Where the objects came from.',
  ORIGIN_OF_OBJECT: 'Whose object it was.',
  INTERFERENCE: 'Led the object astray, or is said to have done so.',
  TARGET: 'Was aimed at or hit.',
  REPORTER: 'Made it known.',
  OTHER: 'Anything else.',
});

export const CertaintyEnum = vocabulary<Certainty>('Certainty', "How firmly an actor's part is stated.", {
  ASSERTED: 'Stated as a fact.',
  ALLEGED: 'Alleged.',
  SUSPECTED: 'Suspected.',
  DENIED: 'Denied.',
});
