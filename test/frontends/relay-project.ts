// A project as Relay wants it: each document in the module that its name begins with, compiled by relay-compiler.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type DocumentNode, Kind, type NameNode, parse, print, visit } from 'graphql';

const COMPILER = fileURLToPath(import.meta.resolve('relay-compiler/cli.js'));

export interface RelayProject {
  /** What was written for the client, by name. */
  artifacts: string[];
  /** File of the documents by their SHA-256, for `PERSISTED_DOCUMENTS`. */
  persisted: string;
  remove(): Promise<void>;
}

/** Rejects with what the compiler says where it does not accept a document. */
export async function compileForRelay(documents: ReadonlyMap<string, DocumentNode>): Promise<RelayProject> {
  const folder = await mkdtemp(join(tmpdir(), 'flankwatch-relay-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const [sources, artifacts] = [join(folder, 'src'), join(folder, 'artifacts')];
  const persisted = join(folder, 'persisted.json');
  await Promise.all([mkdir(sources), mkdir(artifacts), writeFile(persisted, '{}')]);
  for (const [module, { definitions }] of documents) {
    const tags = definitions.map((definition) => `graphql\`\n${print(definition)}\n\`;`);
    const source = ["import { graphql } from 'relay-runtime';", ...tags].join('\n\n');
    await writeFile(join(sources, `${module}.ts`), `${source}\n`);
  }
  const config = {
    src: 'src',
    artifactDirectory: 'artifacts',
    schema: resolve('schema/schema.graphql'),
    language: 'typescript',
    customScalarTypes: { DateTime: 'string', Decimal: 'string', URL: 'string', JSON: 'unknown' },
    requireCustomScalarTypes: true,
    persistConfig: { file: 'persisted.json', algorithm: 'SHA256' },
  };
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config));
  try {
    const options = ['--noWatchman', 'relay.config.json'];
    await promisify(execFile)(process.execPath, [COMPILER, ...options], { cwd: folder });
  } catch (error) {
    await remove();
    throw new Error((error as { stderr: string }).stderr);
  }
  return { artifacts: (await readdir(artifacts)).map((file) => file.replace('.graphql.ts', '')), persisted, remove };
}

/** A document whose names begin with its module's, as Relay demands: `Deals` is `DealsQuery`, its `Sum` `Deals_sum`. */
export function inModule(module: string, document: DocumentNode): DocumentNode {
  const renamed = (name: NameNode): NameNode => ({ ...name, value: `${module}_${name.value.toLowerCase()}` });
  return visit(document, {
    OperationDefinition: (node) => ({ ...node, name: { kind: Kind.NAME, value: `${module}Query` } }),
    FragmentDefinition: (node) => ({ ...node, name: renamed(node.name) }),
    FragmentSpread: (node) => ({ ...node, name: renamed(node.name) }),
  });
}

export function documentOf(file: string): DocumentNode {
  return parse(readFileSync(file, 'utf8'));
}
