// Reads what a request carries. What cannot be read is a mistake of whoever sent it, and the answer says what to mend.
import type { FetchAPI, Plugin } from 'graphql-yoga';
import { failure } from '../graph/error-codes.js';
import { JSON_NESTING } from './limits.js';
import { isJsonDeeperThan } from './nesting.js';
import { refusal } from './refuse.js';

/** Parameters that a URL carries as JSON. */
const IN_JSON = ['variables', 'extensions'];

const TOO_DEEP = `nests more than ${JSON_NESTING} levels deep`;

export function useReadableRequests(): Plugin {
  return {
    onRequestParse({ request, url, setRequestParser, endResponse, fetchAPI }) {
      const refuse = (status: number, message: string) => endResponse(refused(request, fetchAPI, status, message));
      if (request.method === 'GET') {
        for (const name of IN_JSON) {
          const text = url.searchParams.get(name) ?? '';
          if (isJsonDeeperThan(text, JSON_NESTING)) return refuse(400, `The parameter "${name}" ${TOO_DEEP}`);
          if (!isJson(text)) return refuse(400, `The parameter "${name}" is no JSON`);
        }
      }
      if (request.method !== 'POST') return;
      const encoding = request.headers.get('content-encoding') ?? 'identity';
      if (encoding.toLowerCase() !== 'identity') return refuse(415, `A body is taken as it is, not as ${encoding}`);
      // Types are the same in either case (RFC 9110, section 8.3.1).
      const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
      if (type === 'application/json') return setRequestParser((posted) => readBody(posted, fetchAPI));
      refuse(415, 'A POST takes a body with content-type application/json');
    },
    onParams({ params, setParams }) {
      const given = Object.entries(params ?? {}).filter(([name, value]) => !isAbsent(name, value));
      if (given.length < Object.keys(params ?? {}).length) setParams(Object.fromEntries(given));
    },
  };
}

/** PHP writes an empty map as `[]`, and what is not set as `""`. */
function isAbsent(name: string, value: unknown): boolean {
  if (name === 'operationName') return value === '';
  if (!IN_JSON.includes(name)) return false;
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function isJson(text: string): boolean {
  if (text === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function readBody(request: Request, fetchAPI: FetchAPI) {
  const text = (await request.text()).replace(/^\ufeff/, ''); // some clients mark their UTF-8
  if (isJsonDeeperThan(text, JSON_NESTING)) return refused(request, fetchAPI, 400, `The body ${TOO_DEEP}`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return refused(request, fetchAPI, 400, `The body is no JSON: ${(error as Error).message.slice(0, 200)}`);
  }
  if (typeof body === 'object' && body !== null) return body;
  return refused(request, fetchAPI, 400, 'The body must be a JSON object with a query or a documentId');
}

function refused(request: Request, fetchAPI: FetchAPI, status: number, message: string): Response {
  const error = failure('BAD_REQUEST', message);
  return refusal(request, fetchAPI, { status, error });
}
