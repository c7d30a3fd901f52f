// The whole schema: one line a concept. A new one adds its import here.
import './scalars.js';
import './actor.js';
import './system.js';
import './funding.js';
import './deal.js';
import './deal-parts.js';
import './incident.js';
import './filter/record-inputs.js';
import './claim.js';
import './revision.js';
import './related.js';
import './feed.js';
import './feed-mutations.js';
import './article.js';
import './story.js';
import './mention.js';
import './deal-totals.js';
import './funding-totals.js';
import './counts.js';
import './search.js';
import './timeline.js';
import './path.js';
import './review-mention.js';
import './change.js';
import './viewer.js';
import './keys.js';
import './saving/save-actor.js';
import './saving/save-system.js';
import './saving/save-deal.js';
import './saving/save-funding.js';
import './saving/save-incident.js';
import './saving/save-source.js';
import './saving/delete-record.js';
import './saving/merge-actors.js';
import './saving/claims.js';
import './as-of.js';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.js';

export const schema = builder.toSchema();

/** The schema as frontends get it, in an order that does not follow the code's. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
