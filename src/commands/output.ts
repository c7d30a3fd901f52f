// Where a command's lines go. A terminal also shows one line that moves while a command works; a file or a pipe gets the
// lines alone.
import type { WriteStream } from 'node:tty';

export interface Output {
  /** A line that stays. */
  print(line: string): void;
  /** What is being done, in the place of what was shown before. */
  progress(text: string): void;
  /** Takes the moving line away. */
  end(): void;
}

/** A command that is done sooner shows no progress. */
const QUIET_MS = 400;
const MOVES_EVERY_MS = 100;
const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];

/** Erases the line and goes back to its beginning (ECMA-48: EL, CR). */
const ERASE = '\r\u001b[2K';

/** The moving line is written to `terminal`, and to nothing if that is none; lines go to `lines`. */
export function outputTo(lines: NodeJS.WritableStream, terminal: WriteStream): Output {
  const print = (line: string) => void lines.write(`${line}\n`);
  if (!terminal.isTTY) return { print, progress: () => {}, end: () => {} };
  const began = performance.now();
  let text = '';
  let isShown = false;
  let frame = 0;
  const erase = () => {
    if (isShown) terminal.write(ERASE);
    isShown = false;
  };
  const draw = () => {
    const elapsed = performance.now() - began;
    if (text === '' || elapsed < QUIET_MS) return;
    const moving = FRAMES[frame++ % FRAMES.length];
    const line = `${moving} ${text}  ${(elapsed / 1000).toFixed(0)} s`;
    terminal.write(`${ERASE}${[...line].slice(0, Math.max(1, (terminal.columns || 80) - 1)).join('')}`);
    isShown = true;
  };
  const timer = setInterval(draw, MOVES_EVERY_MS);
  timer.unref();
  return {
    print: (line) => {
      erase();
      print(line);
    },
    progress: (now) => {
      text = now;
    },
    end: () => {
      clearInterval(timer);
      erase();
    },
  };
}
