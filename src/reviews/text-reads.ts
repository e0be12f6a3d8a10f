import type { ReviewId } from '../domain/ids';
import { orUnavailable } from '../store';
import type { RegisterDependencies } from './dependencies';
import { readReleases, type ReleasedText } from './release-text';
import { readSalts, type SaltScope } from './review-salts';
import { addRoleLabels, readRoleLabels, type RoleLabel } from './role-label';

/** What the register keeps for the de-identification of a review's texts. */
export interface TextReads {
  /** The texts of a review that a person has released. */
  releasedTexts(reviewId: ReviewId): Promise<readonly ReleasedText[]>;
  /** The review's salts for those scopes, made where they are missing. @throws GatewayError KEY_UNAVAILABLE */
  salts(reviewId: ReviewId, scopes: readonly SaltScope[]): Promise<ReadonlyMap<SaltScope, Buffer>>;
  /** Who is printed under which role in the texts of a review, oldest first. */
  roleLabels(reviewId: ReviewId): Promise<readonly RoleLabel[]>;
  /** Adds role labels; what is allotted already stays as it is, so read again afterwards. */
  allotRoleLabels(reviewId: ReviewId, labels: readonly RoleLabel[]): Promise<void>;
}

/** That part of the register. */
export function textReads(dependencies: RegisterDependencies): TextReads {
  const {
    clock,
    store: { db },
  } = dependencies;
  return {
    releasedTexts: (reviewId) => orUnavailable(() => readReleases(db, reviewId)),
    salts: (reviewId, scopes) => orUnavailable(() => readSalts(dependencies, reviewId, scopes)),
    roleLabels: (reviewId) => orUnavailable(() => readRoleLabels(db, reviewId)),
    allotRoleLabels: (reviewId, labels) =>
      orUnavailable(() => addRoleLabels(db, { reviewId, labels, at: clock.now() })),
  };
}
