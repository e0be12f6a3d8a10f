import type { DataCategory } from '../../domain/data-category';
import type { AgencyId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import type { Declared } from '../declare';
import type { ApprovedReidentification } from './approved';
import { lookUpVerdict, type DecideDependencies, type Decision, type Verdict } from './verdict';

export {
  lookUpVerdict,
  type Caller,
  type DecideDependencies,
  type Decision,
  type Question,
  type Verdict,
} from './verdict';
export { recompute, type ReplayMismatch, type ReplayResult } from './replay';

declare const decided: unique symbol;

/** The policy's answer for one recipient, review and purpose: one decision per category and source. */
export interface Decided extends Omit<Verdict, 'decision'> {
  readonly [decided]: true;
  readonly declared: Declared;
  /** The request that took two people, where the answer is a re-identification; null for any other. */
  readonly approved: ApprovedReidentification | null;
  /** The decision on a category of `source`'s contribution; null is the register's own contact-check set. */
  decision(source: AgencyId | null, category: DataCategory): Decision;
}

/**
 * Decides what the declared recipient may receive. An agency without standing is answered as if there were no such
 * review.
 *
 * @throws GatewayError `REVIEW_NOT_FOUND`, `TRAINING_OUT_OF_DATE` or `PACK_NOT_IN_FORCE`.
 */
export async function decide(declared: Declared, dependencies: DecideDependencies): Promise<Decided> {
  const { principal, reviewId, purpose } = declared;
  const { agency } = principal;
  const verdict = await lookUpVerdict({ agency, reviewId, purpose, caller: principal }, dependencies);
  if (!verdict) throw new GatewayError('REVIEW_NOT_FOUND');
  if (verdict.shut?.gate === 'TRAINING') throw new GatewayError('TRAINING_OUT_OF_DATE');
  return Object.freeze({
    ...verdict,
    declared,
    approved: null,
    decision: (source: AgencyId | null, category: DataCategory) =>
      source === null
        ? verdict.registerDecision(category)
        : verdict.decision(source === agency ? 'OWN' : 'OTHER', category),
  }) as Decided;
}
