// Where an incident happened.
import { z } from 'zod';
import { Basis, PlacePrecision } from '../database/generated/enums.js';
import { unless, withoutAbsent } from './normal-form.js';
import { reference } from './reference.js';
import { ifSound } from './sound.js';
import { text } from './text.js';

export const place = z
  .strictObject({
    name: text.optional(),
    country: reference('actor').optional(),
    latitude: z.number().min(-90, 'must be from -90 to 90').max(90, 'must be from -90 to 90').optional(),
    longitude: z.number().min(-180, 'must be from -180 to 180').max(180, 'must be from -180 to 180').optional(),
    radiusKm: z.number().min(0, 'must not be negative').optional(),
    precision: z.enum(PlacePrecision).optional(),
    basis: z.enum(Basis).optional(),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    path: ['longitude'],
    error: 'a point needs both latitude and longitude',
    ...ifSound('latitude', 'longitude'),
  })
  .refine(({ latitude, radiusKm }) => radiusKm === undefined || latitude !== undefined, {
    path: ['radiusKm'],
    error: 'a radius needs a point',
    ...ifSound('latitude', 'radiusKm'),
  });

type Place = z.output<typeof place>;

interface PlaceColumns {
  placeName: string | null;
  countrySlug: string | null;
  latitude: number | null;
  longitude: number | null;
  radiusKm: number | null;
  placePrecision: PlacePrecision;
  placeBasis: Basis | null;
}

export function placeColumns(place: Place = {}): PlaceColumns {
  return {
    placeName: place.name ?? null,
    countrySlug: place.country ?? null,
    latitude: place.latitude ?? null,
    longitude: place.longitude ?? null,
    radiusKm: place.radiusKm ?? null,
    placePrecision: place.precision ?? 'UNKNOWN',
    placeBasis: place.basis ?? null,
  };
}

/** Nothing where the row says nothing about the place. */
export function placeOf(row: PlaceColumns): Place | undefined {
  const place = withoutAbsent({
    name: row.placeName,
    country: row.countrySlug,
    latitude: row.latitude,
    longitude: row.longitude,
    radiusKm: row.radiusKm,
    precision: unless('UNKNOWN', row.placePrecision),
    basis: row.placeBasis,
  });
  return Object.keys(place).length === 0 ? undefined : place;
}
