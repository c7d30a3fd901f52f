import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('an item of the sample feed in another language than the feed says so', () => {
  const items = [...readFileSync('prisma/sample-feed.xml', 'utf8').matchAll(/<item>.*?<\/item>/gs)].map(
    ([item]) => item,
  );
  expect(items).toHaveLength(12);
  const languageOf = (item: string) => /<dc:language>(\w+)<\/dc:language>/.exec(item)?.[1] ?? 'en';
  const spoken = (item: string) => {
    const title = /<title>(.*?)<\/title>/.exec(item)?.[1] ?? '';
    if (title.startsWith('Sample: ')) return 'en';
    return title.startsWith('Приклад: ') ? 'uk' : 'pl';
  };
  expect(items.map(languageOf)).toEqual(items.map(spoken));
  expect(new Set(items.map(spoken))).toEqual(new Set(['en', 'uk', 'pl']));
});
