// The log: JSON lines for machines, plain lines for a person at a terminal.
import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

export type { Logger };

export function createLog(level: string, output: NodeJS.WriteStream = process.stdout): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.authorization', '*.secret', '*.key'], censor: '(secret)' },
  };
  return output.isTTY ? pino(options, plainLines(output)) : pino(options, output);
}

function plainLines(output: NodeJS.WriteStream): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      const { level, time, msg, err, ...rest } = JSON.parse(String(chunk));
      const details = Object.entries(rest).map(
        ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      );
      const mark = level >= 50 ? 'error: ' : level >= 40 ? 'warning: ' : '';
      output.write(`${[time.slice(11, 19), `${mark}${msg}`, ...details].join('  ')}\n`);
      if (err?.stack !== undefined) output.write(`${err.stack}\n`);
      done();
    },
  });
}
