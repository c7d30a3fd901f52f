// `asOf`: every query, answered as it would have been at an instant.
import { builder } from './builder.js';
import { inContext } from './past.js';

builder.queryField('asOf', (t) =>
  t.field({
    type: 'Query' as never,
    description:
      'The same graph as it was known at that instant: records, their parts and claims as they were saved then, news as far as it had been seen. An instant to come is as now. Feeds, and who asks, are as they are.',
    args: { at: t.arg({ type: 'DateTime', required: true, description: 'The instant.' }) },
    resolve: (_root, { at }, context) => inContext(context.at(at)) as never,
  }),
);
