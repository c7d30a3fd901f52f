// Words for weapon systems.
import type { SystemKind } from '../../database/generated/enums.js';
import { vocabulary } from './vocabulary.js';

export const SystemKindEnum = vocabulary<SystemKind>('SystemKind', 'What kind of system this is.', {
  FIGHTER_AIRCRAFT: 'A crewed fighter.',
  TANKER_AIRCRAFT: 'An aircraft that refuels others.',
  UAV: 'An uncrewed aircraft of no narrower kind.',
  UCAV: 'An armed uncrewed aircraft that returns.',
  INTERCEPTOR_DRONE: 'A drone that brings down drones.',
  ONE_WAY_ATTACK_UAV: 'A drone that flies to a target set before launch and explodes there.',
  DECOY_UAV: 'A drone that draws fire.',
  LOITERING_MUNITION: 'A munition that waits for its target in the air.',
  COUNTER_UAS: 'A system against drones.',
  AIR_DEFENCE_GUN: 'A gun against aircraft and drones.',
  AIR_DEFENCE_MANPADS: 'A missile launched from the shoulder against aircraft.',
  AIR_DEFENCE_MEDIUM_RANGE: 'A missile system against aircraft, of medium range.',
  AIR_DEFENCE_LONG_RANGE: 'A missile system against aircraft and missiles, of long range.',
  BALLISTIC_MISSILE_DEFENCE: 'A system against ballistic missiles.',
  CRUISE_MISSILE: 'A cruise missile.',
  ROCKET_ARTILLERY: 'A launcher of rockets.',
  MAIN_BATTLE_TANK: 'A main battle tank.',
  GUIDANCE_KIT: 'A kit that guides a drone or munition.',
  OTHER: 'Anything else.',
});
