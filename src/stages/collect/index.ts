import DataLoader from 'dataloader';
import type { Dispatcher } from 'undici';

import type { AgencyRecord } from '../../domain/agency-source';
import type { AgencyId, RecordHandle, SubjectId } from '../../domain/ids';
import type { Clock } from '../../domain/ports';
import type { AgencyStatus } from '../../domain/review';
import type { AgencyPlan, Planned } from '../plan';
import { askAgency, nothing, type AgencyAnswer } from './request';

declare const collected: unique symbol;

/** One agency's part of the answer, as it came: nothing of it has been checked against the plan yet. */
export interface RawReturn {
  readonly plan: AgencyPlan;
  readonly status: AgencyStatus;
  readonly retrievedAt: Date;
  readonly records: ReadonlyMap<SubjectId, AgencyRecord>;
}

/** What the agencies returned. */
export interface Collected {
  readonly [collected]: true;
  readonly planned: Planned;
  readonly returns: readonly RawReturn[];
}

/** How the agencies are reached. */
export interface CollectDependencies {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** Milliseconds that one agency has to answer. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  /** Where an agency's subgraph answers; undefined when it has none. */
  endpointOf(agency: AgencyId): Promise<URL | undefined>;
}

/**
 * Asks every planned agency in parallel, each once, within its deadline. An agency of which nothing is permitted, or
 * which holds no record of a subject, is not asked.
 */
export async function collect(planned: Planned, dependencies: CollectDependencies): Promise<Collected> {
  const returns = await Promise.all(planned.agencies.map((plan) => collectOne(plan, dependencies)));
  return Object.freeze({ planned, returns: Object.freeze(returns) }) as Collected;
}

async function collectOne(plan: AgencyPlan, dependencies: CollectDependencies): Promise<RawReturn> {
  const records = new Map<SubjectId, AgencyRecord>();
  const done = (status: AgencyStatus): RawReturn => ({
    plan,
    status,
    retrievedAt: dependencies.clock.now(),
    records,
  });
  const endpoint =
    plan.fields.size === 0 || plan.records.size === 0
      ? undefined
      : await dependencies.endpointOf(plan.agency);
  if (!endpoint) return done('NOT_ASKED');

  let status: AgencyStatus = 'UNAVAILABLE';
  // The loader turns the subjects' look-ups of this operation into one request; it lives as long as the operation.
  const loader = new DataLoader<RecordHandle, AgencyRecord | null>(async (handles) => {
    const answer = await ask({ plan, endpoint, handles }, dependencies);
    status = answer.status;
    return handles.map((handle) => answer.records.get(handle) ?? null);
  });
  await Promise.all(
    [...plan.records].map(async ([subject, handle]) => {
      const record = await loader.load(handle);
      if (record !== null) records.set(subject, record);
    }),
  );
  return done(status);
}

interface Question {
  readonly plan: AgencyPlan;
  readonly endpoint: URL;
  readonly handles: readonly RecordHandle[];
}

async function ask(
  { plan, endpoint, handles }: Question,
  dependencies: CollectDependencies,
): Promise<AgencyAnswer> {
  const { dispatcher, deadlineMs, maxBytes } = dependencies;
  const signal = AbortSignal.timeout(deadlineMs);
  const timedOut = new Promise<AgencyAnswer>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(nothing('UNAVAILABLE'));
    });
  });
  return Promise.race([
    askAgency({
      dispatcher,
      endpoint,
      handles,
      fields: plan.fields,
      period: plan.period,
      maxBytes,
      signal,
    }),
    timedOut,
  ]);
}
