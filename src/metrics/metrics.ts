import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { AgencyId } from '../domain/ids';
import type { AgencyStatus } from '../domain/review';
import { CATALOGUE, type ErrorCode } from '../errors/catalogue';

/** How an operation ended: `OK`, or the code of its first error. */
export type OperationCode = ErrorCode | 'OK';

/** Whether an agency is asked: as usual, not for now, or by one request that tries whether it is back. */
type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** The connections of a pool. */
export interface PoolUse {
  readonly total: number;
  readonly idle: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
}

/** What is looked at when somebody asks for the metrics, rather than counted as it happens. */
export interface MetricSources {
  readonly breakers: () => ReadonlyMap<AgencyId, BreakerState>;
  readonly pool: () => PoolUse;
  /** Jobs that wait for their turn, and those whose attempts are used up. */
  readonly jobs: () => Promise<{ readonly waiting: number; readonly failed: number }>;
}

/**
 * What the gateway counts of itself (Prometheus). Labels are words of the vocabulary and ids of agencies in the register,
 * so that their number is bounded and none says whom a review is about or who asked.
 */
export interface Metrics {
  operation(done: { readonly code: OperationCode; readonly seconds: number }): void;
  readonly agency: (returned: { readonly agency: AgencyId; readonly status: AgencyStatus }) => void;
  /** A group of audit events that became durable together. */
  auditGroup(group: { readonly events: number; readonly seconds: number }): void;
  /** An audit event that got no receipt. */
  auditFailure(): void;
  job(run: { readonly job: string; readonly succeeded: boolean; readonly seconds: number }): void;
  /** Says where the rest is looked up. */
  observe(sources: MetricSources): void;
  /** Everything, in Prometheus' text format 0.0.4. */
  text(): Promise<string>;
  readonly contentType: string;
}

const CODES: ReadonlySet<string> = new Set(Object.keys(CATALOGUE));

/** A code of the catalogue as it is; whatever else a client might make appear counts as INTERNAL. */
export const operationCode = (code: unknown): OperationCode =>
  typeof code === 'string' && CODES.has(code) ? (code as ErrorCode) : 'INTERNAL';

const OPERATION_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const AUDIT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const GROUP_EVENTS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** A registry of its own, so that two gateways of one process do not count together. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'Operations by how they ended: OK, or the code of the first error.',
    labelNames: ['code'],
    registers,
  });
  const seconds = new Histogram({
    name: 'gateway_operation_seconds',
    help: 'Time from the arrival of an operation to its answer.',
    buckets: OPERATION_SECONDS,
    registers,
  });
  const agencies = new Counter({
    name: 'gateway_agency_answers_total',
    help: 'Parts of answers by agency and by how each went.',
    labelNames: ['agency', 'status'],
    registers,
  });
  const jobs = new Counter({
    name: 'gateway_job_runs_total',
    help: 'Runs of jobs by job and outcome.',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const jobSeconds = new Gauge({
    name: 'gateway_job_last_run_seconds',
    help: 'How long the last run of a job took on this replica.',
    labelNames: ['job'],
    registers,
  });
  return Object.freeze({
    ...auditMetrics(registry),
    operation: ({ code, seconds: took }: Parameters<Metrics['operation']>[0]) => {
      operations.inc({ code });
      seconds.observe(took);
    },
    agency: ({ agency, status }: Parameters<Metrics['agency']>[0]) => agencies.inc({ agency, status }),
    job: ({ job, succeeded, seconds: took }: Parameters<Metrics['job']>[0]) => {
      jobs.inc({ job, outcome: succeeded ? 'SUCCESS' : 'FAILURE' });
      jobSeconds.set({ job }, took);
    },
    observe: (sources: MetricSources) => gaugesOf(sources, registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  });
}

function auditMetrics(registry: Registry): Pick<Metrics, 'auditGroup' | 'auditFailure'> {
  const registers = [registry];
  const took = new Histogram({
    name: 'gateway_audit_append_seconds',
    help: 'Time for a group of audit events to become durable.',
    buckets: AUDIT_SECONDS,
    registers,
  });
  const size = new Histogram({
    name: 'gateway_audit_group_events',
    help: 'Audit events that became durable in one transaction.',
    buckets: GROUP_EVENTS,
    registers,
  });
  const failures = new Counter({
    name: 'gateway_audit_failures_total',
    help: 'Audit events without a receipt: nothing left for them.',
    registers,
  });
  return {
    auditGroup: ({ events, seconds }) => {
      size.observe(events);
      took.observe(seconds);
    },
    auditFailure: () => failures.inc(),
  };
}

function gaugesOf({ breakers, pool, jobs }: MetricSources, registry: Registry): void {
  const registers = [registry];
  const gauge = (options: {
    readonly name: string;
    readonly help: string;
    readonly labelNames: string[];
    readonly collect: (into: Gauge) => void | Promise<void>;
  }): void => {
    const { collect, ...rest } = options;
    const made: Gauge = new Gauge({ ...rest, registers, collect: () => collect(made) });
  };
  gauge({
    name: 'gateway_agency_breaker_open',
    help: 'Whether the circuit breaker of an agency is shut (0), tries (0.5) or is open (1).',
    labelNames: ['agency'],
    collect: (into) => {
      into.reset();
      for (const [agency, state] of breakers()) into.set({ agency }, BREAKER_VALUES[state]);
    },
  });
  gauge({
    name: 'gateway_database_connections',
    help: 'Connections to the database by state; waiting are callers without one.',
    labelNames: ['state'],
    collect: (into) => {
      for (const [state, count] of Object.entries(pool())) into.set({ state }, Number(count));
    },
  });
  gauge({
    name: 'gateway_jobs',
    help: 'Jobs of all replicas: waiting for their turn, or failed with no attempt left.',
    labelNames: ['state'],
    collect: async (into) => {
      // While the database is away nothing is known of its jobs; the other metrics still are.
      into.reset();
      const counted: Readonly<Record<string, number>> = await jobs().catch(() => ({}));
      for (const [state, count] of Object.entries(counted)) into.set({ state }, count);
    },
  });
}

const BREAKER_VALUES: Readonly<Record<BreakerState, number>> = { CLOSED: 0, HALF_OPEN: 0.5, OPEN: 1 };
