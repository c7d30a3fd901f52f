// GraphiQL, served whole from this process: it works with no network. Made on the first request that wants it.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const OPERATIONS = join(import.meta.dirname, '../../schema/operations');

/** GraphiQL's tabs slide to their places when it opens, and jump back under the first click, which then misses them. */
const STILL_TABS = '.graphiql-tab { transform: none !important; }';

interface Asset {
  body: Buffer;
  etag: string;
}

let page: { day: string; asset: Promise<Asset> } | undefined;

/** Whether a request comes from a person's browser rather than from a client of the API. */
export function wantsGraphiQL(request: IncomingMessage): boolean {
  return (
    (request.method === 'GET' || request.method === 'HEAD') && (request.headers.accept ?? '').includes('text/html')
  );
}

export async function serveGraphiQL(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { body, etag } = await pageOf(new Date().toISOString().slice(0, 10));
  const headers = { etag, 'cache-control': 'no-cache', 'content-security-policy': "frame-ancestors 'none'" };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response
    .writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' })
    .end(body);
}

/** One page a day: an example asks for the graph a year ago. */
function pageOf(day: string): Promise<Asset> {
  if (page?.day !== day) {
    const asset = render(day).catch((error: unknown) => {
      page = undefined; // the next request tries again
      throw error;
    });
    page = { day, asset };
  }
  return page.asset;
}

async function render(day: string): Promise<Asset> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Flankwatch',
    defaultTabs: await exampleTabs(day),
    defaultEditorToolsVisibility: false,
    shouldPersistHeaders: false,
  });
  const body = await promisify(gzip)(html.replace('</head>', `<style>${STILL_TABS}</style></head>`));
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}

/** The numbered documents, in their order: an example that breaks fails a test before anybody sees it. */
async function exampleTabs(day: string): Promise<{ query: string; variables?: string }[]> {
  const files = (await readdir(OPERATIONS)).filter((file) => /^\d.*\.graphql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const query = await readFile(join(OPERATIONS, file), 'utf8');
      return query.includes('$at: DateTime')
        ? { query, variables: JSON.stringify({ at: yearBefore(day) }, null, 2) }
        : { query };
    }),
  );
}

function yearBefore(day: string): string {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCFullYear(instant.getUTCFullYear() - 1);
  return instant.toISOString().replace('.000', '');
}
