// Why a folder cannot be opened, and what to do, from what PostgreSQL says of it.

/** A line of PostgreSQL's log that ends a session or the server, without the moment: `FATAL:  …`. */
const FATAL = /^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] (FATAL|PANIC): +(.*)$/;

/** What a line says that ends the session; null for any other line. */
export function fatalOf(line: string): string | null {
  return FATAL.exec(line)?.[2] ?? null;
}

const DETAIL = /^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] DETAIL: +(.*)$/;

const RESTORE = 'restore the folder from a backup, or move it away to start with an empty database';

/** What is known by its words; the first that fits. */
const KNOWN: [RegExp, (folder: string, said: string) => string][] = [
  [
    /No space left on device|ENOSPC|could not (?:write|extend).*Success/i,
    (folder) =>
      `the disk is full: there is no room beside ${folder} to open the database; free some space and start again`,
  ],
  [/Disk quota exceeded|EDQUOT/i, (folder) => `the disk quota is used up: make room for ${folder} and start again`],
  [/Read-only file system|EROFS/i, (folder) => `${folder} is on a read-only file system: the database must be written`],
  [
    /Permission denied|EACCES|EPERM|operation not permitted/i,
    (folder) => `${folder} may not be read and written by this user: change the owner or the permissions of its files`,
  ],
  [
    /incompatible with server|initialized by PostgreSQL version|CATALOG_VERSION_NO|PG_CONTROL_VERSION/i,
    (folder, said) => `${folder} was made by another version of the program (${said}): start that version`,
  ],
  [/pg_control|control file|incorrect checksum/i, (folder, said) => `${folder} is damaged (${said}): ${RESTORE}`],
  [
    /not a valid data directory|PG_VERSION|could not (?:open|read|find|access) (?:file|directory)|ENOENT|checkpoint record|does not exist/i,
    (folder, said) => `${folder} is not whole (${said}): ${RESTORE}`,
  ],
];

/**
 * One line on why the database in `folder` cannot be opened and what to do. `lines` are PostgreSQL's log of the attempt,
 * `message` what the attempt itself reports.
 */
export function whyNotOpened(folder: string, lines: readonly string[], message: string): string {
  const said = lines.map(fatalOf).filter((text) => text !== null);
  const details = lines.map((line) => DETAIL.exec(line)?.[1]).filter((text) => text !== undefined);
  const all = [...said, ...details, ...lines, message].join('\n');
  // The server names its own view of the folder.
  const shown = [said.at(-1) ?? message, ...(said.length > 0 ? details.slice(-1) : [])]
    .join(': ')
    .replaceAll('/pglite/data', folder);
  const known = KNOWN.find(([pattern]) => pattern.test(all));
  return known === undefined ? shown : known[1](folder, shown);
}
