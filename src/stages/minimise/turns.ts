import { setImmediate as nextRound } from 'node:timers/promises';

/**
 * Gives those who ask a round of the event loop each, in the order in which they asked. Work that keeps the processor and
 * is asked for by many at once would otherwise be done for all of them before the first of their answers is written: what
 * each has made would be held until then, and nobody else would be heard.
 */
export function inTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => nextRound());
    return last;
  };
}
