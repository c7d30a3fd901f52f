// A migrated database in memory, for tests of the record.
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database } from '../../src/database/connect.js';
import { openInMemory } from '../../src/database/embedded.js';
import { PrismaClient } from '../../src/database/generated/client.js';
import { migrate } from '../../src/database/migrate.js';
import { sqlOnPGlite } from '../../src/database/sql.js';

export async function openDatabase(): Promise<Database> {
  const pglite = await openInMemory();
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  const database: Database = {
    prisma,
    sql: sqlOnPGlite(pglite),
    script: async (text) => void (await pglite.exec(text)),
    exclusively: (work) => work(),
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
  await migrate(database);
  return database;
}
