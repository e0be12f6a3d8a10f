import type { Logger } from 'pino';

import type { AuditLog, SigningKeys } from '../audit';
import type { Config } from '../config/load';
import type { Clock, Randomness } from '../domain/ports';
import type { Metrics } from '../metrics';
import type { OpenOversight } from '../oversight';
import type { RegisterDependencies } from '../reviews';
import type { Store } from '../store';
import { gatewayJobs } from './gateway-jobs';
import type { Job, JobRunner } from './job';
import { openLocalRunner } from './local-runner';
import { openQueueRunner } from './queue-runner';

export { grantQueue } from './grant-queue';
export { type Job, type JobRunner } from './job';
export { openLocalRunner } from './local-runner';
export { installQueue, openQueueRunner, QUEUE_SCHEMA } from './queue-runner';
export { stageOf } from './due';

/** What the jobs work with. */
export interface JobsOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly metrics: Pick<Metrics, 'job'>;
  readonly store: Store;
  readonly audit: AuditLog;
  readonly signingKeys: SigningKeys;
  readonly registerParts: Pick<RegisterDependencies, 'cipher'>;
  readonly oversight: Pick<OpenOversight, 'watch'>;
}

/** Starts the gateway's jobs: from a queue that replicas share, or in this process where there is only one. */
export function startJobs(options: JobsOptions): JobRunner {
  const { config, log, clock, randomness, store, audit, signingKeys, registerParts, oversight } = options;
  const jobs = gatewayJobs({
    ...{ log, clock, randomness, audit, signingKeys, db: store.db, cipher: registerParts.cipher },
    lookForUnusual: () => oversight.watch.run(),
    webhookUrl: config.noticeWebhookUrl,
    witness: config.witness,
  }).map((job) => counted(job, options));
  if (config.databaseUrl === undefined) return openLocalRunner(jobs);
  return openQueueRunner({
    databaseUrl: config.databaseUrl,
    jobs,
    onFailure: (error) => log.error({ error: kindOf(error) }, 'the job queue broke off; it is opened again'),
  });
}

function counted(
  job: Job,
  { metrics, log }: { readonly metrics: Pick<Metrics, 'job'>; readonly log: Logger },
): Job {
  const { name } = job;
  const run = async (): Promise<void> => {
    const began = performance.now();
    const done = (succeeded: boolean): void =>
      metrics.job({ job: name, succeeded, seconds: (performance.now() - began) / 1_000 });
    try {
      await job.run();
      done(true);
    } catch (error) {
      done(false);
      log.error({ job: name, error: kindOf(error) }, 'a job failed; it is tried again');
      // The queue keeps the words of what it is given.
      throw new Error('the job failed');
    }
  };
  return { ...job, run };
}

/** The kind of an error, for the log: its text may hold data. */
const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
