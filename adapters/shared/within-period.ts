import type { AgencyRecord, ReadOptions } from '../../src/domain/agency-source';
import { DATED_FIELDS, liesOutside } from '../../src/domain/period';

/** The record without statements that lie wholly outside the period; for sources that cannot leave them unread. */
export function withinPeriod(record: AgencyRecord, { period }: ReadOptions): AgencyRecord {
  if (!period) return record;
  const dated = DATED_FIELDS.flatMap((field) => {
    const statements = record[field];
    return statements ? [[field, statements.filter((one) => !liesOutside(one, period))] as const] : [];
  });
  return { ...record, ...Object.fromEntries(dated) };
}
