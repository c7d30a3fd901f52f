// Walks a connection to its end, page by page, while something happens between the pages.
import { expect } from 'vitest';
import type { Graph } from '../support/graph.js';

/** A query that has the connection as `it`, with the arguments, in one or two fields. */
export type Connection = (args: string) => string;

interface Page {
  edges: { node: object }[];
  pageInfo: { endCursor: string | null; startCursor: string | null; hasNextPage: boolean; hasPreviousPage: boolean };
}

export async function page(graph: Graph, connection: Connection, args: string): Promise<Page> {
  const { data, errors } = await graph.raw(`{ ${connection(args)} }`);
  expect(errors).toBeUndefined();
  return data.asOf?.of?.it ?? data.asOf?.it ?? data.of?.it ?? data.it;
}

interface Walk {
  size: number;
  backward?: boolean;
  between?: () => Promise<void>;
}

/** Each entry as JSON, in the list's order. */
export async function walk(graph: Graph, connection: Connection, { size, backward, between }: Walk): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = null, more = true; more; ) {
    const at: string = cursor === null ? '' : `, ${backward ? 'before' : 'after'}: "${cursor}"`;
    const { edges, pageInfo } = await page(graph, connection, `${backward ? 'last' : 'first'}: ${size}${at}`);
    expect(edges.length).toBeLessThanOrEqual(size);
    const names = edges.map(({ node }) => JSON.stringify(node));
    if (backward) seen.unshift(...names);
    else seen.push(...names);
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
    more = backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    await between?.();
  }
  return seen;
}
