import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { filledFolder, serve } from '../support/process.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const OPERATIONS = 'schema/operations';

let origin: string;
beforeAll(async () => {
  origin = new URL(await serve({ DATA_DIR: await filledFolder() }).url).origin;
});

const get = (path: string, options: RequestInit = {}) => fetch(origin + path, { redirect: 'manual', ...options });

test('/health says that the process lives, /ready that the database answers', async () => {
  const health = await get('/health');
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const ready = await get('/ready');
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
});

test('/schema.graphql is the printed schema', async () => {
  const response = await get('/schema.graphql');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('graphql');
  expect(await response.text()).toBe(await readFile('schema/schema.graphql', 'utf8'));
});

test('/ leads to the graph, under any base path', async () => {
  const response = await get('/');
  expect([response.status, response.headers.get('location')]).toEqual([302, 'graphql']);
});

describe('/graphql in a browser', () => {
  test('is GraphiQL with the examples as tabs', async () => {
    const response = await get('/graphql', { headers: BROWSER });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const page = await response.text();
    expect(page).toContain('GraphiQL');
    for (const file of await readdir(OPERATIONS)) {
      const name = /^query (\w+)/m.exec(await readFile(`${OPERATIONS}/${file}`, 'utf8'))?.[1];
      expect(name).toBeDefined();
      expect(page.includes(`query ${name}`)).toBe(/^\d/.test(file));
    }
  });

  test('is not sent again to a browser that has it', async () => {
    const first = await get('/graphql', { headers: BROWSER });
    await first.body?.cancel();
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const again = await get('/graphql', { headers: { ...BROWSER, 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const changed = await get('/graphql', { headers: { ...BROWSER, 'if-none-match': '"another"' } });
    expect(changed.status).toBe(200);
    await changed.body?.cancel();
  });

  test('is the same address that clients query with GET', async () => {
    const response = await get('/graphql?query=%7B__typename%7D', { headers: { accept: 'application/json' } });
    expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
  });
});

test.each(['/nowhere', '/graphql/more', '/schema', '/..%2fpackage.json', '//'])('%s is not found', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test.each(['/health', '/schema.graphql', '/'])('%s takes no POST', async (path) => {
  expect((await get(path, { method: 'POST', body: '{}' })).status).toBe(404);
});

test.each([
  ['/health', 200],
  ['/ready', 200],
  ['/schema.graphql', 200],
  ['/', 302],
  ['/graphql', 200],
  ['/nowhere', 404],
])('HEAD %s is GET without its body', async (path, status) => {
  const [head, full] = await Promise.all([
    get(path, { method: 'HEAD', headers: BROWSER }),
    get(path, { headers: BROWSER }),
  ]);
  expect([head.status, await head.text()]).toEqual([status, '']);
  expect(head.headers.get('content-type')).toBe(full.headers.get('content-type'));
  await full.body?.cancel();
});
