// One writer at a time: what is checked against the record still holds when it is written.
import type { Client } from './table.js';

/** Any number, the same in every process, and another than the one under which migrations run. */
const LOCK = 7_364_211;

/** Holds until the transaction ends. A second writer waits here, and then finds what the first has saved. */
export async function lockRecord(client: Client): Promise<void> {
  await client.$executeRaw`select pg_advisory_xact_lock(${LOCK})`;
}
