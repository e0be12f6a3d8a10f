import type { AgencyId } from '../../domain/ids';
import type { Agreement, PartyClass } from '../../policy/party';

/** How the agreement that the data flow under stands towards one recipient. */
export const AGREEMENT_STATES = [
  'NOT_NEEDED',
  'IN_FORCE',
  'NOT_A_PARTY',
  'NOT_SIGNED',
  'TERMINATED',
] as const;

export type AgreementState = (typeof AGREEMENT_STATES)[number];

/**
 * How an agreement stands on a day: both the recipient and the coordinating agency are listed and have signed, and no
 * notice of termination has taken effect (S3-65). A review of it that is overdue changes nothing here: that warns.
 *
 * @param agreement null where the pack names none.
 * @param today ISO 8601 date.
 */
export function agreementState(
  agreement: Agreement | null,
  agencies: readonly AgencyId[],
  today: string,
): AgreementState {
  if (agreement === null) return 'NOT_NEEDED';
  const { terminatedOn, parties } = agreement;
  if (terminatedOn !== null && terminatedOn <= today) return 'TERMINATED';
  const listed = agencies.map((agency) => parties.filter((party) => party.agency === agency));
  if (listed.some((entries) => entries.length === 0)) return 'NOT_A_PARTY';
  const signed = listed.every((entries) =>
    entries.some(({ status, signedOn }) => status === 'SIGNED' && signedOn !== null && signedOn <= today),
  );
  return signed ? 'IN_FORCE' : 'NOT_SIGNED';
}

/** What the agreement says an agency is; undefined where it does not list it. */
export const partyClass = (agreement: Agreement | null, agency: AgencyId): PartyClass | undefined =>
  agreement?.parties.find((party) => party.agency === agency)?.class;
