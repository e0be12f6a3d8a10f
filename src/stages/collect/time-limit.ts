import { setMaxListeners } from 'node:events';

/** A time that something may take. Ended when that is over, it holds neither a timer nor a listener any more. */
export interface TimeLimit {
  /** Aborted when the time is over, or when the signal above it is. */
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/**
 * Starts a time limit, which its opener ends. `AbortSignal.timeout` would stay, with all that listens to it, until its time
 * is over: many times as long as an answer takes.
 *
 * @param ms milliseconds
 * @param above aborts this one too
 */
export function openTimeLimit(ms: number, above?: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (): void => controller.abort();
  // One listener for each agency that is asked, however many there are.
  setMaxListeners(0, signal);
  const timer = setTimeout(abort, ms);
  timer.unref();
  if (above?.aborted) abort();
  else above?.addEventListener('abort', abort, { once: true });
  return {
    signal,
    end: () => {
      clearTimeout(timer);
      above?.removeEventListener('abort', abort);
    },
  };
}

/** What `value` comes to, or `late` as soon as the signal is aborted, whatever still waits for the value. */
export async function orWhenAborted<Value>(
  value: Promise<Value>,
  signal: AbortSignal,
  late: Value,
): Promise<Value> {
  let end = (): void => undefined;
  const aborted = new Promise<Value>((resolve) => {
    end = () => resolve(late);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  try {
    // The race listens to the value also where it is too late, so that what it throws then ends nothing.
    return await Promise.race([value, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
