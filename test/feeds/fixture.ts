/** Feeds for the tests: files of test/fixtures/feeds, or text written in the test itself. */
import { readFileSync } from 'node:fs';
import type { FeedDocument } from '../../src/feeds/document.js';
import { parseFeed } from '../../src/feeds/parse.js';
import type { ParsedFeed } from '../../src/feeds/parsed-feed.js';

export const FEED_URL = 'https://feeds.example/feed.xml';

export function fixture(name: string): FeedDocument {
  const bytes = readFileSync(new URL(`../fixtures/feeds/${name}`, import.meta.url));
  return { bytes, contentType: null, url: FEED_URL };
}

export function documentOf(content: string | Uint8Array, contentType: string | null = null): FeedDocument {
  return { bytes: typeof content === 'string' ? Buffer.from(content) : content, contentType, url: FEED_URL };
}

export async function feedOf(document: FeedDocument): Promise<ParsedFeed> {
  const parsed = await parseFeed(document);
  if (parsed.kind === 'failed') throw new Error(parsed.error);
  return parsed.feed;
}

/** The reason why a document is no feed. */
export async function failureOf(document: FeedDocument): Promise<string> {
  const parsed = await parseFeed(document);
  if (parsed.kind === 'parsed') throw new Error(`parsed, with ${parsed.feed.items.length} items`);
  return parsed.error;
}
