// What a person meets at /graphql: the real program, a real browser, no network.
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSER, openBrowser } from '../support/browser.js';
import { filledFolder, type Running, serve } from '../support/process.js';

const KEY = 'an-admin-key-for-tests';

/** A machine with other work draws late. */
const PATIENCE = { timeout: 15_000 };

const missing = BROWSER === undefined && !process.env.CI;
if (missing) console.warn('GraphiQL is not tested: there is no Chromium here (apt-get install chromium)');

// biome-ignore lint/suspicious/noExplicitAny: what a browser receives has no type
type Answer = any;

/** The tabs from left to right, and what a newcomer's database answers. */
const EXAMPLES: Record<string, (data: Answer) => void> = {
  CoverageOfADeal: ({ deal }) => {
    expect(deal.name).toBe('Romania-Ukraine joint drone production');
    expect(deal.articles.edges).toHaveLength(3);
    for (const { node } of deal.articles.edges) {
      expect(node.mentions.map(({ record }: Answer) => record.slug)).toContain('ro-ua-joint-drone-production');
    }
  },
  MoneyByProgrammeAndRecipient: ({ fundingTotals }) => {
    const romania = fundingTotals.find(
      ({ keys }: Answer) => keys[0].record?.slug === 'safe' && keys[1].record?.slug === 'romania',
    );
    expect(romania.allocated).toEqual([{ currency: 'EUR', min: '16680055394', max: '16680055394' }]);
  },
  IncidentsNearAPlace: ({ incidents }) => {
    expect(incidents.totalCount).toBe(5);
    const countries = incidents.edges.map(({ node }: Answer) => node.place.country.name);
    expect(new Set(countries)).toEqual(new Set(['Lithuania', 'Latvia']));
  },
  TimelineOfAState: ({ timeline }) => {
    expect(timeline.edges).toHaveLength(20);
    const types = timeline.edges.map(({ node }: Answer) => node.__typename);
    expect(new Set(types)).toEqual(new Set(['Article', 'DealEvent', 'FundingEvent', 'Incident']));
  },
  PathBetweenTwoActors: ({ path }) => {
    expect(path.map(({ slug }: Answer) => slug)).toEqual([
      'fire-point',
      'fire-point-vojens',
      'denmark',
      'european-union',
      'germany',
      'de-skyranger-30-600',
      'rheinmetall',
    ]);
  },
  TheGraphThenAndNow: ({ articles, deals, deal, then, newsByThen }) => {
    expect(deals.totalCount).toBe(29);
    expect(articles.totalCount).toBe(12);
    // A new record has no past of a year: its first moment is shown, at which no article was known yet.
    expect(then).toEqual({ articles: { totalCount: 0 }, deals, deal });
    expect(newsByThen.totalCount).toBe(12);
    for (const { node } of newsByThen.edges) expect(node.firstSeenAt > deal.createdAt).toBe(true);
  },
};

function closed(text: string): string {
  return text.replace(/\s/g, '');
}

describe.skipIf(missing)('GraphiQL in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  let page: Page;
  let complaints: string[];
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(100_000); // a machine with other work
    complaints = [];
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
  });
  afterEach(() => page.close());

  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const asked = () => page.waitForResponse((response: Response) => response.request().method() === 'POST');

  /** Opens the page and waits until it knows the schema or was refused it. */
  async function open(running: Running): Promise<void> {
    const url = await running.url;
    const introspection = asked();
    await page.goto(url);
    await (await introspection).finished();
  }

  /** What an editor has in view, without white space: Monaco draws no line below, and spaces in its own way. */
  const seen = async (editor: string) => {
    const lines = await page.locator(`${editor} .view-line`).evaluateAll((found) =>
      found
        .map((line) => ({ top: Number.parseFloat((line as HTMLElement).style.top), text: line.textContent ?? '' }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text),
    );
    return closed(lines.join(''));
  };

  /** Presses GraphiQL's own button, and gives the answer once at least so many characters of it are in view. */
  async function run(least = 300): Promise<Answer> {
    const answered = asked();
    // GraphiQL ignores the button until it has read the document, which takes longer on a machine with other work.
    let response: Response | null = null;
    while (response === null) {
      await press(/^Execute query/);
      response = await Promise.race([answered, page.waitForTimeout(3000).then(() => null)]);
    }
    const answer = await response.json();
    const whole = closed(JSON.stringify(answer));
    const begins = (text: string) => whole.startsWith(text) && text.length >= Math.min(whole.length, least);
    await expect.poll(() => seen('.result-window'), PATIENCE).toSatisfy(begins);
    return answer;
  }

  test('each example says what it shows, runs from its tab, and its answer comes in view', async () => {
    const requests: URL[] = [];
    page.on('request', (request) => requests.push(new URL(request.url())));
    const gateway = serve({ DATA_DIR: await filledFolder() });
    await open(gateway);
    const tabs = Object.entries(EXAMPLES);
    expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual(tabs.map(([name]) => name));
    const [first, ...others] = tabs as [(typeof tabs)[0], ...typeof tabs];
    for (const [name, check] of [...others, first]) {
      await press(name);
      // GraphiQL reads a tab's document 100 ms after it is shown, puts it in the address, and can run it then.
      await page.waitForURL((url) => url.searchParams.get('query')?.includes(`query ${name}`) ?? false);
      await expect.poll(() => seen('.graphiql-query-editor'), PATIENCE).toMatch(new RegExp(`^#.{80,}query${name}`));
      const { data, errors } = await run();
      expect(errors).toBeUndefined();
      check(data);
    }

    await press('Show Documentation Explorer');
    await page.locator('.graphiql-doc-explorer').getByText('DealConnection', { exact: true }).click();
    await page.getByText('A page of deals.', { exact: true }).waitFor();

    expect(complaints).toEqual([]);
    const hosts = requests.filter(({ protocol }) => protocol !== 'blob:' && protocol !== 'data:');
    expect(new Set(hosts.map(({ origin }) => origin))).toEqual(new Set([new URL(await gateway.url).origin]));
  });

  const tabs = () => page.locator('.graphiql-tab-button').allTextContents();
  const LINKED = 'query Linked($n: Int) { deals(first: $n) { totalCount edges { node { slug } } } }';

  test('a link keeps query and variables and opens in a tab of its own, also after a reload', async () => {
    const gateway = serve({ DATA_DIR: await filledFolder() });
    const url = new URL(await gateway.url);
    url.search = new URLSearchParams({ query: LINKED, variables: '{"n": 2}' }).toString();
    const expected = [...Object.keys(EXAMPLES), 'Linked'];
    for (const visit of [() => page.goto(url.href), () => page.reload(), () => page.goto(url.href)]) {
      await visit();
      await expect.poll(tabs, PATIENCE).toEqual(expected);
      await expect.poll(() => seen('.graphiql-query-editor'), PATIENCE).toBe(closed(LINKED));
      const { data } = await run();
      expect(data.deals.edges).toHaveLength(2);
    }
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('query'), searchParams.get('variables')]).toEqual([LINKED, '{"n": 2}']);
    // The seventh tab is not behind the logo.
    const [tab, logo] = await Promise.all(
      ['.graphiql-tab-active', '.graphiql-logo'].map((part) => page.locator(part).boundingBox()),
    );
    expect((tab?.x ?? 0) + (tab?.width ?? 0)).toBeLessThanOrEqual(logo?.x ?? 0);
    expect(complaints).toEqual([]);
  });

  test('a key under Headers outlives a reload, and is in no link and not in what the browser keeps for good', async () => {
    const gateway = serve({ DATA_DIR: await filledFolder(), ADMIN_KEY: KEY });
    await open(gateway);
    await press('Headers');
    await page.getByText('Kept for this browser tab').isVisible();
    await page.getByRole('region', { name: 'Headers' }).locator('.monaco-editor').last().click();
    await page.keyboard.insertText(JSON.stringify({ authorization: `Bearer ${KEY}` }));
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage })), PATIENCE).toContain(KEY);
    await page.waitForTimeout(1000); // GraphiQL writes half a second after the last key
    await page.reload();
    await expect.poll(tabs, PATIENCE).toEqual(Object.keys(EXAMPLES));
    await press('Headers');
    await expect.poll(() => seen('[aria-label="Headers"]'), PATIENCE).toContain(KEY);
    expect(page.url()).not.toContain(KEY);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(KEY);
    expect(complaints).toEqual([]);
  });

  test('a phone shows the query above its answer, both as wide as the screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(serve({ DATA_DIR: await filledFolder() }));
    await run(100);
    const [query, response, sidebar] = await Promise.all(
      ['.graphiql-query-editor', '.graphiql-response', '.graphiql-sidebar'].map((part) =>
        page.locator(part).boundingBox(),
      ),
    );
    for (const box of [query, response]) expect(box?.width).toBeGreaterThan(330);
    expect(response?.y).toBeGreaterThan((query?.y ?? 0) + 200);
    expect(response?.height).toBeGreaterThan(150);
    expect(sidebar?.y).toBeGreaterThan(700);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('works under a base path of a proxy in front', async () => {
    const { port } = new URL(await serve({ DATA_DIR: await filledFolder() }).url);
    const proxy = createServer((request, response) => {
      const path = request.url?.replace(/^\/base/, '') ?? '/';
      const asking = ask({ port, path, method: request.method, headers: request.headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(asking);
    });
    await new Promise<void>((resolve) => proxy.listen(0, 'localhost', resolve));
    const { port: own } = proxy.address() as AddressInfo;
    try {
      await page.goto(`http://localhost:${own}/base/`);
      await expect.poll(tabs, PATIENCE).toEqual(Object.keys(EXAMPLES));
      expect(new URL(page.url()).pathname).toBe('/base/graphql');
      expect((await run()).data.deal.name).toBe('Romania-Ukraine joint drone production');
      expect(complaints).toEqual([]);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  test('where only persisted documents are answered, an administrator works with the key under Headers', async () => {
    const gateway = serve({ DATA_DIR: await filledFolder(), PERSISTED_ONLY: 'on', ADMIN_KEY: KEY });
    await open(gateway);
    expect((await run()).errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_REQUIRED' } }]);

    await press('Headers');
    await page.getByRole('region', { name: 'Headers' }).locator('.monaco-editor').last().click();
    await page.keyboard.insertText(JSON.stringify({ authorization: `Bearer ${KEY}` }));
    const introspection = asked();
    await press(/^Re-fetch GraphQL schema/);
    expect(await (await introspection).json()).toMatchObject({ data: { __schema: {} } });
    const { data, errors } = await run();
    expect(errors).toBeUndefined();
    expect(data.deal.name).toBe('Romania-Ukraine joint drone production');
  });
});
