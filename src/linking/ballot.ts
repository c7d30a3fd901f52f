/** Finds which of many articles have the most in common with one, each thing in common being a vote. */
import type { Best } from './best.js';

export class Ballot {
  #number = 0;
  /** By slot: the ballot that an article was last voted for in, and its votes in that. */
  #ballots = new Int32Array(0);
  #votes = new Float64Array(0);
  #met = new Int32Array(0);
  #metCount = 0;

  /** Begins anew, among so many slots. */
  begin(slots: number): void {
    this.#metCount = 0;
    this.#number = (this.#number + 1) | 0;
    if (this.#votes.length === slots) return;
    this.#ballots = new Int32Array(slots);
    this.#votes = new Float64Array(slots);
    this.#met = new Int32Array(slots);
  }

  vote(slot: number, weight: number): void {
    if (this.#ballots[slot] === this.#number) {
      (this.#votes[slot] as number) += weight;
      return;
    }
    this.#ballots[slot] = this.#number;
    this.#votes[slot] = weight;
    this.#met[this.#metCount++] = slot;
  }

  /** The most voted; among equals those that were met first. */
  elect(best: Best): void {
    best.clear();
    for (let at = 0; at < this.#metCount; at++) {
      const slot = this.#met[at] as number;
      best.offer(slot, this.#votes[slot] as number);
    }
  }
}
