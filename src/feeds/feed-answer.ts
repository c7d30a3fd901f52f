// What comes of a curator's wish about a feed: done, refused with every mistake, or about a feed that is not there.
import type { Issue } from './feed-input.js';

export interface Unknown {
  kind: 'unknown';
  message: string;
}

export type FeedAnswer = { kind: 'done'; slug: string } | { kind: 'invalid'; issues: Issue[] } | Unknown;

export function unknownFeeds(slugs: readonly string[]): Unknown {
  const named = slugs.map((slug) => `"${slug}"`).join(', ');
  return {
    kind: 'unknown',
    message: slugs.length === 1 ? `no feed is called ${named}` : `no feeds are called ${named}`,
  };
}
