/** A month of news in which each event brings three articles: one in words of its own, one rewritten, one copied. */
import { v7 as uuidv7 } from 'uuid';
import type { StoryArticle } from '../src/linking/signature.js';
import { pick, properWord, random, word } from './made-up.js';

const MONTH_MS = 30 * 86_400_000;

const vocabulary = Array.from({ length: 20_000 }, () => word(2 + Math.floor(random() * 3)));
// Few words are in most texts: rank r is drawn with a frequency near 1/r.
const common = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'and';
const sentence = (length: number) => Array.from({ length }, common).join(' ');

interface MonthOptions {
  /** How many articles; a few more where an event is not yet told. */
  count: number;
  /** When the month ends. */
  end: Date;
  /** Slugs of the records that events are about, the best known first. */
  records: string[];
}

/** Oldest first. */
export function* month({ count, end, records }: MonthOptions): Generator<StoryArticle> {
  for (let number = 0; number < count; ) {
    const at = end.getTime() - MONTH_MS * (1 - number / count);
    const known = [pick(records), pick(records), records[Math.floor(random() * 30)] as string];
    const place = properWord();
    const figure = 10 + Math.floor(random() * 1000);
    const own = `${sentence(12)} ${place} ${sentence(10)} ${figure} ${sentence(12)}`;
    const rewritten = `${sentence(8)} ${place} ${figure} ${own.slice(0, own.length / 2)} ${sentence(8)}`;
    for (const summary of [own, rewritten, own]) {
      yield {
        id: uuidv7(),
        title: `${properWord()} ${sentence(5)} ${place}`,
        summary,
        language: 'en',
        publishedAt: new Date(at),
        feed: `feed-${number % 34}`,
        records: [...new Set(known)],
      };
      number++;
    }
  }
}
