import { generaliseDate } from './date';
import { generaliseRecordKind, type RecordKind } from './record-kind';

/** What the ladder climbs from. */
export type HealthEntry = Readonly<Partial<Record<'kind' | 'from' | 'to', string | null | undefined>>>;

/** What is left of a health record: that there was one of this kind, and when, in years. */
export interface GeneralisedHealth {
  readonly kind: RecordKind | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** A health record to its kind and years; codes, descriptions, narratives and services go. */
export const generaliseHealth = (record: HealthEntry): GeneralisedHealth => ({
  kind: generaliseRecordKind(record.kind),
  from: generaliseDate(record.from),
  to: generaliseDate(record.to),
});
