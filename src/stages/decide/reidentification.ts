import { CONTACT_CHECK_CATEGORIES, type DataCategory } from '../../domain/data-category';
import type { AgencyId } from '../../domain/ids';
import { isListed, type SubjectFlags } from '../../domain/subject-flag';
import { GatewayError } from '../../errors/gateway-error';
import type { Cell } from '../../policy';
import type { Declared } from '../declare';
import type { ApprovedReidentification } from './approved';
import type { Decided } from './index';
import { lookUpVerdict, type DecideDependencies, type Decision } from './verdict';

/** Whether the way back is open to a person at all; it is shut, and looks like nobody, for those whom nobody may find. */
export const mayBeIdentified = (flags: SubjectFlags): boolean => isListed(flags, { isCoordinator: false });

const identity: ReadonlySet<DataCategory> = new Set(CONTACT_CHECK_CATEGORIES);

const cell = (outcome: Cell['outcome']): Cell =>
  Object.freeze({
    outcome,
    clauses: Object.freeze([]),
    recipient: null,
    conditions: Object.freeze([]),
    then: null,
  });

const IDENTIFIED: Decision = Object.freeze({
  cell: cell('CLEAR'),
  reason: 'Identified by an agency under a request that two people decided on.',
});
const WITHHELD: Decision = Object.freeze({
  cell: cell('WITHHELD'),
  reason: 'Not shared: a re-identification says who somebody is and nothing else.',
});

/**
 * Decides on a re-identification: name, date of birth and addresses of the people whom the request names, as the agencies
 * hold them, and nothing else, so that no answer carries identity and case data together. Every gate of the review must
 * be open to the requester now.
 *
 * @throws GatewayError `REVIEW_NOT_FOUND`, `TRAINING_OUT_OF_DATE`, `POLICY_REFUSED`, `PACK_NOT_IN_FORCE`, `NOT_FOUND` for
 *   a person to whom the way back is shut
 */
export async function decideReidentification(
  declared: Declared,
  approved: ApprovedReidentification,
  dependencies: DecideDependencies,
): Promise<Decided> {
  const { principal, reviewId, purpose } = declared;
  const { agency } = principal;
  const verdict = await lookUpVerdict({ agency, reviewId, purpose, caller: principal }, dependencies);
  if (!verdict || approved.request.reviewId !== reviewId) throw new GatewayError('REVIEW_NOT_FOUND');
  if (verdict.shut?.gate === 'TRAINING') throw new GatewayError('TRAINING_OUT_OF_DATE');
  if (verdict.shut) throw new GatewayError('POLICY_REFUSED');
  for (const subject of approved.subjects) {
    const flags = verdict.flags.get(subject);
    if (!flags || !mayBeIdentified(flags)) throw new GatewayError('NOT_FOUND');
  }
  return Object.freeze({
    ...verdict,
    declared,
    approved,
    permitsAnything: true,
    decision: (source: AgencyId | null, category: DataCategory) =>
      source !== null && identity.has(category) ? IDENTIFIED : WITHHELD,
  }) as Decided;
}
