// Asks a server over a few kept connections and says how fast it answered.
import { Pool } from 'undici';
import type { Figures } from './read-server.js';

export interface Asked {
  path: string;
  /** Of a POST with JSON; a GET where there is none. */
  body?: string;
}

export interface Measured {
  /** Sorted milliseconds. */
  times: number[];
  /** Milliseconds of the clock in which they were asked. */
  clock: number;
  /** Milliseconds of the server's CPU, all together. */
  cpu: number;
}

export class Load {
  readonly #pool: Pool;

  constructor(port: number) {
    this.#pool = new Pool(`http://127.0.0.1:${port}`, { connections: 64, pipelining: 1 });
  }

  // biome-ignore lint/suspicious/noExplicitAny: any operation's answer
  async ask({ path, body }: Asked): Promise<any> {
    const { statusCode, body: answer } = await this.#pool.request({
      path,
      ...(body === undefined
        ? { method: 'GET' as const }
        : { method: 'POST' as const, headers: { 'content-type': 'application/json' }, body }),
    });
    const text = await answer.text();
    const parsed = statusCode === 200 ? (JSON.parse(text) as { errors?: unknown }) : { errors: text };
    if (parsed.errors !== undefined) throw new Error(`${path}: ${body}: ${JSON.stringify(parsed.errors)}`);
    return parsed;
  }

  figures(): Promise<Figures> {
    return this.ask({ path: '/figures' });
  }

  /**
   * In turns of a part of the time each, so that what else the machine does meets all alike; after a warm-up that
   * compiles and plans. `together` is how many are asked at a time.
   */
  async compare(
    all: readonly Asked[],
    { seconds, together }: { seconds: number; together: number },
  ): Promise<Measured[]> {
    const measured = all.map((): Measured => ({ times: [], clock: 0, cpu: 0 }));
    for (const asked of all) for (let i = 0; i < WARM_UP; i++) await this.ask(asked);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [i, asked] of all.entries())
        await this.#turn(asked, measured[i] as Measured, seconds / TURNS, together);
    }
    for (const { times } of measured) times.sort((one, other) => one - other);
    return measured;
  }

  async #turn(asked: Asked, into: Measured, seconds: number, together: number): Promise<void> {
    const before = (await this.figures()).cpu;
    const start = performance.now();
    const asking = async () => {
      do {
        const sent = performance.now();
        await this.#drain(asked);
        into.times.push(performance.now() - sent);
      } while (performance.now() - start < seconds * 1000);
    };
    await Promise.all(Array.from({ length: together }, asking));
    into.clock += performance.now() - start;
    into.cpu += (await this.figures()).cpu - before;
  }

  /** Without reading it: the one who asks is to cost little. */
  async #drain({ path, body }: Asked): Promise<void> {
    const { statusCode, body: answer } = await this.#pool.request({
      path,
      ...(body === undefined
        ? { method: 'GET' as const }
        : { method: 'POST' as const, headers: { 'content-type': 'application/json' }, body }),
    });
    await answer.dump({ limit: 10_000_000 });
    if (statusCode !== 200) throw new Error(`${path}: status ${statusCode}`);
  }
}

const WARM_UP = 30;
const TURNS = 20;
