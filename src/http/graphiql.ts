// GraphiQL, served whole from this process: it works with no network. A small page names its files by their content, so
// that browsers keep these for good; they are read and compressed on the first request that wants them.
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gunzip, gzip, constants as zlib } from 'node:zlib';
import type { Sql } from '../database/sql.js';
import { type Encoding, encodingFor } from './compression.js';
import { answerNotFound } from './pages.js';

const FOLDER = join(import.meta.dirname, '../../graphiql');
const OPERATIONS = join(import.meta.dirname, '../../schema/operations');

/** Beside `/graphql`: the page's links are relative, so that they hold under any base path of a proxy in front. */
const FILES = '/graphiql/';

interface File {
  type: string;
  br: Buffer;
  gzip: Buffer;
}

interface Files {
  /** By the last part of its path, which has a hash of what the file holds. */
  byName: Map<string, File>;
  script: string;
  style: string;
  /** Monaco's workers by the label that it asks for. */
  workers: Record<string, string>;
}

let files: Promise<Files> | undefined;

function readFiles(): Promise<Files> {
  files ??= prepareFiles().catch((error: unknown) => {
    files = undefined; // the next request tries again
    throw error;
  });
  return files;
}

async function prepareFiles(): Promise<Files> {
  const bundle = await import('@graphql-yoga/render-graphiql/graphiql');
  const [before, after, style] = await Promise.all(
    ['workers.js', 'page.js', 'page.css'].map((name) => readFile(join(FOLDER, name), 'utf8')),
  );
  const byName = new Map<string, File>();
  const add = async (text: string, name: string, ending: string): Promise<string> => {
    const body = Buffer.from(text);
    const path = `${name}.${createHash('sha256').update(body).digest('base64url').slice(0, 16)}.${ending}`;
    const [brotli, gzipped] = await Promise.all([promisify(brotliCompress)(body, BROTLI), promisify(gzip)(body)]);
    byName.set(path, { type: TYPES[ending] ?? '', br: brotli, gzip: gzipped });
    return FILES.slice(1) + path;
  };
  const [script, sheet, editorWorkerService, json, graphql] = await Promise.all([
    add(`${before}\n${bundle.js};\n${after}`, 'graphiql', 'js'),
    add(`${bundle.css}\n${style}`, 'graphiql', 'css'),
    add(bundle.editorWorkerService, 'editor', 'js'),
    add(bundle.jsonWorker, 'json', 'js'),
    add(bundle.graphqlWorker, 'graphql', 'js'),
  ]);
  return { byName, script, style: sheet, workers: { editorWorkerService, json, graphql } };
}

/** Higher qualities save a twentieth of the size and take four times as long. */
const BROTLI = { params: { [zlib.BROTLI_PARAM_QUALITY]: 6, [zlib.BROTLI_PARAM_LGWIN]: 24 } };

const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

export function isGraphiQLFile(path: string | undefined): boolean {
  return path?.startsWith(FILES) ?? false;
}

export async function serveGraphiQLFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = request.url?.split('?', 1)[0]?.slice(FILES.length) ?? '';
  const file = (await readFiles()).byName.get(name);
  if (file === undefined) return answerNotFound(request, response);
  const encoding: Encoding | null = encodingFor(request.headers['accept-encoding']?.toString());
  const headers = {
    'content-type': file.type,
    etag: `W/"${name}"`,
    'cache-control': 'public, max-age=31536000, immutable',
  };
  if (hasTag(request, name)) return void response.writeHead(304, headers).end();
  if (encoding !== null) {
    response.writeHead(200, { ...headers, 'content-encoding': encoding }).end(file[encoding]);
  } else {
    response.writeHead(200, headers).end(await promisify(gunzip)(file.gzip));
  }
}

export async function serveGraphiQL(request: IncomingMessage, response: ServerResponse, sql: Sql): Promise<void> {
  const { script, style, workers } = await readFiles();
  const options = { workers, examples: await exampleTabs(await pastInstant(sql)) };
  const data = JSON.stringify(options).replaceAll('<', '\\u003c');
  const tag = createHash('sha256').update(`${script} ${style} ${data}`).digest('base64url').slice(0, 22);
  // Kept by browsers, shown only after the gateway has said that it still holds.
  const headers = { etag: `W/"${tag}"`, 'cache-control': 'no-cache' };
  if (hasTag(request, tag)) {
    // A policy would replace that of the kept page, whose nonce is another (RFC 9111, section 3.2).
    response.removeHeader('content-security-policy');
    return void response.writeHead(304, headers).end();
  }
  const nonce = randomBytes(16).toString('base64');
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Flankwatch GraphiQL</title>
<link rel="icon" href="favicon.svg">
<link rel="stylesheet" href="${style}">
</head>
<body class="no-focus-outline">
<noscript>GraphiQL needs JavaScript. The schema is at <a href="schema.graphql">/schema.graphql</a>.</noscript>
<div id="root">Loading…</div>
<script type="application/json" id="options">${data}</script>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
  const policy = { 'content-security-policy': `${POLICY}; script-src 'nonce-${nonce}'` };
  response.writeHead(200, { ...headers, ...policy, 'content-type': 'text/html; charset=utf-8' }).end(text);
}

/** Monaco makes its styles while it runs, and its fonts are in the style sheet. */
const POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function hasTag({ headers }: IncomingMessage, tag: string): boolean {
  return (headers['if-none-match'] ?? '').includes(`"${tag}"`);
}

/** The numbered documents, in their order: an example that breaks fails a test before anybody sees it. */
async function exampleTabs(past: Date): Promise<{ query: string; variables: string | null }[]> {
  const names = (await readdir(OPERATIONS)).filter((file) => /^\d.*\.graphql$/.test(file)).sort();
  const at = past.toISOString().replace('.000', '');
  return Promise.all(
    names.map(async (name) => {
      const query = await readFile(join(OPERATIONS, name), 'utf8');
      return { query, variables: query.includes('$at: DateTime') ? JSON.stringify({ at }, null, 2) : null };
    }),
  );
}

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** The midnight a year ago; of a record that is younger, the moment from which it is kept. */
async function pastInstant(sql: Sql): Promise<Date> {
  const yearAgo = new Date(Date.now() - YEAR_MS);
  yearAgo.setUTCHours(0, 0, 0, 0);
  const [first] = await sql.rows<{ at: Date | null }>(FIRST_KEPT).catch(() => []);
  return first?.at != null && first.at > yearAgo ? first.at : yearAgo;
}

/** The past of any kind of record would do; every record has a source. */
const FIRST_KEPT = 'select min(valid_from) as at from history.source';
