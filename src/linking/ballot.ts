/** Finds which of many entries have the most in common with an article, each thing in common being a vote. */

export interface Votable {
  at: number;
  isGone: boolean;
  /** Of the ballot that the entry was last voted for in. */
  votes: number;
  ballot: number;
}

let ballots = 0;

export class Ballot<Entry extends Votable> {
  /** What a vote counts from now on. */
  weight = 1;
  readonly #number = ++ballots;
  readonly #met: Entry[] = [];
  readonly #at: number;
  readonly #furthestApart: number;

  /** Times in milliseconds; entries further apart from the article get no votes. */
  constructor(at: number, furthestApart: number) {
    this.#at = at;
    this.#furthestApart = furthestApart;
  }

  readonly vote = (entry: Entry): void => {
    if (entry.isGone || Math.abs(this.#at - entry.at) > this.#furthestApart) return;
    if (entry.ballot === this.#number) {
      entry.votes += this.weight;
      return;
    }
    entry.ballot = this.#number;
    entry.votes = this.weight;
    this.#met.push(entry);
  };

  /** At most so many, the most voted first; among equals those that were met first. */
  elected(most: number): Entry[] {
    // Few are wanted, so the best are kept in order as they are met, and the many others not sorted at all.
    const best: Entry[] = [];
    for (const entry of this.#met) {
      if (best.length === most && entry.votes <= (best[most - 1] as Entry).votes) continue;
      if (best.length < most) best.push(entry);
      let place = best.length - 1;
      for (; place > 0 && (best[place - 1] as Entry).votes < entry.votes; place--)
        best[place] = best[place - 1] as Entry;
      best[place] = entry;
    }
    return best;
  }
}
