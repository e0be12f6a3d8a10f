import type { Terminal } from '../terminal';

/** Events between two lines of progress. */
const STEP = 20_000;

export interface Progress {
  readonly count: (events: number) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** Counts events on standard error, where a person looks at it. */
export function progressOn(terminal: Terminal): Progress {
  let total = 0;
  let shown = 0;
  return {
    count: (events) => {
      total += events;
      if (!process.stderr.isTTY || total - shown < STEP) return;
      shown = total;
      terminal.err(`\r${shown.toLocaleString('en-GB')} events`);
    },
    clear: () => {
      if (shown > 0) terminal.err('\r\u001b[K');
    },
  };
}
