// Words for how precise a date, a figure or a place is.
import type { Basis, DatePrecision, PlacePrecision, Qualifier } from '../../database/generated/enums.js';
import { vocabulary } from './vocabulary.js';

export const QualifierEnum = vocabulary<Qualifier>('Qualifier', 'How a figure or a date was stated.', {
  EXACT: 'Stated as it is.',
  AS_STATED: "The source's own figure, with no word on how precise it is.",
  ABOUT: 'About, around, nearly.',
  AT_LEAST: 'At least: the lower bound is included.',
  MORE_THAN: 'More than: the lower bound of a sum is excluded, that of a count is the next whole number.',
  UP_TO: 'Up to: the upper bound is included.',
  LESS_THAN: 'Less than: the upper bound is excluded.',
  RANGE: 'Between two bounds.',
  ROUNDED: 'Rounded by the source.',
  BY: 'Not later than the date.',
  INFERRED: 'Not stated in full; the rest follows from the context.',
  UNKNOWN: 'Not known.',
});

export const DatePrecisionEnum = vocabulary<DatePrecision>('DatePrecision', 'How precise a date is.', {
  DAY: 'A day.',
  MONTH: 'A month.',
  YEAR: 'A year.',
  PERIOD: 'A bound of a stretch of time rather than the day of one event.',
  UNKNOWN: 'No date is known.',
});

export const PlacePrecisionEnum = vocabulary<PlacePrecision>(
  'PlacePrecision',
  'What the point of a place stands for.',
  {
    SITE: 'A site, such as an airport or a base.',
    LOCALITY: 'A village, town or district.',
    REGION: 'A region.',
    COUNTRY: 'A whole state.',
    UNKNOWN: 'No place is known.',
  },
);

export const BasisEnum = vocabulary<Basis>('Basis', 'What vouches for an entry.', {
  SOURCE: 'A cited source.',
  REFERENCE: 'Common reference knowledge, such as ISO codes and native names; to be reviewed before it is relied on.',
  APPROXIMATE: 'A rough value that a curator set by hand.',
});
