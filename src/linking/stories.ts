/** Gathers articles of one event into stories, each compared with the few recent ones that could be of the same. */
import { alike, COPY, isCopyOf, leastAlike, WINDOW_MS } from './alike.js';
import { Postings } from './postings.js';
import { type Signature, type StoryArticle, signArticle } from './signature.js';
import { likeness, type Weighed, weigh } from './similarity.js';

/**
 * JOINS a story that stands; FOUNDS one together with an article that had none; or stands ALONE.
 * `copyOf` is the first article of whose text this is a syndicated copy.
 */
export type StoryDecision =
  | { kind: 'JOINS'; story: string; like: string; score: number; copyOf: string | null }
  | { kind: 'FOUNDS'; like: string; score: number; copyOf: string | null }
  | { kind: 'ALONE' };

type Entry = {
  signature: Signature;
  story: string | null;
  copyOf: string | null;
  /** taken out, or read anew; its place is kept until it would be forgotten */
  isGone: boolean;
  /** how much speaks for a comparison, as of the search that is numbered so */
  votes: number;
  search: number;
};
/** An article of a story, and of which article it is a copy. */
export type Member = StoryArticle & { copyOf: string | null };
type Likely = { entry: Entry; score: number; isCopy: boolean };

/** Older articles are forgotten, and beyond so many the oldest, so that placing one costs the same for ever. */
export const MOST_ARTICLES = 20_000;

/** An article that resembles one member by chance resembles the others less. */
const MEMBERS_COMPARED = 5;
const MEMBERS_ALIKE = 0.5;

/** How rare words are changes from day to day; a story does not fall apart for that. */
const STAYS = 0.8;

/** Rare features find the likely articles; what is in every article finds nobody. */
const MOST_A_FEATURE = 50;
const FEATURES_LOOKED_UP = 40;
const MOST_COMPARED = 30;

export class StoryWindow {
  readonly #entries: Entry[] = [];
  #head = 0;
  #searches = 0;
  readonly #byId = new Map<string, Entry>();
  readonly #byFeature = new Postings<Entry>();
  readonly #byBand = new Postings<Entry>();
  readonly #byStory = new Map<string, Entry[]>();

  readonly #keptMs: number;

  /** @param keptMs how much older than the latest an article may be: more than the window where they come in no order */
  constructor(keptMs = WINDOW_MS) {
    this.#keptMs = keptMs;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  /** Says where an article belongs and changes nothing; `remember` it afterwards, with its story. */
  decide(article: StoryArticle): StoryDecision {
    const own = weigh(signArticle(article), this.#rarity);
    const likely = this.#likely(own);
    const copied = likely.find(({ isCopy }) => isCopy)?.entry;
    const copyOf = copied ? (copied.copyOf ?? copied.signature.id) : null;
    for (const { entry, score, isCopy } of likely) {
      const like = entry.signature.id;
      if (entry.story === null) return { kind: 'FOUNDS', like, score, copyOf };
      if (isCopy || this.#fits(own, entry.story)) return { kind: 'JOINS', story: entry.story, like, score, copyOf };
    }
    return { kind: 'ALONE' };
  }

  /**
   * Whether an article whose text or ties have changed still belongs with the others of its story, and of which of them
   * it is a copy; null where it does not. These others may be forgotten already.
   */
  belongs(article: StoryArticle, others: readonly Member[]): { copyOf: string | null } | null {
    const own = weigh(signArticle(article), this.#rarity);
    const signed = others.map((other) => ({ other, signature: signArticle(other) }));
    const copied = signed.find(({ signature }) => isCopyOf(own.signature, signature))?.other;
    if (copied !== undefined) {
      const first = copied.copyOf ?? copied.id;
      return { copyOf: first === article.id ? null : first };
    }
    const fits = signed.some(({ signature }) => alike(own, signature, { rarity: this.#rarity, share: STAYS }) !== null);
    return fits ? { copyOf: null } : null;
  }

  /** Articles come in the order of their arrival; after a start, those of the last week from the database. */
  remember(article: StoryArticle, { story, copyOf = null }: { story: string | null; copyOf?: string | null }): void {
    if (this.#byId.has(article.id)) return;
    const entry: Entry = { signature: signArticle(article), story: null, copyOf, isGone: false, votes: 0, search: 0 };
    this.#entries.push(entry);
    this.#byId.set(article.id, entry);
    for (const feature of featuresOf(entry.signature)) this.#byFeature.add(feature, entry);
    for (const band of entry.signature.bands) this.#byBand.add(band, entry);
    if (story !== null) this.#assign(entry, story);
    this.#forget(entry.signature.at);
  }

  /** The article that another founded a story with gets that story too. */
  assign(id: string, story: string): void {
    const entry = this.#byId.get(id);
    if (entry && entry.story === null) this.#assign(entry, story);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Where an article was said to belong; null where it is not remembered. */
  placeOf(id: string): { story: string | null; copyOf: string | null } | null {
    return this.#byId.get(id) ?? null;
  }

  /** The article is gone, or has another text: remember it anew then. */
  remove(id: string): void {
    const entry = this.#byId.get(id);
    if (!entry) return;
    entry.isGone = true;
    this.#byId.delete(id);
    this.#leave(entry);
  }

  #assign(entry: Entry, story: string): void {
    entry.story = story;
    const members = this.#byStory.get(story);
    if (members) members.push(entry);
    else this.#byStory.set(story, [entry]);
  }

  /** Those that could be of the same event, the most alike first. */
  #likely(own: Weighed): Likely[] {
    const { signature } = own;
    const likely: Likely[] = [];
    for (const entry of this.#candidates(signature)) {
      if (entry.isGone || Math.abs(signature.at - entry.signature.at) > WINDOW_MS) continue;
      const isCopy = isCopyOf(signature, entry.signature);
      const score = alike(own, entry.signature, { rarity: this.#rarity });
      if (isCopy) likely.push({ entry, score: Math.max(score ?? 0, COPY), isCopy });
      else if (score !== null) likely.push({ entry, score, isCopy });
    }
    return likely.sort((one, other) => Number(other.isCopy) - Number(one.isCopy) || other.score - one.score);
  }

  #candidates(signature: Signature): Entry[] {
    const found: Entry[] = [];
    const search = ++this.#searches;
    let weight = this.#most;
    const vote = (entry: Entry) => {
      if (entry.search !== search) {
        entry.search = search;
        entry.votes = 0;
        found.push(entry);
      }
      entry.votes += weight;
    };
    for (const band of signature.bands) this.#byBand.eachNewest(band, MOST_A_FEATURE, vote);
    const features = featuresOf(signature)
      .map((feature) => ({ feature, rarity: this.#rarity(feature) }))
      .sort((one, other) => other.rarity - one.rarity)
      .slice(0, FEATURES_LOOKED_UP);
    for (const { feature, rarity } of features) {
      weight = rarity;
      this.#byFeature.eachNewest(feature, MOST_A_FEATURE, vote);
    }
    return mostVoted(found);
  }

  /** As if a thousand articles more were known: in a window that has just begun nothing is rare yet. */
  readonly #rarity = (feature: number): number => this.#most - logOf(1 + this.#byFeature.count(feature));

  get #most(): number {
    return logOf(1000 + this.size);
  }

  #fits(own: Weighed, story: string): boolean {
    const members = (this.#byStory.get(story) ?? []).slice(-MEMBERS_COMPARED);
    const enough = members.filter(
      (member) =>
        likeness(own, member.signature, this.#rarity).score >=
        leastAlike(own.signature, member.signature) * MEMBERS_ALIKE,
    );
    return enough.length * 2 > members.length;
  }

  #forget(now: number): void {
    while (this.size > MOST_ARTICLES || this.#isOld(now)) {
      const entry = this.#entries[this.#head++] as Entry;
      if (this.#byId.get(entry.signature.id) === entry) this.#byId.delete(entry.signature.id);
      for (const feature of featuresOf(entry.signature)) this.#byFeature.removeOldest(feature);
      for (const band of entry.signature.bands) this.#byBand.removeOldest(band);
      this.#leave(entry);
    }
    if (this.#head * 2 > this.#entries.length) {
      this.#entries.splice(0, this.#head);
      this.#head = 0;
    }
  }

  #isOld(now: number): boolean {
    const oldest = this.#entries[this.#head];
    return oldest !== undefined && oldest.signature.at < now - this.#keptMs;
  }

  #leave(entry: Entry): void {
    if (entry.story === null) return;
    const left = (this.#byStory.get(entry.story) ?? []).filter((member) => member !== entry);
    if (left.length > 0) this.#byStory.set(entry.story, left);
    else this.#byStory.delete(entry.story);
  }
}

/** Of a thousand and more that have something in common, without sorting them all. */
function mostVoted(entries: Entry[]): Entry[] {
  const best: Entry[] = [];
  for (const entry of entries) {
    if (best.length === MOST_COMPARED && entry.votes <= (best.at(-1) as Entry).votes) continue;
    let at = best.length;
    while (at > 0 && (best[at - 1] as Entry).votes < entry.votes) at--;
    best.splice(at, 0, entry);
    if (best.length > MOST_COMPARED) best.pop();
  }
  return best;
}

const LOGS = Float64Array.from({ length: MOST_ARTICLES + 2000 }, (_, whole) => Math.log(whole));

/** A window asks for the logarithm of each of its counts all the time. */
function logOf(whole: number): number {
  return LOGS[whole] ?? Math.log(whole);
}

function featuresOf({ neutral, stems }: Signature): number[] {
  return [...neutral.keys(), ...stems.keys()];
}

/** How many publishers tell a story in words of their own: one for each feed that has an article that is no copy. */
export function independentPublishers(articles: { feed: string; copyOf: string | null }[]): number {
  return new Set(articles.flatMap(({ feed, copyOf }) => (copyOf === null ? [feed] : []))).size;
}
