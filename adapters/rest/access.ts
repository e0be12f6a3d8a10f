import type { AccessLimitations, ProbationCase } from './native';

/**
 * Whether a case is open to reading: it exists under exactly this `crn`, every record of it says that there is
 * neither exclusion nor restriction, and its limitations name no one. `limitations` is null when they could not be
 * read; not knowing means no.
 */
export function isOpenCase(
  crn: string,
  records: readonly ProbationCase[],
  limitations: AccessLimitations | null,
): boolean {
  if (limitations === null || records.length === 0) return false;
  if (limitations.excludedFrom.length > 0 || limitations.restrictedTo.length > 0) return false;
  return records.every(
    (record) =>
      record.otherIds.crn === crn && record.currentExclusion === false && record.currentRestriction === false,
  );
}
