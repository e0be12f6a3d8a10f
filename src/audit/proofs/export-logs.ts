import type { Kysely } from 'kysely';
import type { Database } from '../../store';
import { logNames } from '../read-leaves';
import { Checkpoints } from '../verify/checkpoints';

/** One line of an export: an event, a checkpoint after the last event that it covers, or a log's head. */
export type ExportLine =
  | {
      readonly kind: 'event';
      readonly log: string;
      readonly sequence: number;
      readonly hash: string;
      readonly payload: string;
    }
  | {
      readonly kind: 'checkpoint';
      readonly log: string;
      readonly size: number;
      readonly root: string;
      readonly note: string;
    }
  | {
      readonly kind: 'head';
      readonly log: string;
      readonly sequence: number;
      readonly hash: string;
      readonly nodes: string;
    };

const CHUNK = 1_000;

/** Everything that it takes to verify the logs elsewhere: leaves, checkpoints, heads; as they stand, faults and all. */
export async function* exportLogs(
  db: Kysely<Database>,
  { log }: { readonly log?: string } = {},
): AsyncGenerator<ExportLine> {
  for (const name of log === undefined ? await logNames(db) : [log]) yield* exportLog(db, name);
}

async function* exportLog(db: Kysely<Database>, log: string): AsyncGenerator<ExportLine> {
  const checkpoints = new Checkpoints(db, { log, after: Number.MIN_SAFE_INTEGER });
  let last = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await db
      .selectFrom('audit_event')
      .select(['sequence', 'hash', 'payload'])
      .where('log', '=', log)
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(CHUNK)
      .execute();
    for (const row of rows) {
      yield* checkpointsBelow(checkpoints, { log, size: row.sequence });
      yield { kind: 'event', log, ...row };
      last = row.sequence;
    }
    if (rows.length > 0) continue;
    const head = await db
      .selectFrom('audit_head')
      .select(['sequence', 'hash', 'nodes'])
      .where('log', '=', log)
      .executeTakeFirst();
    if (head !== undefined && head.sequence > last && (await isAhead(db, { log, last }))) continue;
    yield* checkpointsBelow(checkpoints, { log, size: Infinity });
    if (head !== undefined) yield { kind: 'head', log, ...head };
    return;
  }
}

async function* checkpointsBelow(
  checkpoints: Checkpoints,
  { log, size }: { readonly log: string; readonly size: number },
): AsyncGenerator<ExportLine> {
  for (;;) {
    const next = await checkpoints.next();
    if (next === undefined || next.tree_size >= size) return;
    const { tree_size, root, note } = next;
    yield { kind: 'checkpoint', log, size: tree_size, root, note };
    checkpoints.take();
  }
}

async function isAhead(
  db: Kysely<Database>,
  { log, last }: { readonly log: string; readonly last: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('audit_event')
    .select('sequence')
    .where('log', '=', log)
    .where('sequence', '>', last)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
