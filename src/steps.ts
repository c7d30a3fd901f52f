// What a start is doing, told in the log with the time since its first moment.
import type { Logger } from './log.js';

/** Told each step as it begins, as in "loading the starter record". */
export type TellStep = (step: string) => void;

/** How often a step that takes its time is told again. */
const TOLD_AGAIN_MS = 5000;

export function followSteps(log: Logger) {
  const began = performance.now();
  const elapsed = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  let current = 'starting';
  const again = setInterval(() => log.info(`still ${current}… (${elapsed()})`), TOLD_AGAIN_MS);
  again.unref();
  return {
    current: () => current,
    tell: (step: string) => {
      current = step;
      log.info(`${step}… (${elapsed()})`);
      again.refresh();
    },
    done: () => clearInterval(again),
  };
}
