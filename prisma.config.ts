import { defineConfig } from 'prisma-cli/config';

// `prisma generate` downloads a schema engine that it never runs; naming any existing file skips the download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
