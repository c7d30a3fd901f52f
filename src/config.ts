// The only reader of the environment: names, defaults and what is allowed, each mistake reported by its name.
import { z } from 'zod';

const onOff = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on');
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/** Standard Webhooks 1.0.0, "Signature scheme": keys have 24 to 64 bytes. Several are valid while they are rotated. */
const webhookSecrets = z.string().transform((value, context) => {
  const secrets = value.split(/[\s,]+/).filter((secret) => secret !== '');
  if (secrets.length === 0) context.addIssue({ code: 'custom', message: 'must have a secret, as in whsec_…' });
  for (const [index, secret] of secrets.entries()) {
    const [, encoded = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
    const bytes = encoded.length % 4 === 0 ? Buffer.from(encoded, 'base64').length : 0;
    if (bytes >= 24 && bytes <= 64) continue;
    const which = secrets.length > 1 ? `secret ${index + 1} of ${secrets.length} ` : '';
    context.addIssue({ code: 'custom', message: `${which}must be whsec_ and 24 to 64 bytes in base64` });
  }
  return secrets;
});

/** Several keys are valid while they are rotated. Each mistake says which key it is in, and never quotes it. */
const adminKeys = z.string().transform((value, context) => {
  const keys = value.split(/[\s,]+/).filter((key) => key !== '');
  if (keys.length === 0) context.addIssue({ code: 'custom', message: 'must have a key of 16 characters or more' });
  for (const [index, key] of keys.entries()) {
    const weakness = weaknessOf(key);
    if (weakness === null) continue;
    const which = keys.length > 1 ? `key ${index + 1} of ${keys.length} ` : '';
    context.addIssue({
      code: 'custom',
      message: `${which}${weakness}; \`openssl rand -hex 32\` makes a strong one`,
    });
  }
  return keys;
});

const FEWEST_CHARACTERS = 16;
/** Sixteen random hexadecimal digits have fewer different ones than this in 1 of 100,000 cases. */
const FEWEST_DIFFERENT = 6;

/** What makes a key easy to guess; null if nothing does. */
function weaknessOf(key: string): string | null {
  const characters = [...key];
  const { length } = characters;
  if (length < FEWEST_CHARACTERS) return `must have ${FEWEST_CHARACTERS} characters or more`;
  const different = new Set(characters.map((one) => one.toLowerCase())).size;
  if (different < FEWEST_DIFFERENT) {
    return `is easy to guess: it has ${different} different characters, and must have ${FEWEST_DIFFERENT} or more`;
  }
  // A text that equals itself when it is moved by half its length or less repeats a piece of that length.
  for (let piece = 1; piece <= length / 2; piece++) {
    if (characters.every((one, index) => index < piece || one === characters[index - piece])) {
      return `is easy to guess: it repeats its first ${piece} characters`;
    }
  }
  const steps = characters
    .slice(1)
    .map((one, index) => (one.codePointAt(0) ?? 0) - (characters[index]?.codePointAt(0) ?? 0));
  if (steps.filter((step) => Math.abs(step) <= 1).length > steps.length / 2) {
    return 'is easy to guess: most of its characters follow each other, as in 123456 or abcdef';
  }
  return null;
}

/** Origins as browsers send them: scheme, host and port, nothing behind. */
const corsOrigins = z.string().transform((value, context): string[] | '*' => {
  if (value.trim() === '*') return '*';
  const origins = value.split(/[\s,]+/).filter((origin) => origin !== '');
  for (const origin of origins) {
    if (URL.canParse(origin) && /^https?:/.test(origin) && new URL(origin).origin === origin) continue;
    context.addIssue({
      code: 'custom',
      message: 'must be * or origins such as https://news.example, with commas between',
    });
    break;
  }
  return origins;
});

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }).optional(),
  DATA_DIR: z.string().default('.data'),
  PORT: z
    .string()
    .default('4000')
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65535, 'must be a whole number from 0 to 65535')
    .transform(Number),
  HOST: z.string().default('127.0.0.1'),
  ADMIN_KEY: adminKeys.default([]),
  WEBHOOK_SECRET: webhookSecrets.default([]),
  STARTER: onOff.default(true),
  POLLING: onOff.default(true),
  ALLOW_PRIVATE_FEEDS: onOff.default(false),
  PUBLIC_URL: httpUrl.optional(),
  CORS_ORIGINS: corsOrigins.default([]),
  PERSISTED_DOCUMENTS: z.string().optional(),
  PERSISTED_ONLY: onOff.default(false),
  READ_TIMEOUT_MS: z
    .string()
    .refine((value) => /^\d{3,6}$/.test(value) && Number(value) >= 100 && Number(value) <= 600_000, {
      error: 'must be a whole number from 100 to 600000, in milliseconds',
    })
    .transform(Number)
    .optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
});

/** Names of the variables that are read. */
export const VARIABLES = Object.keys(environment.shape);

export interface Config {
  /** Address of a PostgreSQL server; null for the embedded database. */
  databaseUrl: string | null;
  /** Folder of the embedded database. */
  dataDir: string;
  port: number;
  host: string;
  /** Bearer keys with role ADMIN, from the environment; none if only keys in the database count. */
  adminKeys: readonly string[];
  /** Keys of those who may ask for a refresh; none where nobody may. */
  webhookSecrets: string[];
  /** Whether an empty database is filled with the starter record, its feeds and the sample articles. */
  starter: boolean;
  polling: boolean;
  allowPrivateFeeds: boolean;
  /** Where people reach this gateway; told to the servers it fetches from. */
  publicUrl: string | null;
  /** Origins whose pages may ask from a browser; `*` for all, none for the gateway's own alone. */
  corsOrigins: readonly string[] | '*';
  /** File with the documents that clients may name by hash; null for the examples alone. */
  persistedDocuments: string | null;
  /** Whether these documents are the only ones that are answered. */
  persistedOnly: boolean;
  /** Milliseconds that one request may wait for its reads; null for the default of the database. */
  readTimeoutMs: number | null;
  logLevel: string;
}

/** A mistake that the person who starts the program can mend: shown as it is, without a stack trace. */
export class SetupError extends Error {}

/** Reads the environment; throws a `SetupError` with a line for each variable that is wrong. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  // An empty variable is one that somebody left out: compose files and CI write them so.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const { success, data, error } = environment.safeParse(given);
  if (!success) {
    throw new SetupError(error.issues.map((issue) => describe(issue, given)).join('\n'));
  }
  return {
    databaseUrl: data.DATABASE_URL ?? null,
    dataDir: data.DATA_DIR,
    port: data.PORT,
    host: data.HOST,
    adminKeys: data.ADMIN_KEY,
    webhookSecrets: data.WEBHOOK_SECRET,
    starter: data.STARTER,
    polling: data.POLLING,
    allowPrivateFeeds: data.ALLOW_PRIVATE_FEEDS,
    publicUrl: data.PUBLIC_URL ?? null,
    corsOrigins: data.CORS_ORIGINS,
    persistedDocuments: data.PERSISTED_DOCUMENTS ?? null,
    persistedOnly: data.PERSISTED_ONLY,
    readTimeoutMs: data.READ_TIMEOUT_MS ?? null,
    logLevel: data.LOG_LEVEL,
  };
}

const SECRETS = new Set(['ADMIN_KEY', 'DATABASE_URL', 'WEBHOOK_SECRET']);

function describe(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  const shown = SECRETS.has(name) ? name : `${name}=${given[name]}`;
  return `${shown}: ${issue.message}`;
}
