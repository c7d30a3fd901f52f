// The few pages that are not GraphiQL: what is here, that something is not, and that the gateway is starting.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Whether a request comes from a person's browser rather than from a client of the API. */
export function isForPeople({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
}

type Headers = Record<string, string>;

interface PageOptions {
  status: number;
  title: string;
  text: string;
  /** Seconds after which a browser asks again. */
  again?: number;
  /** Whether the page lists what is here; its links are relative, so that they hold under any base path. */
  root?: string;
}

/** What a gateway answers besides the callbacks of hubs. */
const PATHS: [path: string, meaning: string][] = [
  ['graphql', 'the graph: GraphQL over HTTP, and GraphiQL in a browser'],
  ['schema.graphql', 'the schema'],
  ['health', 'whether the process lives'],
  ['ready', 'whether the database answers'],
];

/** Self-contained: a style with no script, no picture and no other request. */
export function answerPage(response: ServerResponse, options: PageOptions, headers: Headers = {}): void {
  const { status, title, text, again, root } = options;
  const refresh = again === undefined ? '' : `<meta http-equiv="refresh" content="${again}">`;
  const list =
    root === undefined
      ? ''
      : `<ul>${PATHS.map(([path, meaning]) => `<li><a href="${root}${path}">/${path}</a> ${meaning}`).join('')}</ul>`;
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'",
      ...headers,
    })
    .end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${refresh}` +
        `<title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p>${escaped(text)}</p>${list}</html>\n`,
    );
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto 0;padding:0 1rem;color:#1b2430}' +
  'a{color:#0b57a4;font-family:ui-monospace,monospace}li{margin:.4rem 0}h1{font-size:1.4rem}p{overflow-wrap:anywhere}' +
  '@media(prefers-color-scheme:dark){body{background:#161b22;color:#dbe2ea}a{color:#7cb7f2}}';

/** 404 in the form that the client reads: a page, JSON or text. */
export function answerNotFound(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split('?', 1)[0] ?? '/';
  const paths = PATHS.map(([known]) => `/${known}`);
  if (isForPeople(request)) {
    // As many steps up as the path has folders.
    const root = '../'.repeat(Math.max(0, path.split('/').length - 2)) || './';
    answerPage(response, { status: 404, title: 'Not found', text: `Nothing is at ${path}. Here is:`, root });
  } else if (request.headers.accept?.includes('json')) {
    answerJson(response, 404, { error: 'not found', paths });
  } else {
    response
      .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
      .end(`not found; here are ${paths.join(', ')}\n`);
  }
}

export function answerJson(response: ServerResponse, status: number, content: object, headers: Headers = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(`${JSON.stringify(content)}\n`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** For crawlers: an address of the graph is a query, of which there is no end. */
export const ROBOTS = 'User-agent: *\nDisallow: /graphql\n';

/** A flank and what watches it. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#12304f"/>' +
  '<path d="M4 16q12-13 24 0q-12 13-24 0z" fill="none" stroke="#fff" stroke-width="2.5"/>' +
  '<circle cx="16" cy="16" r="4.5" fill="#f5b942"/></svg>';
