// GraphiQL, served whole from this process: it works with no network. Made on the first request that wants it.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const OPERATIONS = join(import.meta.dirname, '../../schema/operations');

interface Asset {
  body: Buffer;
  etag: string;
}

let page: Promise<Asset> | undefined;

/** Whether a request comes from a person's browser rather than from a client of the API. */
export function wantsGraphiQL(request: IncomingMessage): boolean {
  return (
    (request.method === 'GET' || request.method === 'HEAD') && (request.headers.accept ?? '').includes('text/html')
  );
}

export async function serveGraphiQL(request: IncomingMessage, response: ServerResponse): Promise<void> {
  page ??= render().catch((error: unknown) => {
    page = undefined; // the next request tries again
    throw error;
  });
  const { body, etag } = await page;
  const headers = { etag, 'cache-control': 'no-cache', 'content-security-policy': "frame-ancestors 'none'" };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response
    .writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' })
    .end(body);
}

async function render(): Promise<Asset> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Flankwatch',
    defaultTabs: await exampleTabs(),
    defaultEditorToolsVisibility: false,
    shouldPersistHeaders: false,
  });
  const body = await promisify(gzip)(html);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}

/** The documents that the README and the tests use: an example that breaks fails a test before anybody sees it. */
async function exampleTabs(): Promise<{ query: string }[]> {
  const files = (await readdir(OPERATIONS)).filter((file) => file.endsWith('.graphql')).sort();
  return Promise.all(files.map(async (file) => ({ query: await readFile(join(OPERATIONS, file), 'utf8') })));
}
