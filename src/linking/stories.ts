/** Gathers articles of one event into stories, each compared with the few around its time that could be of the same. */
import { alike, COPY, FURTHEST_APART, isCopyOf, leastAlike } from './alike.js';
import { insertByTime, Postings } from './postings.js';
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
  at: number;
  signature: Signature;
  story: string | null;
  copyOf: string | null;
  /** taken out, or read anew; its place is kept until it would be forgotten */
  isGone: boolean;
  /** how much it has in common with the article of the round, in which votes are counted anew */
  votes: number;
  round: number;
};
/** An article of a story, and of which article it is a copy. */
export type Member = StoryArticle & { copyOf: string | null };
type Likely = { entry: Entry; score: number; isCopy: boolean };

/** The earliest beyond so many are forgotten, so that placing one costs the same for ever. */
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
  /** By time. */
  readonly #entries: Entry[] = [];
  #head = 0;
  readonly #byId = new Map<string, Entry>();
  readonly #byFeature = new Postings<Entry>();
  readonly #byBand = new Postings<Entry>();
  readonly #byStory = new Map<string, Entry[]>();
  readonly #most: number;
  #round = 0;
  #signed: { article: StoryArticle; signature: Signature } | null = null;

  constructor(most = MOST_ARTICLES) {
    this.#most = most;
  }

  get size(): number {
    return this.#entries.length - this.#head;
  }

  /** Says where an article belongs and changes nothing; `remember` it afterwards, with its story. */
  decide(article: StoryArticle): StoryDecision {
    const weighed = weigh(this.#sign(article), this.#rarity);
    const likely = this.#likely(weighed);
    const copied = likely.find(({ isCopy }) => isCopy)?.entry;
    const copyOf = copied ? (copied.copyOf ?? copied.signature.id) : null;
    for (const { entry, score, isCopy } of likely) {
      const like = entry.signature.id;
      if (entry.story === null) return { kind: 'FOUNDS', like, score, copyOf };
      if (isCopy || this.#fits(weighed, entry.story)) return { kind: 'JOINS', story: entry.story, like, score, copyOf };
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
    const fits = signed.some(({ signature }) => alike(own, signature, { rarity: this.#rarity, share: STAYS }) > 0);
    return fits ? { copyOf: null } : null;
  }

  /** Articles may come in any order; after a start, the latest of the database. */
  remember(article: StoryArticle, { story, copyOf = null }: { story: string | null; copyOf?: string | null }): void {
    if (this.#byId.has(article.id)) return;
    const signature = this.#sign(article);
    const entry = { at: signature.at, signature, story: null, copyOf, isGone: false, votes: 0, round: 0 };
    insertByTime(this.#entries, this.#head, entry);
    this.#byId.set(article.id, entry);
    forEachFeature(signature, (feature) => this.#byFeature.add(feature, entry));
    for (const band of signature.bands) this.#byBand.add(band, entry);
    if (story !== null) this.#assign(entry, story);
    this.#forget();
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

  /** What is decided on is remembered next. */
  #sign(article: StoryArticle): Signature {
    if (this.#signed?.article !== article) this.#signed = { article, signature: signArticle(article) };
    return this.#signed.signature;
  }

  #assign(entry: Entry, story: string): void {
    entry.story = story;
    const members = this.#byStory.get(story);
    if (members) members.push(entry);
    else this.#byStory.set(story, [entry]);
  }

  /** Those that could be of the same event, the most alike first. */
  #likely(weighed: Weighed): Likely[] {
    const likely: Likely[] = [];
    for (const entry of this.#candidates(weighed)) {
      const isCopy = isCopyOf(weighed.signature, entry.signature);
      const score = alike(weighed, entry.signature, { rarity: this.#rarity });
      if (isCopy) likely.push({ entry, score: Math.max(score, COPY), isCopy });
      else if (score > 0) likely.push({ entry, score, isCopy });
    }
    return likely.sort((one, other) => Number(other.isCopy) - Number(one.isCopy) || other.score - one.score);
  }

  #candidates({ signature, neutral, stems }: Weighed): Entry[] {
    const { at } = signature;
    const round = ++this.#round;
    const met: Entry[] = [];
    let weight = Math.log(1000 + this.size);
    const vote = (entry: Entry) => {
      if (entry.isGone || Math.abs(at - entry.at) > FURTHEST_APART) return;
      if (entry.round !== round) {
        entry.round = round;
        entry.votes = 0;
        met.push(entry);
      }
      entry.votes += weight;
    };
    for (const band of signature.bands) this.#byBand.nearest(band, at, MOST_A_FEATURE, vote);
    for (const feature of this.#rarest(signature, neutral.length + stems.length)) {
      weight = this.#rarity(feature);
      this.#byFeature.nearest(feature, at, MOST_A_FEATURE, vote);
    }
    return mostVoted(met);
  }

  /** The article's features that the fewest others have; none that only it has. */
  #rarest({ neutral, stems }: Signature, count: number): number[] {
    const features: number[] = [];
    const ranked = new Float64Array(count);
    let kept = 0;
    const offer = (feature: number) => {
      const others = this.#byFeature.count(feature);
      // The place in the list is in the fraction, so that numbers alone are sorted.
      if (others > 0) ranked[kept++] = others + features.push(feature) / 65_536;
    };
    neutral.forEach(offer);
    stems.forEach(offer);
    const sorted = ranked.subarray(0, kept).sort().subarray(0, FEATURES_LOOKED_UP);
    return Array.from(sorted, (rank) => features[Math.round((rank % 1) * 65_536) - 1] as number);
  }

  /** As if a thousand articles more were known: in a window that has just begun nothing is rare yet. */
  readonly #rarity = (feature: number): number => Math.log((1000 + this.size) / (1 + this.#byFeature.count(feature)));

  #fits(weighed: Weighed, story: string): boolean {
    const members = (this.#byStory.get(story) ?? []).slice(-MEMBERS_COMPARED);
    const enough = members.filter(({ signature }) => {
      const least = leastAlike(weighed.signature, signature) * MEMBERS_ALIKE;
      return likeness(weighed, signature, this.#rarity, least).score > 0;
    });
    return enough.length * 2 > members.length;
  }

  #forget(): void {
    while (this.size > this.#most) {
      const entry = this.#entries[this.#head++] as Entry;
      if (this.#byId.get(entry.signature.id) === entry) this.#byId.delete(entry.signature.id);
      forEachFeature(entry.signature, (feature) => this.#byFeature.removeOldest(feature));
      for (const band of entry.signature.bands) this.#byBand.removeOldest(band);
      this.#leave(entry);
    }
    if (this.#head * 2 > this.#entries.length) {
      this.#entries.splice(0, this.#head);
      this.#head = 0;
    }
  }

  #leave(entry: Entry): void {
    if (entry.story === null) return;
    const left = (this.#byStory.get(entry.story) ?? []).filter((member) => member !== entry);
    if (left.length > 0) this.#byStory.set(entry.story, left);
    else this.#byStory.delete(entry.story);
  }
}

/** Few are compared, so the best are kept in order as they are met, and the many others not sorted at all. */
function mostVoted(met: readonly Entry[]): Entry[] {
  const best: Entry[] = [];
  for (const entry of met) {
    if (best.length === MOST_COMPARED && entry.votes <= (best[MOST_COMPARED - 1] as Entry).votes) continue;
    if (best.length < MOST_COMPARED) best.push(entry);
    let place = best.length - 1;
    for (; place > 0 && (best[place - 1] as Entry).votes < entry.votes; place--) best[place] = best[place - 1] as Entry;
    best[place] = entry;
  }
  return best;
}

function forEachFeature({ neutral, stems }: Signature, visit: (feature: number) => void): void {
  neutral.forEach(visit);
  stems.forEach(visit);
}

/** How many publishers tell a story in words of their own: one for each feed that has an article that is no copy. */
export function independentPublishers(articles: { feed: string; copyOf: string | null }[]): number {
  return new Set(articles.flatMap(({ feed, copyOf }) => (copyOf === null ? [feed] : []))).size;
}
