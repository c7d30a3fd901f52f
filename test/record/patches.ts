// The patches of a record's revisions as the graph shows them, the first one first.
import type { Database } from '../../src/database/connect.js';
import { graphOn } from '../support/graph.js';

export async function patchesOf(database: Database, slug: string): Promise<unknown[]> {
  const { data } = await graphOn(database).raw(
    `query Patches($id: ID!) { node(id: $id) { ... on Record { revisions(first: 100) { edges { node { patch } } } } } }`,
    { variables: { id: await globalId(database, slug) } },
  );
  return data.node.revisions.edges.map((edge: { node: { patch: unknown } }) => edge.node.patch).reverse();
}

async function globalId(database: Database, slug: string): Promise<string> {
  const { kind } = await database.prisma.record.findUniqueOrThrow({ where: { slug } });
  return Buffer.from(`${kind[0]}${kind.slice(1).toLowerCase()}:${slug}`).toString('base64');
}
