/** A name of a record, as the curated record keeps it. */

export type RecordKind = 'ACTOR' | 'SYSTEM' | 'DEAL' | 'FUNDING' | 'INCIDENT';

export type NameKind = 'NAME' | 'NATIVE' | 'TRANSLIT' | 'SHORT' | 'ABBREVIATION' | 'FORMER' | 'DEMONYM' | 'METONYM';

export type Name = {
  /** the record's slug */
  record: string;
  recordKind: RecordKind;
  text: string;
  /** ISO 639-1; null where the name belongs to no language */
  language: string | null;
  kind: NameKind;
  caseSensitive: boolean;
  /** the record is a person, whose last word may stand alone */
  isPerson?: boolean;
};
