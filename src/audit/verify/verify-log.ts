import type { Kysely } from 'kysely';
import type { Database } from '../../store';
import type { Verifier } from '../checkpoint';
import { GENESIS, type Link } from '../leaf';
import { CompactRange, type TreeHead } from '../merkle';
import { leavesOf } from '../read-leaves';
import { checkpointFault, Checkpoints } from './checkpoints';
import { keyFault } from './key-fault';
import type { LogFault, LogReport } from './report';
import { rowFault, type Row } from './row-fault';

export interface VerifyLogOptions {
  readonly log: string;
  /** Who may have signed its checkpoints; without them signatures are not checked. */
  readonly verifiers: readonly Verifier[] | undefined;
  /** A tree whose events count as checked: of them the hashes alone are read. */
  readonly since?: TreeHead;
  /** Called with the number of events that were walked since the last call. */
  readonly onProgress?: (events: number) => void;
}

/** Events that are read at a time, so that memory does not grow with the log. */
const CHUNK = 1_000;

/** Walks one log against its hashes, its columns, its checkpoints, its head and its keys. */
export const verifyLog = (db: Kysely<Database>, options: VerifyLogOptions): Promise<LogReport> =>
  new LogWalk(db, options).run();

class LogWalk {
  readonly #db: Kysely<Database>;
  readonly #options: VerifyLogOptions;
  readonly #tree = CompactRange.empty();
  readonly #checkpoints: Checkpoints;
  #last: Link = GENESIS;
  #held = 0;

  constructor(db: Kysely<Database>, options: VerifyLogOptions) {
    this.#db = db;
    this.#options = options;
    const after = options.since?.size ?? Number.MIN_SAFE_INTEGER;
    this.#checkpoints = new Checkpoints(db, { log: options.log, after });
  }

  async run(): Promise<LogReport> {
    const first = await this.#earliest();
    if (first !== undefined && first < 1) return this.#report('INSERTED', first);
    const skipped = await this.#skip();
    if (skipped !== undefined) return skipped;
    for (;;) {
      const rows = await this.#rowsAhead(CHUNK);
      for (const row of rows) {
        const report = await this.#walk(row);
        if (report !== undefined) return report;
      }
      this.#options.onProgress?.(rows.length);
      if (rows.length > 0) continue;
      const report = await this.#atTheEnd();
      if (report !== undefined) return report;
    }
  }

  /** Passes over the events that `since` states, by their hashes; a report where they are not those. */
  async #skip(): Promise<LogReport | undefined> {
    const { since, log } = this.#options;
    if (since === undefined) return undefined;
    for await (const { sequence, hash } of leavesOf(this.#db, { log, to: since.size })) {
      if (sequence !== this.#last.sequence + 1) return this.#report('MISSING');
      this.#tree.append(Buffer.from(hash, 'hex'));
      this.#last = { sequence, hash };
    }
    if (this.#tree.size < since.size) return this.#report('MISSING');
    return this.#tree.root().equals(since.root)
      ? undefined
      : this.#report('CHECKPOINT_CONTRADICTED', since.size);
  }

  async #walk(row: Row): Promise<LogReport | undefined> {
    const what = rowFault(row, this.#last);
    if (what !== undefined) return this.#report(what);
    this.#last = { sequence: row.sequence, hash: row.hash };
    this.#tree.append(Buffer.from(row.hash, 'hex'));
    return this.#checkCheckpoint();
  }

  async #checkCheckpoint(): Promise<LogReport | undefined> {
    const checkpoint = await this.#checkpoints.next();
    if (checkpoint === undefined || checkpoint.tree_size > this.#tree.size) return undefined;
    if (checkpoint.tree_size < this.#tree.size)
      return this.#report('CHECKPOINT_ALTERED', checkpoint.tree_size);
    const what = checkpointFault(checkpoint, { tree: this.#tree, verifiers: this.#options.verifiers });
    if (what !== undefined) return this.#report(what, checkpoint.tree_size);
    this.#held += 1;
    this.#checkpoints.take();
    return undefined;
  }

  /** The report once no event follows; undefined when events have come meanwhile. */
  async #atTheEnd(): Promise<LogReport | undefined> {
    const last = this.#last;
    // Head and checkpoint are read after the rows: what was appended meanwhile shows as one that is further on.
    const head = await this.#db
      .selectFrom('audit_head')
      .select(['sequence', 'hash', 'nodes'])
      .where('log', '=', this.#options.log)
      .executeTakeFirst();
    const known = Math.max(head?.sequence ?? 0, await this.#checkpoints.largest());
    if (known > last.sequence)
      return (await this.#rowsAhead(1)).length > 0 ? undefined : this.#report('MISSING');
    const left = await this.#checkpoints.next();
    if (left !== undefined) return this.#report('CHECKPOINT_ALTERED', left.tree_size);
    if (head === undefined) return this.#report('MISSING');
    if (head.sequence < last.sequence) return this.#report('INSERTED', head.sequence + 1);
    if (head.hash !== last.hash) return this.#report('ALTERED', last.sequence);
    if (head.nodes !== this.#tree.toString()) return this.#report('HEAD_ALTERED', last.sequence);
    const { log, since } = this.#options;
    const unfound = await keyFault(this.#db, { log, from: since?.size ?? 0, to: last.sequence });
    return unfound === undefined ? this.#report() : this.#report('COLUMN_ALTERED', unfound);
  }

  #report(what?: LogFault, sequence = this.#last.sequence + 1): LogReport {
    const { log } = this.#options;
    return {
      log,
      ok: what === undefined,
      events: this.#last.sequence,
      checkpoints: this.#held,
      head: this.#last,
      root: this.#tree.root().toString('hex'),
      ...(what !== undefined && { fault: { log, sequence, what } }),
    };
  }

  async #earliest(): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('audit_event')
      .select('sequence')
      .where('log', '=', this.#options.log)
      .orderBy('sequence')
      .limit(1)
      .executeTakeFirst();
    return row?.sequence;
  }

  #rowsAhead(limit: number): Promise<Row[]> {
    return this.#db
      .selectFrom('audit_event')
      .selectAll()
      .where('log', '=', this.#options.log)
      .where('sequence', '>', this.#last.sequence)
      .orderBy('sequence')
      .limit(limit)
      .execute();
  }
}
