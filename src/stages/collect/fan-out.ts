import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  circuitBreaker,
  handleWhenResult,
  retry,
  type CircuitBreakerPolicy,
  type RetryPolicy,
} from 'cockatiel';

import type { AgencyId } from '../../domain/ids';
import { nothing, type AgencyAnswer } from './request';

/** Whether an agency is asked: as usual, not for now, or by one request that tries whether it is back. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export interface FanOutOptions {
  /** Requests in a row without an answer after which an agency is not asked for a while; 5 by default. */
  readonly failures?: number;
  /** Milliseconds for which it is not asked; 10,000 by default. One request then tries whether it is back. */
  readonly pauseMs?: number;
  /** Hears of each change, for the operational log. */
  readonly onChange?: (agency: AgencyId, state: BreakerState) => void;
}

/** How agencies are called: a circuit breaker for each, and another attempt where one may help. */
export interface FanOut {
  /**
   * Calls one agency. A connection that was refused or broke, and an answer that says to try again, is tried twice more
   * with jitter between, as long as `signal` allows; reading twice changes nothing. An agency that has not answered for a
   * while is not called. It never throws what `attempt` does not.
   */
  call(
    to: { readonly agency: AgencyId; readonly endpoint: URL },
    attempt: () => Promise<AgencyAnswer>,
    signal: AbortSignal,
  ): Promise<AgencyAnswer>;
  /** The state of each agency that was called since the start. */
  states(): ReadonlyMap<AgencyId, BreakerState>;
}

const FAILURES = 5;
const PAUSE_MS = 10_000;
/** Further attempts after the first. */
const RETRIES = 2;
/** Milliseconds before the second attempt, and at most before a later one; jitter is added by the library. */
const BACKOFF = { initialDelay: 40, maxDelay: 1_000 };

const STATES: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.Isolated]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
};

const isAnswer = (value: unknown): value is AgencyAnswer =>
  typeof value === 'object' && value !== null && 'status' in value;

export function openFanOut(options: FanOutOptions = {}): FanOut {
  const breakers = new Map<AgencyId, { readonly endpoint: string; readonly breaker: CircuitBreakerPolicy }>();
  const again: RetryPolicy = retry(
    handleWhenResult((answer) => isAnswer(answer) && answer.transient),
    { maxAttempts: RETRIES, backoff: new ExponentialBackoff(BACKOFF) },
  );
  const breakerOf = (agency: AgencyId, { href: endpoint }: URL): CircuitBreakerPolicy => {
    const known = breakers.get(agency);
    // An agency that has moved starts afresh.
    if (known?.endpoint === endpoint) return known.breaker;
    const breaker = newBreaker(options);
    breaker.onStateChange((state) => options.onChange?.(agency, STATES[state]));
    breakers.set(agency, { endpoint, breaker });
    return breaker;
  };
  return Object.freeze({
    call: async (
      { agency, endpoint }: { readonly agency: AgencyId; readonly endpoint: URL },
      attempt: () => Promise<AgencyAnswer>,
      signal: AbortSignal,
    ) => {
      try {
        return await breakerOf(agency, endpoint).execute(() => again.execute(attempt, signal));
      } catch (error) {
        if (error instanceof BrokenCircuitError) return nothing('UNAVAILABLE');
        throw error;
      }
    },
    states: () => new Map([...breakers].map(([agency, { breaker }]) => [agency, STATES[breaker.state]])),
  });
}

const newBreaker = ({ failures = FAILURES, pauseMs = PAUSE_MS }: FanOutOptions): CircuitBreakerPolicy =>
  circuitBreaker(
    handleWhenResult((answer) => isAnswer(answer) && answer.status === 'UNAVAILABLE'),
    { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(failures) },
  );
