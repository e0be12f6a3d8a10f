/** The kinds of record that say nothing of what they hold. */
export const RECORD_KINDS = [
  'admission',
  'allergy',
  'appointment',
  'assessment',
  'care plan',
  'condition',
  'contact',
  'diagnosis',
  'encounter',
  'episode',
  'immunisation',
  'medication',
  'observation',
  'order',
  'plan',
  'procedure',
  'referral',
  'report',
  'visit',
] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

/** A source's word for a kind of record, kept only where it is on the list: any other word could be the finding itself. */
export function generaliseRecordKind(kind: string | null | undefined): RecordKind | null {
  const word = (kind ?? '').trim().toLowerCase();
  return RECORD_KINDS.find((known) => known === word) ?? null;
}
