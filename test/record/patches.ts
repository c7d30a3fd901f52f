// The patches of a record's revisions as the graph shows them, the first one first.
import type { Database } from '../../src/database/connect.js';
import { graphOn } from '../support/graph.js';

export async function patchesOf(database: Database, slug: string): Promise<unknown[]> {
  const graph = graphOn(database);
  const id = await globalId(database, slug);
  const patches: unknown[] = [];
  for (let before: string | null = null; ; ) {
    const { data } = await graph.raw(
      `query Patches($id: ID!, $after: String) {
        node(id: $id) { ... on Record { revisions(first: 100, after: $after) { edges { cursor node { patch } } pageInfo { hasNextPage endCursor } } } }
      }`,
      { variables: { id, after: before } },
    );
    const { edges, pageInfo } = data.node.revisions;
    patches.push(...edges.map((edge: { node: { patch: unknown } }) => edge.node.patch));
    if (!pageInfo.hasNextPage) return patches.reverse();
    before = pageInfo.endCursor;
  }
}

async function globalId(database: Database, slug: string): Promise<string> {
  const { kind } = await database.prisma.record.findUniqueOrThrow({ where: { slug } });
  return Buffer.from(`${kind[0]}${kind.slice(1).toLowerCase()}:${slug}`).toString('base64');
}
