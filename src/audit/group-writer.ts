import type { Kysely } from 'kysely';
import type { Clock } from '../domain/ports';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import { appendEvents, type Pending } from './append-events';
import type { Receipt } from './event';
import { KnownHeads } from './known-heads';

export interface GroupWriterOptions {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  /** Longest wait for a receipt, in milliseconds. */
  readonly deadlineMs: number;
  /** Most events that wait at a time. */
  readonly queueLimit: number;
  /** Called after each commit. */
  readonly onCommitted: (group: { readonly events: number; readonly seconds: number }) => void;
  /** Told of each event that gets no receipt. */
  readonly onRefused: () => void;
}

interface Waiting {
  readonly pending: Pending;
  readonly settle: (outcome: Receipt | GatewayError) => void;
}

/** Events in one statement, at most: it stays far below PostgreSQL's 65,535 parameters. */
const GROUP_LIMIT = 500;

const unavailable = (detail: string, cause?: unknown): GatewayError =>
  new GatewayError('AUDIT_UNAVAILABLE', { detail, cause });

/**
 * Writes events in groups: whatever has come in while one transaction runs shares the next. One transaction runs at a
 * time, so that the logs have one writer here; a group that does not commit is refused as a whole.
 */
export class GroupWriter {
  readonly #options: GroupWriterOptions;
  readonly #queue = new Set<Waiting>();
  readonly #heads: KnownHeads;
  #running: Promise<void> | undefined;

  constructor(options: GroupWriterOptions) {
    this.#options = options;
    this.#heads = new KnownHeads(options.db);
  }

  /** @throws GatewayError AUDIT_UNAVAILABLE when the queue is full, the deadline passes or the commit fails */
  write(pending: Pending): Promise<Receipt> {
    if (this.#queue.size >= this.#options.queueLimit) {
      this.#options.onRefused();
      return Promise.reject(unavailable('the queue is full'));
    }
    return new Promise((resolve, reject) => {
      let isSettled = false;
      const settle = (outcome: Receipt | GatewayError): void => {
        // An event that was late is settled, whatever its commit says afterwards.
        if (isSettled) return;
        isSettled = true;
        clearTimeout(timer);
        this.#queue.delete(waiting);
        if (outcome instanceof GatewayError) {
          this.#options.onRefused();
          reject(outcome);
        } else resolve(outcome);
      };
      const waiting: Waiting = { pending, settle };
      const timer = setTimeout(
        () => settle(unavailable('the deadline has passed')),
        this.#options.deadlineMs,
      );
      this.#queue.add(waiting);
      this.#running ??= this.#run();
    });
  }

  /** Resolves once nothing waits and nothing is being written. */
  async drain(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    // A turn of the event loop lets the requests that arrived together join the first group.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#queue.size > 0) await this.#writeGroup();
    this.#running = undefined;
  }

  async #writeGroup(): Promise<void> {
    const group = [...this.#queue].slice(0, GROUP_LIMIT);
    for (const waiting of group) this.#queue.delete(waiting);
    const began = performance.now();
    try {
      const receipts = await this.#commit(group.map(({ pending }) => pending));
      this.#options.onCommitted({ events: group.length, seconds: (performance.now() - began) / 1_000 });
      group.forEach(({ settle }, index) => settle(receipts[index] ?? unavailable('no receipt')));
    } catch (error) {
      const refusal = unavailable('the events were not committed', error);
      for (const { settle } of group) settle(refusal);
    }
  }

  async #commit(pending: readonly Pending[]): Promise<readonly Receipt[]> {
    const { db, clock } = this.#options;
    const group = { pending, recordedAt: clock.now() };
    return (await this.#heads.append(group)) ?? db.transaction().execute((trx) => appendEvents(trx, group));
  }
}
