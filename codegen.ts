// Typed documents of schema/operations, as a frontend would make them; the tests use these.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/*.graphql',
  generates: {
    'schema/client/': {
      preset: 'client',
      // The gateway knows each document by its hash: a client may send that alone.
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        importExtension: '.js',
        useTypeImports: true,
        enumsAsTypes: true,
        documentMode: 'string',
        scalars: { DateTime: 'string', Decimal: 'string', URL: 'string', JSON: 'unknown' },
      },
    },
  },
};

export default config;
