// The database that reading is measured on.
import { Client } from 'pg';
import { connect, type Database } from '../src/database/connect.js';

export const NAME = process.env.BENCH_DATABASE ?? 'flankwatch_bench_read';

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** Address of a database on the server that is measured on. */
export function serverUrl(name: string): string {
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

export function openBench(): Promise<Database> {
  return connect({ databaseUrl: serverUrl(NAME), dataDir: '' });
}

export async function administer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
