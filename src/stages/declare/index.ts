import type { ReviewId } from '../../domain/ids';
import type { Purpose } from '../../domain/purpose';
import { GatewayError } from '../../errors/gateway-error';
import type { Principal } from '../identify';

declare const declared: unique symbol;

/** Who asks, about which one review, for which one purpose. */
export interface Declared {
  readonly [declared]: true;
  readonly principal: Principal;
  readonly reviewId: ReviewId;
  readonly purpose: Purpose;
}

/** A review and a purpose as one field of an operation names them. */
export interface Declaration {
  readonly reviewId: string;
  readonly purpose: Purpose | null;
}

/** UUID in the canonical form (RFC 9562); anything else is no review of ours and is not looked up. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Settles the one review and the one purpose of an operation (UK GDPR art. 5(1)(b); catalogue R2).
 *
 * @param declarations one per field of the operation that discloses; at least one.
 * @throws GatewayError `PURPOSE_NOT_DECLARED`, `PURPOSE_NOT_SINGLE`, `REVIEW_NOT_SINGLE` or `REVIEW_NOT_FOUND`.
 */
export function declare(principal: Principal, declarations: readonly Declaration[]): Declared {
  const [first] = declarations;
  if (!first || declarations.some(({ purpose }) => purpose === null))
    throw new GatewayError('PURPOSE_NOT_DECLARED');
  if (declarations.some(({ reviewId }) => reviewId !== first.reviewId))
    throw new GatewayError('REVIEW_NOT_SINGLE');
  if (declarations.some(({ purpose }) => purpose !== first.purpose))
    throw new GatewayError('PURPOSE_NOT_SINGLE');
  if (!isReviewId(first.reviewId)) throw new GatewayError('REVIEW_NOT_FOUND');
  return Object.freeze({
    principal,
    reviewId: first.reviewId,
    purpose: first.purpose,
  }) as Declared;
}

/** Whether a string has the form of a review's id. */
export const isReviewId = (value: string): value is ReviewId => UUID.test(value);
