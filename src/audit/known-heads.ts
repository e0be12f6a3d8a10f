import { sql, type Kysely } from 'kysely';

import type { Database } from '../store';
import {
  grow,
  growingFrom,
  headColumns,
  receiptsOf,
  type Growing,
  type Head,
  type Pending,
} from './append-events';
import type { Receipt } from './event';
import { logOf, type EventRow } from './leaf';

/** Events that are to be stored together. */
interface Group {
  readonly pending: readonly Pending[];
  readonly recordedAt: Date;
}

/** How often a log may have grown elsewhere, before its row is locked. */
const ATTEMPTS = 2;

/** The columns that are written, each with its type: a list of values has none by itself. */
const COLUMN_TYPES = Object.freeze({
  log: 'text',
  sequence: 'bigint',
  event_id: 'uuid',
  occurred_at: 'timestamptz',
  partnership: 'text',
  review_id: 'text',
  actor_user: 'text',
  actor_agency: 'text',
  action: 'text',
  purpose: 'text',
  outcome: 'text',
  entry_keys: 'text[]',
  payload: 'text',
  hash: 'text',
} satisfies Record<keyof Omit<EventRow, 'position'>, string>);

const COLUMNS = Object.keys(COLUMN_TYPES) as (keyof typeof COLUMN_TYPES)[];

/**
 * Writes a group of one log in a single statement, by the head that this process has left it with. The statement writes
 * only where the head is still that one, and takes its row's lock first, so that it is one writer's turn as in
 * `appendEvents`; where another process has written meanwhile, nothing happens and the head is read anew.
 */
export class KnownHeads {
  readonly #db: Kysely<Database>;
  readonly #known = new Map<string, Head>();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** @returns undefined where nothing was written: of several logs, of a new one, or of one that others write to all the time */
  async append(group: Group): Promise<readonly Receipt[] | undefined> {
    const [log, ...others] = new Set(group.pending.map(({ draft }) => logOf(draft.partnership)));
    if (log === undefined || others.length > 0) return undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const head = this.#known.get(log) ?? (await this.#read(log));
      // What fails may have been written all the same.
      this.#known.delete(log);
      if (!head) return undefined;
      const grown = growingFrom(head);
      const rows = group.pending.map((one) => grow(grown, one, group.recordedAt));
      if (await this.#write(rows, { head, grown })) {
        this.#known.set(log, { log, ...headColumns(grown) });
        return receiptsOf(group.pending, rows);
      }
    }
    return undefined;
  }

  #read(log: string): Promise<Head | undefined> {
    return this.#db.selectFrom('audit_head').selectAll().where('log', '=', log).executeTakeFirst();
  }

  /** @returns whether the rows were written */
  async #write(
    rows: readonly EventRow[],
    { head, grown }: { readonly head: Head; readonly grown: Growing },
  ): Promise<boolean> {
    const { sequence, hash, nodes } = headColumns(grown);
    const columns = sql.join(COLUMNS.map((column) => sql.ref(column)));
    const values = rows.map(
      (row) =>
        sql`(${sql.join(COLUMNS.map((column) => sql`${row[column]}::${sql.raw(COLUMN_TYPES[column])}`))})`,
    );
    const written = await sql`
      with head as (
        update audit_head set sequence = ${sequence}, hash = ${hash}, nodes = ${nodes}
        where log = ${head.log} and sequence = ${head.sequence} and hash = ${head.hash} and nodes = ${head.nodes}
        returning log
      )
      insert into audit_event (${columns})
      select * from (values ${sql.join(values)}) as event (${columns}) where exists (select from head)
      returning sequence`.execute(this.#db);
    return written.rows.length > 0;
  }
}
