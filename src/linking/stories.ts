/** Gathers articles of one event into stories, each compared with the few around its time that could be of the same. */
import { alike, COPY, FURTHEST_APART, isCopyOf, leastAlike } from './alike.js';
import { Ballot, type Votable } from './ballot.js';
import { ByTime } from './by-time.js';
import { type Feature, Features } from './features.js';
import { type Signature, type StoryArticle, signArticle } from './signature.js';
import { likeness, telling, type Weighed, weigh } from './similarity.js';

/**
 * JOINS a story that stands; FOUNDS one together with an article that had none; or stands ALONE.
 * `copyOf` is the first article of whose text this is a syndicated copy.
 */
export type StoryDecision =
  | { kind: 'JOINS'; story: string; like: string; score: number; copyOf: string | null }
  | { kind: 'FOUNDS'; like: string; score: number; copyOf: string | null }
  | { kind: 'ALONE' };

/** An article's features and bands, in the order of its signature's. */
type Featured = { signature: Signature; neutral: Feature<Entry>[]; stems: Feature<Entry>[]; bands: Feature<Entry>[] };

interface Entry extends Featured, Votable {
  id: string;
  /** The features that it is found by. */
  foundBy: Feature<Entry>[];
  story: string | null;
  copyOf: string | null;
}

/** `members` are in the order in which they came, with those that have left since. */
type Story = { members: Entry[]; count: number };

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
  readonly #entries = new ByTime<Entry>();
  readonly #byId = new Map<string, Entry>();
  readonly #features = new Features<Entry>();
  readonly #bands = new Features<Entry>();
  readonly #byStory = new Map<string, Story>();
  readonly #most: number;
  #signed: { article: StoryArticle; signature: Signature } | null = null;
  /** As long as nothing else is remembered. */
  #latest: Featured | null = null;

  constructor(most = MOST_ARTICLES) {
    this.#most = most;
  }

  get size(): number {
    return this.#entries.count;
  }

  /** Says where an article belongs and changes nothing; `remember` it afterwards, with its story. */
  decide(article: StoryArticle): StoryDecision {
    const signature = this.#sign(article);
    const ballot = new Ballot<Entry>(signature.at, FURTHEST_APART);
    const located = this.#locate(signature);
    this.#latest = located;
    const near = copiedIn(this.#nearCopies(located, ballot), signature);
    if (near) return decisionOnCopy(near);
    const candidates = this.#candidates(located, ballot);
    const copied = copiedIn(candidates, signature);
    if (copied) return decisionOnCopy(copied);
    const weighed = weigh(located, this.#rarity);
    for (const { entry, score } of this.#likely(weighed, candidates)) {
      const found = { like: entry.id, score, copyOf: null };
      if (entry.story === null) return { kind: 'FOUNDS', ...found };
      if (this.#fits(weighed, entry.story)) return { kind: 'JOINS', story: entry.story, ...found };
    }
    return { kind: 'ALONE' };
  }

  /**
   * Whether an article whose text or ties have changed still belongs with the others of its story, and of which of them
   * it is a copy; null where it does not. These others may be forgotten already.
   */
  belongs(article: StoryArticle, others: readonly Member[]): { copyOf: string | null } | null {
    const own = weigh(this.#locate(signArticle(article)), this.#rarity);
    const signed = others.map((other) => ({ other, located: this.#locate(signArticle(other)) }));
    const copied = signed.find(({ located }) => isCopyOf(own.signature, located.signature))?.other;
    if (copied !== undefined) {
      const first = copied.copyOf ?? copied.id;
      return { copyOf: first === article.id ? null : first };
    }
    const fits = signed.some(({ located }) => alike(own, located, { rarity: this.#rarity, share: STAYS }) > 0);
    return fits ? { copyOf: null } : null;
  }

  /** Articles may come in any order; after a start, the latest of the database. */
  remember(article: StoryArticle, { story, copyOf = null }: { story: string | null; copyOf?: string | null }): void {
    if (this.#byId.has(article.id)) return;
    const signature = this.#sign(article);
    const located = this.#latest?.signature === signature ? this.#latest : this.#locate(signature);
    this.#latest = null;
    const { neutral, stems, bands } = located;
    this.#features.count(neutral, signature.neutral);
    this.#features.count(stems, signature.stems);
    this.#bands.count(bands, signature.bands);
    const entry: Entry = {
      id: article.id,
      at: signature.at,
      signature,
      neutral,
      stems,
      bands,
      foundBy: telling(located, this.#rarity),
      story: null,
      copyOf,
      isGone: false,
      votes: 0,
      ballot: 0,
    };
    this.#entries.add(entry);
    this.#byId.set(article.id, entry);
    for (const { entries } of entry.foundBy) entries.add(entry);
    for (const { entries } of bands) entries.add(entry);
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
    this.#byId.delete(id);
    this.#leave(entry);
  }

  /** What is decided on is remembered next. */
  #sign(article: StoryArticle): Signature {
    if (article.signature !== undefined) return article.signature;
    if (this.#signed?.article !== article) this.#signed = { article, signature: signArticle(article) };
    return this.#signed.signature;
  }

  #assign(entry: Entry, story: string): void {
    entry.story = story;
    const known = this.#byStory.get(story);
    if (known === undefined) this.#byStory.set(story, { members: [entry], count: 1 });
    else {
      known.members.push(entry);
      known.count++;
    }
  }

  #locate(signature: Signature): Featured {
    return {
      signature,
      neutral: this.#features.of(signature.neutral),
      stems: this.#features.of(signature.stems),
      bands: this.#bands.of(signature.bands),
    };
  }

  /** Those that could be of the same event, the most alike first. */
  #likely(weighed: Weighed, candidates: readonly Entry[]): { entry: Entry; score: number }[] {
    return candidates
      .map((entry) => ({ entry, score: alike(weighed, entry, { rarity: this.#rarity }) }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score);
  }

  /** Whole bands in common are rare, so they are looked at before anything else. */
  #nearCopies({ signature, bands }: Featured, ballot: Ballot<Entry>): Entry[] {
    ballot.weight = logarithm(1000 + this.size);
    for (const { entries } of bands) entries.nearest(signature.at, MOST_A_BAND, ballot.vote);
    return ballot.elected(MOST_COPIES_COMPARED);
  }

  /** Those that have the most in common with the article, the most first. */
  #candidates({ signature, neutral, stems }: Featured, ballot: Ballot<Entry>): Entry[] {
    for (const { count, entries } of rarest([...neutral, ...stems])) {
      ballot.weight = this.#rarity(count);
      entries.nearest(signature.at, MOST_A_FEATURE, ballot.vote);
    }
    return ballot.elected(MOST_COMPARED);
  }

  /** As if a thousand articles more were known: in a window that has just begun nothing is rare yet. */
  readonly #rarity = (count: number): number => logarithm(1000 + this.size) - logarithm(1 + count);

  #fits(weighed: Weighed, story: string): boolean {
    const members = latest(this.#byStory.get(story)?.members ?? []);
    const enough = members.filter((member) => {
      const least = leastAlike(weighed.signature, member.signature) * MEMBERS_ALIKE;
      return likeness(weighed, member, this.#rarity, least).score > 0;
    });
    return enough.length * 2 > members.length;
  }

  #forget(): void {
    while (this.size > this.#most) {
      const entry = this.#entries.removeFirst() as Entry;
      if (this.#byId.get(entry.id) === entry) this.#byId.delete(entry.id);
      this.#features.discount(entry.neutral);
      this.#features.discount(entry.stems);
      this.#bands.discount(entry.bands);
      // The oldest of all is the oldest of each.
      for (const { entries } of entry.foundBy) entries.removeFirst();
      for (const { entries } of entry.bands) entries.removeFirst();
      this.#leave(entry);
    }
  }

  #leave(entry: Entry): void {
    if (entry.isGone) return;
    entry.isGone = true;
    const story = entry.story === null ? undefined : this.#byStory.get(entry.story);
    if (story === undefined) return;
    story.count--;
    if (story.count === 0) this.#byStory.delete(entry.story as string);
    else if (story.count * 2 < story.members.length) story.members = story.members.filter(({ isGone }) => !isGone);
  }
}

function copiedIn(entries: readonly Entry[], signature: Signature): Entry | undefined {
  return entries.find((entry) => isCopyOf(signature, entry.signature));
}

/** A copy belongs where its text does. */
function decisionOnCopy({ id, story, copyOf }: Entry): StoryDecision {
  const found = { like: id, score: COPY, copyOf: copyOf ?? id };
  return story === null ? { kind: 'FOUNDS', ...found } : { kind: 'JOINS', story, ...found };
}

function latest(members: readonly Entry[]): Entry[] {
  const found: Entry[] = [];
  for (let at = members.length - 1; at >= 0 && found.length < MEMBERS_COMPARED; at--) {
    const member = members[at] as Entry;
    if (!member.isGone) found.push(member);
  }
  return found;
}

/** What the fewest others have; none of what only the article has. */
function rarest(features: readonly Feature<Entry>[]): Feature<Entry>[] {
  let kept = 0;
  const ranks = new Float64Array(features.length);
  features.forEach(({ count }, place) => {
    // The place in the list is in the last digits, so that numbers alone are sorted.
    if (count > 0) ranks[kept++] = count * MOST_FEATURES + place;
  });
  const sorted = ranks.subarray(0, kept).sort().subarray(0, FEATURES_LOOKED_UP);
  return Array.from(sorted, (rank) => features[rank % MOST_FEATURES] as Feature<Entry>);
}

// More than a text can have: each takes a word of at least one letter and a space.
const MOST_FEATURES = 2 ** 20;

/** Each comparison takes dozens, of numbers as large as a window. */
const LOGARITHMS = Float64Array.from({ length: 2 ** 15 }, (_, count) => Math.log(count));

function logarithm(count: number): number {
  return LOGARITHMS[count] ?? Math.log(count);
}

/** How many publishers tell a story in words of their own: one for each feed that has an article that is no copy. */
export function independentPublishers(articles: { feed: string; copyOf: string | null }[]): number {
  return new Set(articles.flatMap(({ feed, copyOf }) => (copyOf === null ? [feed] : []))).size;
}
