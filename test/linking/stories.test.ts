import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pick, random, word } from '../../bench/made-up.js';
import { starterNames, starterTies } from '../../bench/starter-record.js';
import { buildLexicon } from '../../src/linking/lexicon.js';
import { match } from '../../src/linking/match.js';
import type { StoryArticle } from '../../src/linking/signature.js';
import { independentPublishers, StoryWindow } from '../../src/linking/stories.js';

type Written = Omit<StoryArticle, 'publishedAt' | 'records'> & { event: string; publishedAt: string; isCopy: boolean };
type Placed = Written & { story: string | null; copyOf: string | null };

const written: Written[] = JSON.parse(
  readFileSync(new URL('../fixtures/linking/stories.json', import.meta.url), 'utf8'),
);
const lexicon = buildLexicon(starterNames(), starterTies());

function articleOf({ id, title, summary, language, feed, publishedAt }: Written): StoryArticle {
  const sure = match(lexicon, { title, summary }).filter(({ review }) => review === 'AUTO');
  const records = [...new Set(sure.map(({ record }) => record))];
  return { id, title, summary, language, feed, publishedAt: new Date(publishedAt), records };
}

/** Places articles one at a time, as they arrive; a story is called after the two that founded it. */
function place(articles: Written[]): Placed[] {
  const window = new StoryWindow();
  const placed = new Map<string, Placed>();
  for (const item of articles) {
    const article = articleOf(item);
    const decision = window.decide(article);
    let story: string | null = null;
    if (decision.kind === 'JOINS') story = decision.story;
    if (decision.kind === 'FOUNDS') {
      story = `${decision.like} + ${article.id}`;
      window.assign(decision.like, story);
      const first = placed.get(decision.like);
      if (first) first.story = story;
    }
    const copyOf = decision.kind === 'ALONE' ? null : decision.copyOf;
    window.remember(article, { story, copyOf });
    placed.set(item.id, { ...item, story, copyOf });
  }
  return [...placed.values()];
}

const VOCABULARY = Array.from({ length: 400 }, () => word(3));
const RECORDS = Array.from({ length: 30 }, () => word(4));

const byTime = [...written].sort((one, other) => one.publishedAt.localeCompare(other.publishedAt));

function groups(articles: Placed[], key: (article: Placed) => string): string[] {
  const found = new Map<string, string[]>();
  for (const article of articles) found.set(key(article), [...(found.get(key(article)) ?? []), article.id]);
  return [...found.values()].map((ids) => ids.sort().join(' ')).sort();
}

describe('hand-written events of several publishers, languages and days', () => {
  const placed = place(byTime);

  test('are told apart and held together', () => {
    expect(groups(placed, ({ story, id }) => story ?? id)).toEqual(groups(placed, ({ event }) => event));
  });

  test('a syndicated copy is known by its text', () => {
    expect(placed.filter(({ copyOf }) => copyOf !== null).map(({ id }) => id)).toEqual(
      written.filter(({ isCopy }) => isCopy).map(({ id }) => id),
    );
  });

  test('come out the same when articles of one day arrive in another order', () => {
    const shuffled = [...byTime].sort(
      (one, other) =>
        one.publishedAt.slice(0, 10).localeCompare(other.publishedAt.slice(0, 10)) ||
        other.publishedAt.localeCompare(one.publishedAt),
    );
    const again = place(shuffled);
    expect(groups(again, ({ story, id }) => story ?? id)).toEqual(groups(placed, ({ event }) => event));
  });
});

describe('a window of recent articles', () => {
  const article = (id: string, more: Partial<StoryArticle> = {}): StoryArticle => ({
    id,
    title: 'Drone crashes near Vaslui after crossing from Moldova',
    summary: 'Romania scrambled two Eurofighter jets of the German detachment when a drone crossed the border at dawn.',
    language: 'en',
    feed: 'frontier-wire',
    publishedAt: new Date('2025-11-25T07:00:00Z'),
    records: ['romania', 'eurofighter-typhoon'],
    ...more,
  });
  const other =
    'In Vaslui a drone came down; Romania sent two jets of the German detachment after it had crossed the border.';

  test('decides without remembering', () => {
    const window = new StoryWindow();
    window.decide(article('one'));
    expect(window.size).toBe(0);
    expect(window.decide(article('two'))).toEqual({ kind: 'ALONE' });
  });

  test('keeps a story when more articles join', () => {
    const window = new StoryWindow();
    window.remember(article('one'), { story: 'the-story' });
    expect(window.decide(article('two', { summary: other }))).toMatchObject({ kind: 'JOINS', story: 'the-story' });
    window.remember(article('two', { summary: other }), { story: 'the-story' });
    expect(window.decide(article('three', { title: 'Vaslui drone' }))).toMatchObject({ story: 'the-story' });
  });

  test('a copy of a copy points at the first', () => {
    const window = new StoryWindow();
    window.remember(article('first'), { story: 'the-story' });
    window.remember(article('second'), { story: 'the-story', copyOf: 'first' });
    expect(window.decide(article('third', { title: 'Wire: drone crashes' }))).toMatchObject({ copyOf: 'first' });
  });

  test('finds the text that was copied among others that were taken out again', () => {
    const window = new StoryWindow();
    const at = (minute: number) => ({ publishedAt: new Date(Date.UTC(2025, 10, 25, 7, minute)) });
    window.remember(article('first'), { story: 'the-story' });
    for (let minute = 1; minute < 20; minute++) {
      window.remember(article(`edited-${minute}`, at(minute)), { story: 'the-story' });
      window.remove(`edited-${minute}`);
    }
    expect(window.decide(article('copy', at(21)))).toMatchObject({ story: 'the-story', copyOf: 'first' });
  });

  test('forgets the earliest beyond so many, in whatever order they came', () => {
    const window = new StoryWindow(2);
    const day = (number: number) => ({ publishedAt: new Date(Date.UTC(2025, 10, number)) });
    window.remember(article('second', day(2)), { story: 'the-story' });
    window.remember(article('third', { ...day(3), title: 'Budget', summary: null, records: [] }), { story: null });
    window.remember(article('first', day(1)), { story: 'an-earlier-one' });
    expect(['first', 'second', 'third'].filter((id) => window.has(id))).toEqual(['second', 'third']);
    expect(window.decide(article('new'))).toMatchObject({ kind: 'ALONE' });
    expect(window.decide(article('new', day(4)))).toMatchObject({ kind: 'JOINS', story: 'the-story' });
  });

  test('decides, once articles are forgotten, as if it had never known them', () => {
    const words = (count: number) => Array.from({ length: count }, () => pick(VOCABULARY)).join(' ');
    const texts = Array.from({ length: 60 }, () => ({
      title: words(4),
      summary: words(5 + Math.floor(random() * 60)),
    }));
    const all = Array.from({ length: 1500 }, (_, at) => ({
      ...article(`article-${at}`, {
        ...pick(texts),
        // Some with a word of their own, and for a time all in words that no others have.
        title: `${pick(texts).title} ${random() < 0.5 ? word(4) : ''}`,
        ...(at > 700 && at < 1000 ? { title: word(6), summary: `${word(6)} ${word(6)}` } : {}),
        records: [pick(RECORDS), pick(RECORDS)],
        publishedAt: new Date(Date.UTC(2025, 10, 1, Math.floor(at / 5))),
      }),
      story: random() < 0.7 ? `story-${Math.floor(random() * 20)}` : null,
      isRemoved: random() < 0.1,
    }));
    const window = new StoryWindow(200);
    const decisions = new Set<string>();
    for (const [at, one] of all.entries()) {
      window.remember(one, one);
      if (one.isRemoved) window.remove(one.id);
      if (at % 100 !== 99) continue;
      const fresh = new StoryWindow();
      for (const known of all.slice(Math.max(0, at - 199), at + 1)) {
        fresh.remember(known, known);
        if (known.isRemoved) fresh.remove(known.id);
      }
      for (const text of texts.slice(0, 20)) {
        const probe = article('probe', {
          ...text,
          summary: `${text.summary} ${words(20)}`,
          publishedAt: one.publishedAt,
        });
        const decision = window.decide(probe);
        expect(decision).toEqual(fresh.decide(probe));
        decisions.add(decision.kind);
      }
    }
    expect(decisions.size).toBe(3);
  });

  test('holds articles apart that are more than a week apart', () => {
    const window = new StoryWindow();
    window.remember(article('one'), { story: 'the-story' });
    const later = (days: number) => ({ publishedAt: new Date(Date.UTC(2025, 10, 25 + days, 7)) });
    expect(window.decide(article('late', later(6)))).toMatchObject({ kind: 'JOINS' });
    expect(window.decide(article('too late', later(8)))).toEqual({ kind: 'ALONE' });
  });

  test('compares an article that comes late with those of its own days', () => {
    const window = new StoryWindow();
    window.remember(article('one'), { story: 'the-story' });
    // What is nearer to today has the same words, more often than are looked at.
    for (let at = 0; at < 200; at++) {
      window.remember(article(`copy-${at}`, { publishedAt: new Date(Date.UTC(2026, 0, 25, 7, at)) }), {
        story: 'another',
      });
    }
    expect(window.decide(article('late', { summary: other }))).toMatchObject({ kind: 'JOINS', story: 'the-story' });
  });

  test('does not make a story of short alerts, which agree by chance', () => {
    const window = new StoryWindow();
    const alert = { title: 'Air raid alert in Kyiv region', summary: null, records: [] };
    window.remember(article('one', alert), { story: null });
    expect(window.decide(article('two', { ...alert, feed: 'other' }))).toEqual({ kind: 'ALONE' });
  });

  test('an article without words stands alone', () => {
    const window = new StoryWindow();
    const empty = { title: '…', summary: null, records: [] };
    window.remember(article('one', empty), { story: null });
    expect(window.decide(article('two', empty))).toEqual({ kind: 'ALONE' });
  });

  test('remembers an article once', () => {
    const window = new StoryWindow();
    window.remember(article('one'), { story: null });
    window.remember(article('one'), { story: null });
    expect(window.size).toBe(1);
  });
});

test('publishers are independent by their words: a copy of an agency adds none', () => {
  const members = [
    { feed: 'agency', copyOf: null },
    { feed: 'daily', copyOf: 'agency-1' },
    { feed: 'weekly', copyOf: null },
    { feed: 'weekly', copyOf: null },
  ];
  expect(independentPublishers(members)).toBe(2);
});
