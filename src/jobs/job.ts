/** Work that comes back. It looks at the state as it is, so that a run that was missed is made up for by the next. */
export interface Job {
  /** In kebab-case; it names the job in the metrics. */
  readonly name: string;
  /** When it runs: minute, hour, day of the month, month, day of the week, in UTC. */
  readonly schedule: string;
  /** Milliseconds from one due time to the next. */
  readonly everyMs: number;
  /** @throws what keeps it from its work; it is tried again then, a few times */
  run(): Promise<void>;
}

/** What runs the jobs. */
export interface JobRunner {
  /** Jobs of all replicas that wait for their turn, and those whose attempts are used up. */
  readonly counts: () => Promise<{ readonly waiting: number; readonly failed: number }>;
  /** Lets a job that runs end, and starts no more. */
  stop(): Promise<void>;
}

/** How often a run is tried before it is given up until the next one is due. */
export const MOST_ATTEMPTS = 5;
