import type { Kysely } from 'kysely';
import type { Clock } from '../../domain/ports';
import type { Database } from '../../store';
import { CompactRange } from '../merkle';
import { checkpointText, originOf } from './checkpoint';
import { signNote } from './signed-note';
import type { SigningKeys } from './signing-keys';

export interface CheckpointerOptions {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly keys: SigningKeys;
  /** Milliseconds from an event to the signing of its checkpoint. */
  readonly everyMs: number;
}

/**
 * Signs checkpoints of the logs that have grown: a while after the first event since the last ones, and when asked. One
 * that fails is tried again; the events are durable without it.
 */
export class Checkpointer {
  readonly #options: CheckpointerOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: CheckpointerOptions) {
    this.#options = options;
  }

  /** Says that events may have been written. */
  nudge(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.signGrown().catch(() => {
        this.nudge();
      });
    }, this.#options.everyMs).unref();
  }

  /** Ends the waiting. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Signs a checkpoint of each log that has events after its last one. @throws what the store or the keys throw */
  async signGrown(): Promise<void> {
    const { db, clock, keys } = this.#options;
    const heads = await db
      .selectFrom('audit_head')
      .selectAll()
      .where((eb) =>
        eb(
          'audit_head.sequence',
          '>',
          eb.fn.coalesce(
            eb
              .selectFrom('audit_checkpoint')
              .select((select) => select.fn.max('tree_size').as('size'))
              .whereRef('audit_checkpoint.log', '=', 'audit_head.log'),
            eb.lit(0),
          ),
        ),
      )
      .execute();
    if (heads.length === 0) return;
    const key = await keys.current();
    for (const { log, sequence, nodes } of heads) {
      const root = CompactRange.parse(sequence, nodes).root();
      const origin = originOf(log);
      const note = signNote(checkpointText({ origin, size: sequence, root }), { name: origin, key });
      await db
        .insertInto('audit_checkpoint')
        .values({ log, tree_size: sequence, root: root.toString('hex'), note, created_at: clock.now() })
        // Another replica signed the same tree.
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}
