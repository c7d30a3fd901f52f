// A curator's word on a tie between an article and a record, and the name that the article taught.
import type { Database } from '../database/connect.js';
import type { AliasKind, RecordKind, ReviewStatus } from '../database/generated/enums.js';
import { lockLinking } from '../database/locks.js';
import type { Sql } from '../database/sql.js';
import { sqlIn } from '../database/transaction.js';
import type { Alias } from './alias.js';
import type { AnyDocument } from './kind.js';
import { alone, type Outcome, saveIn } from './save.js';
import { kindOf } from './statement.js';
import type { Client } from './table.js';
import type { Reason } from './write.js';

export interface Review extends Reason {
  review: ReviewStatus;
  /** Makes the name, as the article writes it, one of the record's. */
  addAlias: boolean;
  /** Judges anew what else is said of the article, in the same transaction. */
  inferAnew(sql: Sql, article: string): Promise<void>;
  /** What the name is to the record; null where linking does not know it. */
  kindOfName(record: string, surface: string): AliasKind | null;
}

export type ReviewOutcome = Exclude<Outcome, { kind: 'done' | 'conflict' }> | { kind: 'done'; id: string };

interface Mentioned {
  article: string;
  record: string;
  kind: RecordKind;
  surface: string | null;
  language: string | null;
}

/**
 * Sets the review of a mention, and of the others of the same name, record and article: a curator looks once. Whoever
 * listens is told in the same transaction.
 */
export function reviewMention(
  database: Database,
  id: string,
  { review, addAlias, inferAnew, kindOfName, ...reason }: Review,
): Promise<ReviewOutcome> {
  return alone(database, async (client): Promise<ReviewOutcome> => {
    await lockLinking(sqlIn(client));
    const [mention] = await client.$queryRaw<Mentioned[]>`
      select m.article_id::text as article, m.record_slug as record, m.record_kind::text as kind, m.surface, a.language
      from mention m join article a on a.id = m.article_id where m.id = ${id}::uuid`;
    if (mention === undefined) return { kind: 'unknown', message: 'no mention has this id' };
    const refused = addAlias ? await learn(client, mention, { review, kindOfName, ...reason }) : null;
    if (refused !== null) return refused;
    const changed = await client.$executeRaw`
      with same as (
        select o.id from mention m
        join mention o on o.article_id = m.article_id and o.record_slug = m.record_slug and o.surface is not distinct from m.surface
        where m.id = ${id}::uuid
      ), reviewed as (
        update mention m set review = ${review}::review_status from same
        where m.id = same.id and m.review <> ${review}::review_status returning m.id
      )
      insert into change (type, kind, node_id) select 'MENTION', 'UPDATED', reviewed.id::text from reviewed`;
    if (changed > 0 && mention.surface !== null) await inferAnew(sqlIn(client), mention.article);
    return { kind: 'done', id };
  });
}

interface Named extends AnyDocument {
  name: string;
  aliases?: Alias[];
}

/** Null where the record has the name now. */
async function learn(
  client: Client,
  { record, kind, surface, language }: Mentioned,
  { review, kindOfName, ...reason }: Pick<Review, 'review' | 'kindOfName'> & Reason,
): Promise<ReviewOutcome | null> {
  if (review !== 'ACCEPTED') return refusal('only a tie that is ACCEPTED teaches a name');
  if (surface === null) return refusal('this tie is inferred: the article has no name of the record');
  if (kind === 'INCIDENT') return refusal('incidents have no other names');
  const outcome = await saveIn(
    client,
    kindOf(kind),
    record,
    (before) => {
      const known = before as Named;
      const { name, aliases = [] } = known;
      if (name === surface || aliases.some(({ text }) => text === surface)) return known;
      const tag = language?.split('-')[0]?.toLowerCase();
      const nameKind = kindOfName(record, surface) ?? 'NAME';
      return {
        ...known,
        aliases: [
          ...aliases,
          {
            text: surface,
            ...(tag !== undefined && { language: tag }),
            ...(nameKind !== 'NAME' && { kind: nameKind }),
          },
        ],
      } as AnyDocument;
    },
    { ...reason, ifVersion: null },
  );
  return outcome.kind === 'done' ? null : (outcome as ReviewOutcome);
}

function refusal(message: string): ReviewOutcome {
  return { kind: 'invalid', issues: [{ path: ['addAlias'], message }] };
}
