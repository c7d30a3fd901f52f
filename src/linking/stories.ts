/** Gathers articles of one event into stories, each compared with the few around its time that could be of the same. */
import { alike, COPY, FURTHEST_APART, isCopyOf, leastAlike } from './alike.js';
import { Ballot } from './ballot.js';
import { Best } from './best.js';
import { Features } from './features.js';
import { Gathered } from './gathered.js';
import { ListsByTime, type Nearest, NOBODY } from './lists-by-time.js';
import { Members } from './members.js';
import { Remembered } from './remembered.js';
import { type Signature, type StoryArticle, signArticle } from './signature.js';
import { Weighed } from './similarity.js';

/**
 * JOINS a story that stands; FOUNDS one together with an article that had none; or stands ALONE.
 * `copyOf` is the first article of whose text this is a syndicated copy.
 */
export type StoryDecision =
  | { kind: 'JOINS'; story: string; like: string; score: number; copyOf: string | null }
  | { kind: 'FOUNDS'; like: string; score: number; copyOf: string | null }
  | { kind: 'ALONE' };

/** An article of a story, and of which article it is a copy. */
export type Member = StoryArticle & { copyOf: string | null };

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

/** Copies share most of their bands, and the nearest of them will mostly do. */
const MOST_A_BAND = 4;
const MOST_COPIES_COMPARED = 8;

export class StoryWindow {
  readonly #most: number;
  readonly #articles = new Remembered();
  readonly #byId = new Map<string, number>();
  readonly #members = new Members();
  #lists = new ListsByTime(this.#articles);
  /** The list of all. */
  #all = NOBODY;
  readonly #features = new Features(this.#lists);
  readonly #bands = new Features(this.#lists);
  #signed: { article: StoryArticle; signature: Signature } | null = null;

  // Of the article that is being placed.
  readonly #weighed: Weighed;
  readonly #ballot = new Ballot();
  readonly #near: Nearest = { at: 0, most: 0, furthest: FURTHEST_APART, found: new Int32Array(MOST_A_FEATURE) };
  readonly #telling = new Gathered();
  readonly #rarest = new Best(FEATURES_LOOKED_UP);
  readonly #copied = new Best(MOST_COPIES_COMPARED);
  readonly #candidates = new Best(MOST_COMPARED);
  readonly #likely = new Best(MOST_COMPARED);

  constructor(most = MOST_ARTICLES) {
    this.#most = most;
    this.#weighed = new Weighed({
      count: (hash) => this.#features.count(hash),
      of: (count) => this.#rarity(count),
    });
  }

  get size(): number {
    return this.#articles.count;
  }

  /** Says where an article belongs and changes nothing; `remember` it afterwards, with its story. */
  decide(article: StoryArticle): StoryDecision {
    const signature = this.#sign(article);
    this.#ballot.begin(this.#articles.room);
    this.#near.at = signature.at;
    this.#voteByBands(signature);
    this.#ballot.elect(this.#copied);
    const near = this.#copiedIn(this.#copied, signature);
    if (near !== null) return this.#decisionOnCopy(near);
    this.#weighed.weigh(signature);
    this.#voteByFeatures(signature);
    this.#ballot.elect(this.#candidates);
    const copied = this.#copiedIn(this.#candidates, signature);
    if (copied !== null) return this.#decisionOnCopy(copied);
    this.#compare();
    for (let place = 0; place < this.#likely.count; place++) {
      const slot = this.#likely.item(place);
      const found = { like: this.#articles.ids[slot] as string, score: this.#likely.value(place), copyOf: null };
      const story = this.#members.storyOf(slot);
      if (story === null) return { kind: 'FOUNDS', ...found };
      if (this.#fits(story)) return { kind: 'JOINS', story, ...found };
    }
    return { kind: 'ALONE' };
  }

  /**
   * Whether an article whose text or ties have changed still belongs with the others of its story, and of which of them
   * it is a copy; null where it does not. These others may be forgotten already.
   */
  belongs(article: StoryArticle, others: readonly Member[]): { copyOf: string | null } | null {
    const own = signArticle(article);
    const signed = others.map((other) => ({ other, signature: signArticle(other) }));
    const copied = signed.find(({ signature }) => isCopyOf(own, signature))?.other;
    if (copied !== undefined) {
      const first = copied.copyOf ?? copied.id;
      return { copyOf: first === article.id ? null : first };
    }
    this.#weighed.weigh(own);
    return signed.some(({ signature }) => alike(this.#weighed, signature, STAYS) > 0) ? { copyOf: null } : null;
  }

  /** Articles may come in any order; after a start, the latest of the database. */
  remember(article: StoryArticle, { story, copyOf = null }: { story: string | null; copyOf?: string | null }): void {
    if (this.#byId.has(article.id)) return;
    const signature = this.#sign(article);
    const { hashes, neutral, shingles, bands, end } = signature;
    for (let at = neutral; at < shingles; at++) this.#features.add(hashes[at] as number);
    for (let at = bands; at < end; at++) this.#bands.add(hashes[at] as number);
    this.#weighed.weigh(signature);
    const slot = this.#articles.add(article.id, signature, copyOf);
    this.#byId.set(article.id, slot);
    this.#all = this.#lists.add(this.#all, slot);
    this.#telling.clear();
    this.#weighed.gatherTelling(this.#telling);
    for (let at = 0; at < this.#telling.count; at++) this.#features.list(this.#telling.at(at), slot);
    for (let at = bands; at < end; at++) this.#bands.list(hashes[at] as number, slot);
    if (story !== null) this.#members.add(slot, story);
    this.#forget();
  }

  /** The article that another founded a story with gets that story too. */
  assign(id: string, story: string): void {
    const slot = this.#byId.get(id);
    if (slot !== undefined && this.#members.storyOf(slot) === null) this.#members.add(slot, story);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Where an article was said to belong; null where it is not remembered. */
  placeOf(id: string): { story: string | null; copyOf: string | null } | null {
    const slot = this.#byId.get(id);
    if (slot === undefined) return null;
    return { story: this.#members.storyOf(slot), copyOf: this.#articles.copies[slot] as string | null };
  }

  /** The article is gone, or has another text: remember it anew then. */
  remove(id: string): void {
    const slot = this.#byId.get(id);
    if (slot === undefined) return;
    this.#byId.delete(id);
    this.#leave(slot);
  }

  /** What is decided on is remembered next. */
  #sign(article: StoryArticle): Signature {
    if (article.signature !== undefined) return article.signature;
    if (this.#signed?.article !== article) this.#signed = { article, signature: signArticle(article) };
    return this.#signed.signature;
  }

  /** Whole bands in common are rare, so they are looked at before anything else. */
  #voteByBands({ hashes, bands, end }: Signature): void {
    this.#near.most = MOST_A_BAND;
    const weight = logarithm(1000 + this.size);
    for (let at = bands; at < end; at++) this.#vote(this.#bands.nearest(hashes[at] as number, this.#near), weight);
  }

  /** Of what the fewest others have; none of what only the article has. */
  #voteByFeatures({ hashes }: Signature): void {
    this.#near.most = MOST_A_FEATURE;
    const rarest = this.#rarest;
    rarest.clear();
    this.#weighed.offerRarest(rarest);
    for (let place = 0; place < rarest.count; place++) {
      const count = this.#features.nearest(hashes[rarest.item(place)] as number, this.#near);
      this.#vote(count, this.#rarity(-rarest.value(place)));
    }
  }

  /** For so many of those that were found. */
  #vote(count: number, weight: number): void {
    const [{ found }, { isGone }] = [this.#near, this.#articles];
    for (let at = 0; at < count; at++) {
      const slot = found[at] as number;
      if (isGone[slot] === 0) this.#ballot.vote(slot, weight);
    }
  }

  #copiedIn(slots: Best, signature: Signature): number | null {
    for (let place = 0; place < slots.count; place++) {
      const slot = slots.item(place);
      if (isCopyOf(signature, this.#articles.signature(slot))) return slot;
    }
    return null;
  }

  /** A copy belongs where its text does. */
  #decisionOnCopy(slot: number): StoryDecision {
    const { ids, copies } = this.#articles;
    const [id, story] = [ids[slot] as string, this.#members.storyOf(slot)];
    const found = { like: id, score: COPY, copyOf: copies[slot] ?? id };
    return story === null ? { kind: 'FOUNDS', ...found } : { kind: 'JOINS', story, ...found };
  }

  /** Finds those that could be of the same event, the most alike first. */
  #compare(): void {
    this.#likely.clear();
    for (let place = 0; place < this.#candidates.count; place++) {
      const slot = this.#candidates.item(place);
      const score = alike(this.#weighed, this.#articles.signature(slot));
      if (score > 0) this.#likely.offer(slot, score);
    }
  }

  /** As if a thousand articles more were known: in a window that has just begun nothing is rare yet. */
  #rarity(count: number): number {
    return logarithm(1000 + this.size) - logarithm(1 + count);
  }

  #fits(story: string): boolean {
    const members = this.#members.latest(story, MEMBERS_COMPARED);
    const enough = members.filter((slot) => {
      const member = this.#articles.signature(slot);
      const least = leastAlike(this.#weighed.signature, member) * MEMBERS_ALIKE;
      return this.#weighed.likeness(member, least) > 0;
    });
    return enough.length * 2 > members.length;
  }

  #forget(): void {
    while (this.size > this.#most) {
      const slot = this.#lists.first(this.#all);
      this.#all = this.#lists.removeFirst(this.#all);
      const id = this.#articles.ids[slot] as string;
      if (this.#byId.get(id) === slot) this.#byId.delete(id);
      const { hashes, neutral, shingles, bands, end } = this.#articles.signature(slot);
      for (let at = neutral; at < shingles; at++) this.#features.remove(hashes[at] as number, slot);
      for (let at = bands; at < end; at++) this.#bands.remove(hashes[at] as number, slot);
      this.#leave(slot);
      this.#articles.remove(slot);
    }
    if (this.#lists.isScattered) this.#tidy();
  }

  #tidy(): void {
    const lists = new ListsByTime(this.#articles);
    this.#features.moveTo(lists);
    this.#bands.moveTo(lists);
    this.#all = lists.take(this.#all, this.#lists);
    this.#lists = lists;
  }

  #leave(slot: number): void {
    this.#articles.isGone[slot] = 1;
    this.#members.remove(slot);
  }
}

/** Each comparison takes dozens, of numbers as large as a window. */
const LOGARITHMS = Float64Array.from({ length: 2 ** 15 }, (_, count) => Math.log(count));

function logarithm(count: number): number {
  return LOGARITHMS[count] ?? Math.log(count);
}

/** How many publishers tell a story in words of their own: one for each feed that has an article that is no copy. */
export function independentPublishers(articles: { feed: string; copyOf: string | null }[]): number {
  return new Set(articles.flatMap(({ feed, copyOf }) => (copyOf === null ? [feed] : []))).size;
}
