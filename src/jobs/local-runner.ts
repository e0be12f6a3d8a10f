import { MOST_ATTEMPTS, type Job, type JobRunner } from './job';

const FIRST_RETRY_MS = 1_000;

/**
 * Runs the jobs in this process, for the embedded database, which no second one can open: each at once, which makes up for
 * what was missed, and then at its interval.
 *
 * @param firstRetryMs milliseconds until a run that failed is tried again, doubled with each attempt
 */
export function openLocalRunner(jobs: readonly Job[], firstRetryMs = FIRST_RETRY_MS): JobRunner {
  const lanes = jobs.map((job) => new Lane(job, firstRetryMs));
  return {
    counts: async () => ({ waiting: 0, failed: lanes.filter(({ hasFailed }) => hasFailed).length }),
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

/** The runs of one job, one at a time. */
class Lane {
  readonly #job: Job;
  readonly #firstRetryMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;
  /** Whether the attempts of the last run were used up. */
  hasFailed = false;

  constructor(job: Job, firstRetryMs: number) {
    this.#job = job;
    this.#firstRetryMs = firstRetryMs;
    this.#after(0, 1);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #after(milliseconds: number, attempt: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run(attempt);
    }, milliseconds).unref();
  }

  async #run(attempt: number): Promise<void> {
    try {
      await this.#job.run();
      this.hasFailed = false;
      this.#after(this.#job.everyMs, 1);
    } catch {
      // Whoever made the job has told of it.
      this.hasFailed = attempt >= MOST_ATTEMPTS;
      if (this.hasFailed) this.#after(this.#job.everyMs, 1);
      else this.#after(this.#firstRetryMs * 2 ** (attempt - 1), attempt + 1);
    }
  }
}
