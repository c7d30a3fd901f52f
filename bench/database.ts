// The database that reading is measured on.
import { Client } from 'pg';
import { connect, type Database } from '../src/database/connect.js';

export const NAME = 'flankwatch_bench_read';

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

export function openBench(): Promise<Database> {
  const url = new URL(server);
  url.pathname = NAME;
  return connect({ databaseUrl: url.href, dataDir: '' });
}

export async function administer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
