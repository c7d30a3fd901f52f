// What a database does to a caller that has asked nothing wrong: it takes too long, or it does not answer. Everything
// else that a driver reports is a bug, or a constraint that the caller knows how to tell.

/**
 * `TIMEOUT`: the work itself took longer than it may. `UNAVAILABLE`: the database does not answer, or has no room to
 * write; the same request may work later. `CANCELLED`: whoever asked has left.
 */
export type DatabaseFailureKind = 'TIMEOUT' | 'UNAVAILABLE' | 'CANCELLED';

export class DatabaseFailure extends Error {
  readonly kind: DatabaseFailureKind;

  /** The message is for whoever asked: it names no host and no statement. */
  constructor(kind: DatabaseFailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

export function unavailable(
  cause?: unknown,
  message = 'The database does not answer: try again later',
): DatabaseFailure {
  return new DatabaseFailure('UNAVAILABLE', message, { cause });
}

/** SQLSTATE (PostgreSQL, appendix A): the server ended the statement because it took too long, or too much. */
const TOO_MUCH: Record<string, string> = {
  '57014': 'The query took too long and was ended: ask for less',
  '53400': 'The query needs more temporary space than one query may use: ask for less',
};

const NO_ROOM = 'The disk of the database is full: nothing can be stored until there is room';

/** SQLSTATE: the server is out of reach, ending, starting, has no connection left, or no such database any longer. */
const UNAVAILABLE = new Set(['57P01', '57P02', '57P03', '53300', '3D000', '25006']);

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // the server's socket is a file
]);

/** Of Prisma's client: cannot reach, timed out, connection closed, no connection in time, transaction lost or not begun. */
const PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);

/** What pg and its pool say without a code. */
const LOST = /^(Connection terminated|timeout (expired|exceeded)|Client has encountered a connection error)/;

/**
 * The failure that an error of pg or of Prisma stands for, where it is the database's; null for anything else. Looks
 * through causes, and into what Prisma's adapter wraps.
 */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  for (const one of layersOf(error)) {
    if (one instanceof DatabaseFailure) return one;
    const { code, originalCode, message } = one as { code?: unknown; originalCode?: unknown; message?: unknown };
    for (const state of [originalCode, code]) {
      if (typeof state !== 'string') continue;
      const tooMuch = TOO_MUCH[state];
      if (tooMuch !== undefined) return new DatabaseFailure('TIMEOUT', tooMuch, { cause: error });
      if (state === '53100') return unavailable(error, NO_ROOM);
      if (state.startsWith('08') || UNAVAILABLE.has(state) || PRISMA.has(state)) return unavailable(error);
      if (NETWORK.has(state) && isOfNetwork(one)) return unavailable(error);
    }
    if (typeof message === 'string' && LOST.test(message)) return unavailable(error);
  }
  return null;
}

/** A file that is missing has a code of the network's too, but its error names a path that is no socket. */
function isOfNetwork(error: object): boolean {
  const { syscall } = error as { syscall?: unknown };
  return syscall === undefined || ['connect', 'read', 'write', 'getaddrinfo'].includes(String(syscall));
}

function* layersOf(error: unknown): Generator<object> {
  const seen = new Set<unknown>();
  const waiting = [error];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    yield one;
    const { cause, meta, errors } = one as {
      cause?: unknown;
      meta?: { driverAdapterError?: unknown };
      errors?: unknown;
    };
    waiting.push(cause, meta?.driverAdapterError, ...(Array.isArray(errors) ? errors : []));
  }
}

/** Whether the connection itself is lost, so that the same statement may run on another. */
export function isLost(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return ['57P01', '57P02', 'ECONNRESET', 'EPIPE'].includes(code);
  return typeof message === 'string' && message.startsWith('Connection terminated');
}
