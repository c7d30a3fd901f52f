// Bearer keys from the command line: the way in where no ADMIN_KEY is set.
import { z } from 'zod';
import { SetupError } from '../config.js';
import { createKey, type KeyRow, listKeys, revokeKey } from '../keys/keep.js';
import { idOf } from '../keys/key.js';
import { command } from './command.js';

const ROLES = ['READER', 'EDITOR', 'ADMIN'] as const;

export const keysCreateCommand = command(
  z.strictObject({ role: z.string(), name: z.string().optional() }),
  async ({ database }, { role: given, name }, print) => {
    const role = ROLES.find((one) => one === given.toUpperCase());
    if (role === undefined) throw new SetupError(`--role ${given}: must be reader, editor or admin`);
    const outcome = await createKey(database, name ?? role.toLowerCase(), role);
    if (outcome.kind === 'invalid') {
      throw new SetupError(outcome.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'));
    }
    print(outcome.key);
    return 0;
  },
);

export const keysListCommand = command(z.strictObject({}), async ({ database }, _input, print) => {
  const keys = await listKeys(database.sql);
  const width = Math.max(0, ...keys.map(({ name }) => name.length));
  for (const key of keys) print(`${key.id}  ${key.role.padEnd(6)}  ${key.name.padEnd(width)}  ${stateOf(key)}`);
  return 0;
});

function stateOf({ revokedAt, lastUsedAt }: KeyRow): string {
  if (revokedAt !== null) return `revoked ${minute(revokedAt)}`;
  return lastUsedAt === null ? 'never used' : `used ${minute(lastUsedAt)}`;
}

function minute(instant: Date): string {
  return `${instant.toISOString().slice(0, 16)}Z`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id that the list shows, the one that the graph shows, or the key itself: a leaked one is all that one may have. */
export const keysRevokeCommand = command(z.strictObject({ id: z.string() }), async ({ database }, { id }, print) => {
  const [, inGlobalId] = /^ApiKey:(.*)$/.exec(Buffer.from(id, 'base64').toString()) ?? [];
  const wanted = idOf(id) ?? inGlobalId ?? id;
  const key = UUID.test(wanted) ? await revokeKey(database, wanted) : null;
  if (key === null) throw new SetupError('no key has this id: `flankwatch keys list` shows them');
  print(`revoked  ${key.id}  ${key.role}  ${key.name}`);
  return 0;
});
