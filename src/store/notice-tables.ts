import type { ColumnType } from 'kysely';

/** That something is due, or late: which kind of thing, and whose; nothing of whom it is about. */
interface DueNoticeTable {
  id: string;
  kind: string;
  /** The contact check, review or request. */
  reference: string;
  /** ISO 8601 calendar date; null where the day itself may tell a date of birth. */
  due_on: string | null;
  agency_id: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  notified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

/** The table of what was said to be due. */
export interface NoticeTables {
  due_notice: DueNoticeTable;
}
