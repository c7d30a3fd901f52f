// The values that facts are made of: dates and figures as precise as their sources, money, places.
import type { Basis, DatePrecision, PlacePrecision, Qualifier } from '../database/generated/enums.js';
import { builder, type DecimalValue } from './builder.js';
import { earliestDay, latestDay } from './days.js';
import { DatePrecisionEnum, PlacePrecisionEnum, QualifierEnum } from './vocabulary/values.js';

export interface FuzzyDate {
  value: string | null;
  precision: DatePrecision;
  qualifier: Qualifier;
  note: string | null;
}

/** Null where nothing at all is said of the day; a day said to be unknown is a value. */
export function fuzzyDate(
  value: string | null,
  qualifier: Qualifier | null,
  { precision, note }: { precision?: DatePrecision | null; note?: string | null } = {},
): FuzzyDate | null {
  if (value === null && qualifier === null && note == null) return null;
  return {
    value,
    precision: value === null ? 'UNKNOWN' : (precision ?? precisionOf(value)),
    qualifier: qualifier ?? (value === null ? 'UNKNOWN' : 'EXACT'),
    note: note ?? null,
  };
}

function precisionOf(value: string): DatePrecision {
  if (value.length === 4) return 'YEAR';
  return value.length === 7 ? 'MONTH' : 'DAY';
}

export const FuzzyDateRef = builder.objectRef<FuzzyDate>('FuzzyDate').implement({
  description: 'A date as precise as its source.',
  fields: (t) => ({
    value: t.exposeString('value', { nullable: true, description: 'YYYY, YYYY-MM or YYYY-MM-DD; null when unknown.' }),
    earliest: t.string({
      nullable: true,
      description:
        'The first day it can mean, YYYY-MM-DD; null when unknown. Filters compare with it. A qualifier does not move it: "by 2027" and "about 2027" are days of 2027.',
      resolve: ({ value }) => (value === null ? null : earliestDay(value)),
    }),
    latest: t.string({
      nullable: true,
      description: 'The last day it can mean, YYYY-MM-DD; null when unknown. Filters compare with it.',
      resolve: ({ value }) => (value === null ? null : latestDay(value)),
    }),
    precision: t.expose('precision', { type: DatePrecisionEnum, description: 'How precise the value is.' }),
    qualifier: t.expose('qualifier', { type: QualifierEnum, description: 'How the date was stated.' }),
    note: t.exposeString('note', { nullable: true, description: 'Where the date comes from, if it needs saying.' }),
  }),
});

export interface Quantity {
  quantityMin: number | null;
  quantityMax: number | null;
  quantityQualifier: Qualifier | null;
  quantityUnit: string | null;
  quantityAsStated: string | null;
}

/** Null where a row states no number. */
export function quantity<Row extends Quantity>(row: Row): Row | null {
  return row.quantityQualifier === null ? null : row;
}

export const QuantityRef = builder.objectRef<Quantity>('Quantity').implement({
  description: 'A number as a source states it: "more than 20" is min 21 with no max.',
  fields: (t) => ({
    min: t.exposeInt('quantityMin', {
      nullable: true,
      description: 'Smallest number; null where no lower bound is stated.',
    }),
    max: t.exposeInt('quantityMax', {
      nullable: true,
      description: 'Greatest number; null where no upper bound is stated.',
    }),
    qualifier: t.field({
      type: QualifierEnum,
      description: 'How the number was stated.',
      resolve: (row) => row.quantityQualifier ?? 'UNKNOWN',
    }),
    unit: t.exposeString('quantityUnit', { nullable: true, description: 'What is counted.' }),
    asStated: t.exposeString('quantityAsStated', {
      nullable: true,
      description: "The source's own words for the number.",
    }),
  }),
});

export interface Money {
  moneyMin: DecimalValue | null;
  moneyMax: DecimalValue | null;
  moneyCurrency: string | null;
  moneyQualifier: Qualifier | null;
  moneyAsStated: string | null;
}

/** Null where a row states no sum. */
export function money<Row extends Money>(row: Row): Row | null {
  return row.moneyCurrency === null ? null : row;
}

export const MoneyRef = builder.objectRef<Money>('Money').implement({
  description: 'A sum as a source states it, in the currency that the source states.',
  fields: (t) => ({
    min: t.expose('moneyMin', {
      type: 'Decimal',
      nullable: true,
      description: 'Least amount; null where no lower bound is stated.',
    }),
    max: t.expose('moneyMax', {
      type: 'Decimal',
      nullable: true,
      description: 'Greatest amount; null where no upper bound is stated.',
    }),
    currency: t.string({ description: 'ISO 4217 code.', resolve: (row) => row.moneyCurrency as string }),
    qualifier: t.field({
      type: QualifierEnum,
      description: 'How the sum was stated.',
      resolve: (row) => row.moneyQualifier ?? 'UNKNOWN',
    }),
    asStated: t.exposeString('moneyAsStated', {
      nullable: true,
      description: "The source's own words for the figure.",
    }),
  }),
});

export interface Place {
  placeName: string | null;
  countrySlug: string | null;
  latitude: number | null;
  longitude: number | null;
  radiusKm: number | null;
  placePrecision: PlacePrecision;
  placeBasis: Basis | null;
}

/** `country` is added where actors are known. */
export const PlaceRef = builder.objectRef<Place>('Place').implement({
  description: 'Where something happened, as precise as its sources.',
  fields: (t) => ({
    name: t.exposeString('placeName', { nullable: true, description: 'The place in words.' }),
    latitude: t.exposeFloat('latitude', { nullable: true, description: 'Degrees north, WGS 84.' }),
    longitude: t.exposeFloat('longitude', { nullable: true, description: 'Degrees east, WGS 84.' }),
    radiusKm: t.exposeFloat('radiusKm', { nullable: true, description: 'How far from the point it may have been.' }),
    precision: t.expose('placePrecision', { type: PlacePrecisionEnum, description: 'What the point stands for.' }),
    approximate: t.boolean({
      description: "Whether a curator set the point by hand from the place's name.",
      resolve: (place) => place.placeBasis === 'APPROXIMATE',
    }),
  }),
});
