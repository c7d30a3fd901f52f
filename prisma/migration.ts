// Keeps `schema.prisma` and the migrations in agreement, with Prisma Migrate's own engine run as WebAssembly over an
// embedded database: no engine binary is downloaded and no server is needed.
//   tsx prisma/migration.ts <name>    writes prisma/migrations/<timestamp>_<name>/migration.sql, to be read and completed
//   tsx prisma/migration.ts --check   exits 1, with the missing SQL, where the two disagree
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const directory = join(import.meta.dirname, 'migrations');
const lockfile = join(directory, 'migration_lock.toml');
const schema = { path: 'schema.prisma', content: readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8') };

/** The package's own shadow database lacks extensions, and it neither awaits a migration nor says that one failed. */
class WithExtensions extends PrismaPGlite {
  readonly #database: PGlite;

  constructor(database: PGlite) {
    super(database);
    this.#database = database;
  }

  /** The same database: nothing is asked of the other one, and each takes seconds to make. */
  override async connectToShadowDb(): ReturnType<PrismaPGlite['connectToShadowDb']> {
    const adapter = await new PrismaPGlite(this.#database).connect();
    const executeScript = async (script: string) => void (await this.#database.exec(script));
    return Object.assign(adapter, { executeScript });
  }
}

/** SQL that leads from the migrations to `schema.prisma`; an empty migration where they agree. */
async function missingSql(): Promise<string> {
  // The package's entry expects a bundler that imports WebAssembly; Node gets its bytes by hand.
  const { instance } = await WebAssembly.instantiate(
    readFileSync(new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'))),
    { './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports },
  );
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();

  const database = await PGlite.create({ extensions: { pg_trgm, unaccent, btree_gist } });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new WithExtensions(database));
    const migrate = await engine.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, adapter);
    const { stdout } = await migrate.diff({
      from: { tag: 'migrations', ...history() },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  } finally {
    await database.close();
  }
}

function history() {
  return {
    baseDir: directory,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(lockfile, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: readFileSync(join(directory, name, 'migration.sql'), 'utf8') },
        },
      })),
  };
}

const [argument] = process.argv.slice(2);
const sql = await missingSql();
const agrees = sql.trim() === '' || /^-- This is an empty migration\.?\s*$/.test(sql.trim());
if (argument === '--check') {
  if (!agrees) {
    console.error(`schema.prisma and the migrations disagree. Missing:\n${sql}`);
    process.exit(1);
  }
  console.log('schema.prisma and the migrations agree');
} else if (argument === undefined || !/^[a-z0-9_]+$/.test(argument)) {
  console.error('usage: npm run migration -- <name_in_snake_case>');
  process.exit(1);
} else if (agrees) {
  console.log('nothing to migrate: schema.prisma and the migrations agree');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(directory, `${stamp}_${argument}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  console.log(`wrote ${folder}/migration.sql: read it and add what Prisma cannot say (CHECKs, triggers)`);
}
process.exit(0);
