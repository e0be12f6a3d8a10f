import { setTimeout as sleep } from 'node:timers/promises';

import { Logger, parseCronItems, run, runMigrations, type Runner, type TaskList } from 'graphile-worker';
import { Pool } from 'pg';

import { MOST_ATTEMPTS, type Job, type JobRunner } from './job';

/** The schema of the queue, beside the gateway's tables. */
export const QUEUE_SCHEMA = 'gateway_jobs';

/** Connections of one replica to the queue: one that listens, and those that jobs are taken and settled with. */
const CONNECTIONS = 3;
const CONNECT_TIMEOUT_MS = 5_000;
/** Milliseconds until a queue that broke is opened again. */
const REOPEN_MS = 5_000;
/** The library's own words may hold what a database said; faults are told by the runner. */
const silent = new Logger(() => () => undefined);

export interface QueueRunnerOptions {
  /** A PostgreSQL connection URI. */
  readonly databaseUrl: string;
  readonly jobs: readonly Job[];
  /** Told of what keeps the queue from working; it is opened again. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Runs the jobs from a queue in PostgreSQL, which all replicas share (Graphile Worker): each due time is entered once, and
 * taken by one of them. A replica that dies gives its job back after the time that the library allows.
 */
export function openQueueRunner({ databaseUrl, jobs, onFailure }: QueueRunnerOptions): JobRunner {
  const pool = openPool(databaseUrl);
  let runner: Runner | undefined;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const keepOpen = async (): Promise<void> => {
    while (!isStopping()) {
      try {
        runner = await openRunner(pool, jobs);
        if (isStopping()) return;
        await runner.promise;
      } catch (error) {
        if (!isStopping()) onFailure(error);
      }
      await sleep(REOPEN_MS, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
    }
  };
  const kept = keepOpen();
  return {
    counts: () => countJobs(pool),
    stop: async () => {
      stopping.abort();
      await runner?.stop().catch(() => undefined);
      await kept;
      await runner?.stop().catch(() => undefined);
      await pool.end();
    },
  };
}

/** Makes the queue's tables where they are missing; replicas that start together end with the same. */
export async function installQueue(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, schema: QUEUE_SCHEMA, logger: silent });
}

function openPool(databaseUrl: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // A connection that breaks must not end the process; the next query says that the database is away.
  const ignore = (): void => undefined;
  pool.on('error', ignore).on('connect', (client) => client.on('error', ignore));
  return pool;
}

function openRunner(pgPool: Pool, jobs: readonly Job[]): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(jobs.map((job) => [job.name, () => job.run()]));
  return run({
    pgPool,
    schema: QUEUE_SCHEMA,
    taskList,
    concurrency: 1,
    // The gateway drains as a whole.
    noHandleSignals: true,
    logger: silent,
    // Settling in batches (of whatever is done at the moment) is the library's one way that catches what a lost connection
    // throws: elsewhere that ends the process as an unhandled rejection.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    parsedCronItems: parseCronItems(
      jobs.map(({ name, schedule, everyMs }) => ({
        task: name,
        match: schedule,
        // Of due times that passed while no replica ran the last is made up for: one run sees all of the state. One that
        // nobody has taken yet gives its place to the next.
        options: { backfillPeriod: everyMs, maxAttempts: MOST_ATTEMPTS, jobKey: name },
      })),
    ),
  });
}

async function countJobs(pool: Pool): Promise<{ readonly waiting: number; readonly failed: number }> {
  const { rows } = await pool.query<{ waiting: string; failed: string }>(
    `select count(*) filter (where attempts < max_attempts) as waiting,
            count(*) filter (where attempts >= max_attempts and locked_at is null) as failed
     from ${QUEUE_SCHEMA}.jobs`,
  );
  return { waiting: Number(rows[0]?.waiting ?? 0), failed: Number(rows[0]?.failed ?? 0) };
}
