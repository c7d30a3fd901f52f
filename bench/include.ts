// The seven levels through the relations of Prisma Client, as a gateway without loaders would read them.
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { PrismaClient } from '../src/database/generated/client.js';
import type { Context } from '../src/graph/context.js';
import { Usage } from '../src/graph/usage.js';
import { useBodyLimit } from '../src/http/use-body-limit.js';
import { useCsrfPrevention } from '../src/http/use-cross-origin.js';
import { useDocuments } from '../src/http/use-documents.js';
import { useErrorCodes } from '../src/http/use-error-codes.js';
import { useEtag } from '../src/http/use-etag.js';
import { useExecution } from '../src/http/use-execution.js';
import { useLimits } from '../src/http/use-limits.js';
import { usePersisted } from '../src/http/use-persisted.js';

const parties = {
  orderBy: { position: 'asc' },
  include: { actor: { include: { country: true } } },
} as const;

function read(prisma: PrismaClient) {
  return prisma.article.findMany({
    take: 20,
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    include: {
      mentions: {
        where: { review: { in: ['AUTO', 'ACCEPTED'] } },
        orderBy: [{ field: 'asc' }, { startOffset: { sort: 'asc', nulls: 'last' } }, { recordSlug: 'asc' }],
        include: {
          record: {
            include: {
              actors: {
                include: {
                  dealParties: {
                    take: 5,
                    orderBy: [{ deal: { name: 'asc' } }, { dealSlug: 'asc' }],
                    include: { deal: { include: { parties } } },
                  },
                },
              },
            },
          },
        },
      },
    },
  });
}

/** Its rows in the form of the answer; nothing is left to look up. */
export async function include(prisma: PrismaClient): Promise<object> {
  const articles = await read(prisma);
  return {
    articles: {
      edges: articles.map(({ title, mentions }) => ({
        node: {
          title,
          mentions: mentions.map(({ surface, record }) => {
            const [actor] = record.actors;
            if (actor === undefined) return { surface, record: { slug: record.slug } };
            const edges = actor.dealParties.map(({ role, deal }) => ({
              roles: [role],
              node: {
                name: deal.name,
                parties: deal.parties.map(({ role, actor: { name, kind, country } }) => ({
                  role,
                  actor: { name, kind, country: country && { name: country.name } },
                })),
              },
            }));
            return { surface, record: { slug: record.slug, name: actor.name, deals: { edges } } };
          }),
        },
      })),
    },
  };
}

const schema: GraphQLSchema = buildSchema(`
  type Query { articles(first: Int): Articles! }
  type Articles { edges: [ArticleEdge!]! }
  type ArticleEdge { node: Article! }
  type Article { title: String! mentions: [Mention!]! }
  type Mention { surface: String record: Record! }
  interface Record { slug: String! }
  type Other implements Record { slug: String! }
  type Actor implements Record { slug: String! name: String! kind: String! country: Actor deals(first: Int): Deals! }
  type Deals { edges: [DealEdge!]! }
  type DealEdge { roles: [String!]! node: Deal! }
  type Deal { name: String! parties: [Party!]! }
  type Party { role: String! actor: Actor! }
`);

/** Behind the gateway's server and rules: the operation is compiled, and the include feeds it all at once. */
export function includeApp(prisma: PrismaClient) {
  const query = schema.getQueryType()?.getFields().articles;
  if (query === undefined) throw new Error('the schema has no articles');
  query.resolve = async () => ((await include(prisma)) as { articles: object }).articles;
  const record = schema.getType('Record') as { resolveType?: (value: object) => string };
  record.resolveType = (value) => ('deals' in value ? 'Actor' : 'Other');
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: '/include',
    graphiql: false,
    landingPage: false,
    logging: false,
    multipart: false,
    maxRequestBodySize: false,
    cors: false,
    parserAndValidationCache: false,
    context: () => ({ usage: new Usage() }) as Context,
    plugins: [
      useCsrfPrevention([]),
      useBodyLimit(1_000_000),
      usePersisted({ documents: new Map(), only: false, viewerOf: () => undefined }),
      useDocuments(),
      useLimits(),
      useExecution(),
      useErrorCodes(),
      useEtag(),
    ],
  });
}
