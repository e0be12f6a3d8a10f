/**
 * What is known of a person that narrows every pack (catalogue, section 0, steps 1 and 2). A flag is told to nobody but
 * the review's coordinator.
 */
export const SUBJECT_FLAGS = [
  /** The address must not be found out (catalogue A21). */
  'PROTECTED_ADDRESS',
  /** The old and the new identity must not be linked (catalogue A19). */
  'ADOPTED',
  /** That there is a record at all must not be found out (catalogue A20). */
  'PROTECTED_PERSON',
  /** Processing is restricted (UK GDPR art. 18). */
  'RESTRICTED_PROCESSING',
  /** Protected information under the Gender Recognition Act 2004, s. 22. */
  'GENDER_RECOGNITION',
  /** Added late or in unusual number by one person; another has to agree first (catalogue A25). */
  'UNCONFIRMED',
] as const;

export type SubjectFlag = (typeof SUBJECT_FLAGS)[number];

export type SubjectFlags = ReadonlySet<SubjectFlag>;

/** Whether the person is on the list at all for this recipient; who is not looks like nobody. */
export function isListed(
  flags: SubjectFlags,
  { isCoordinator }: { readonly isCoordinator: boolean },
): boolean {
  if (flags.has('RESTRICTED_PROCESSING') || flags.has('UNCONFIRMED')) return false;
  return isCoordinator || !(flags.has('ADOPTED') || flags.has('PROTECTED_PERSON'));
}
