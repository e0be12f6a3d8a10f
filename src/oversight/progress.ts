import type { Kysely } from 'kysely';

import type { Database } from '../store';

/** A log of the record, and how far its events have been counted and looked at: places in it, 0 for none. */
export interface LogProgress {
  readonly log: string;
  /** The last event. */
  readonly head: number;
  readonly tallied: number;
  readonly looked: number;
}

/**
 * How far the logs are that have something new to the watch. It reads the heads, a row for each log, since the watch asks
 * after nearly every answer; a log that lost its head is what verification finds.
 */
export async function logsWithNews(db: Kysely<Database>): Promise<readonly LogProgress[]> {
  const rows = await db
    .selectFrom('audit_head as head')
    .leftJoin('oversight_progress as progress', 'progress.log', 'head.log')
    .select(['head.log', 'head.sequence as head', 'progress.tallied', 'progress.sequence as looked'])
    .orderBy('head.log')
    .execute();
  return rows
    .map(({ log, head, tallied, looked }) => ({ log, head, tallied: tallied ?? 0, looked: looked ?? 0 }))
    .filter(({ head, tallied, looked }) => tallied < head || looked < head);
}
