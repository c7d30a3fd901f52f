// Rows of the record's tables, as Prisma reads them and as documents give them.
import type { Prisma } from '../database/generated/client.js';

/**
 * A row of a model. Decimals may also be strings, which is how documents write them. Left out are the columns that no
 * document states: those that the database fills (`Derived`: those that it derives from the parts) and those that count and date the saves.
 */
export type Row<Model, Derived = never> = {
  [Column in Exclude<keyof Model, Kept | Derived>]: Model[Column] extends Prisma.Decimal | null
    ? Prisma.Decimal | string | Extract<Model[Column], null>
    : Model[Column];
};

type Kept = 'recordKind' | 'version' | 'createdAt' | 'updatedAt' | 'recordedAt';
