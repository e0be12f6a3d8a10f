import type { Kysely } from 'kysely';
import type { ReviewId } from '../domain/ids';
import type { ReviewState } from '../domain/review';
import type { Role, Standing } from '../domain/standing';
import { GatewayError } from '../errors/gateway-error';
import type { Database } from '../store';
import type { Scene } from './mutation';
import type { Actor, Review } from './review';
import { toReview } from './rows';

/** Who attempts it, and where what is found out goes. */
interface Attempted {
  readonly db: Kysely<Database>;
  readonly actor: Actor;
  readonly scene: Scene;
}

interface Demand {
  readonly standing: Standing;
  readonly role: Role;
  readonly states: readonly ReviewState[];
}

/**
 * The review, once the actor's agency has the standing in it, the actor the role, and the review a state that the change
 * asks for. Within a transaction the review's row stays locked, so that its changes come one after the other.
 *
 * @throws GatewayError REVIEW_NOT_FOUND without any standing, as if there were no such review; ACTION_NOT_PERMITTED;
 *   STATE_NOT_PERMITTED
 */
export async function demand(
  attempted: Attempted,
  reviewId: ReviewId,
  { standing, role, states }: Demand,
): Promise<Review> {
  const review = await demandStanding(attempted, reviewId);
  if (attempted.scene.standing !== standing) throw new GatewayError('ACTION_NOT_PERMITTED');
  demandRole(attempted.actor, role);
  if (!states.includes(review.state)) throw new GatewayError('STATE_NOT_PERMITTED');
  return review;
}

/**
 * The review, once the actor audits its partnership, such as its data protection officer, and the review has a state that
 * the change asks for. It is locked as with `demand`.
 *
 * @param auditorOf the partnerships that the user audits, by their token.
 * @throws GatewayError REVIEW_NOT_FOUND for whoever has neither a standing in it nor audits it; ACTION_NOT_PERMITTED;
 *   STATE_NOT_PERMITTED
 */
export async function demandAuditor(
  attempted: Attempted,
  reviewId: ReviewId,
  { auditorOf, states }: { readonly auditorOf: readonly string[]; readonly states: readonly ReviewState[] },
): Promise<Review> {
  const { db, actor, scene } = attempted;
  const row = await db
    .selectFrom('review')
    .selectAll()
    .where('id', '=', reviewId)
    .forUpdate()
    .executeTakeFirst();
  const review = row && toReview(row);
  if (!review || !actor.roles.includes('AUDITOR') || !auditorOf.includes(review.partnershipId)) {
    await demandStanding(attempted, reviewId);
    throw new GatewayError('ACTION_NOT_PERMITTED');
  }
  scene.review = review;
  scene.details = { ...scene.details, reviewId };
  if (!states.includes(review.state)) throw new GatewayError('STATE_NOT_PERMITTED');
  return review;
}

/**
 * The review, once the actor's agency has any standing in it. It is locked as with `demand`.
 *
 * @throws GatewayError REVIEW_NOT_FOUND without any standing, as if there were no such review
 */
export async function demandStanding({ db, actor, scene }: Attempted, reviewId: ReviewId): Promise<Review> {
  scene.details = { ...scene.details, reviewId };
  const query = db.selectFrom('review').selectAll().where('id', '=', reviewId);
  const row = await (db.isTransaction ? query.forUpdate() : query).executeTakeFirst();
  if (row === undefined) throw new GatewayError('REVIEW_NOT_FOUND');
  const review = toReview(row);
  scene.review = review;
  const held = await db
    .selectFrom('review_agency')
    .innerJoin('agency', 'agency.id', 'review_agency.agency_id')
    .select('review_agency.standing')
    .where('review_agency.review_id', '=', reviewId)
    .where('review_agency.agency_id', '=', actor.agency)
    .where('agency.state', '=', 'ACTIVE')
    .executeTakeFirst();
  if (held === undefined) throw new GatewayError('REVIEW_NOT_FOUND');
  scene.standing = held.standing as Standing;
  return review;
}

/** @throws GatewayError ACTION_NOT_PERMITTED when the actor has not the role */
export function demandRole({ roles }: Actor, role: Role): void {
  if (!roles.includes(role)) throw new GatewayError('ACTION_NOT_PERMITTED');
}

/** @throws GatewayError NOT_FOUND when one of the agencies is not in the register */
export async function demandAgencies(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  const known = await db
    .selectFrom('agency')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'ACTIVE')
    .execute();
  if (known.length < new Set(ids).size) throw new GatewayError('NOT_FOUND');
}
