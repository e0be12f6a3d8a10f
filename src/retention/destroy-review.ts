import type { Kysely } from 'kysely';
import type { AuditDraft } from '../audit';
import type { AgencyId, ReviewId, UserId } from '../domain/ids';
import { ukDay } from '../domain/uk-day';
import { GatewayError } from '../errors/gateway-error';
import { toReview } from '../reviews/rows';
import type { Review } from '../reviews';
import { orUnavailable, type Database } from '../store';
import { listRequests, useRequest, type TwoPersonRequest } from '../two-person';
import { signCertificate } from './certificate';
import { DESTROYABLE, retentionRow, type DestructionDependencies } from './dependencies';
import { demandRetentionOver } from './request-destruction';

/** Whoever carries a destruction out: neither who asked for it nor who approved it. */
export interface Custodian {
  readonly user: UserId;
  readonly agency: AgencyId;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Destroys a review's key, and with it all that the gateway held of its people, and certifies it. It is on record before
 * it is done; the certificate comes once everything is gone. Broken off at any point, calling again completes it, and of
 * a review that is destroyed it answers the certificate.
 *
 * @returns a JSON Web Signature in compact form
 * @throws GatewayError REVIEW_NOT_FOUND, STATE_NOT_PERMITTED, RETENTION_NOT_OVER, APPROVAL_NEEDED, SECOND_PERSON_NEEDED,
 *   KEY_UNAVAILABLE, AUDIT_UNAVAILABLE, STORE_UNAVAILABLE
 */
export async function destroyReview(
  reviewId: ReviewId,
  custodian: Custodian,
  dependencies: DestructionDependencies,
): Promise<string> {
  const { db, audit, clock, keys, signingKeys } = dependencies;
  const review = await orUnavailable(() => readReview(db, reviewId));
  if (review.state === 'DESTROYED') return certificateOf(db, reviewId);
  const { request, rule } = await orUnavailable(() => demandPermission(review, custodian, dependencies));
  const { requestedBy, decidedBy } = request;
  const { eventId } = await audit.append(draftOf(review, custodian, { request, rule }));
  await keys.destroyReviewKey(reviewId);
  const now = clock.now();
  const certificate = await signCertificate(
    {
      review: reviewId,
      reference: review.reference,
      partnership: review.partnershipId,
      rule,
      requestedBy: requestedBy.user,
      approvedBy: decidedBy?.user ?? null,
      destroyedBy: custodian.user,
      destroyedAt: now.toISOString(),
      auditEventId: eventId,
    },
    signingKeys,
  );
  await orUnavailable(() => wipe(db, { request, reviewId, now, certificate }));
  return certificate;
}

async function readReview(db: Kysely<Database>, reviewId: ReviewId): Promise<Review> {
  const row = UUID.test(reviewId)
    ? await db.selectFrom('review').selectAll().where('id', '=', reviewId).executeTakeFirst()
    : undefined;
  if (row === undefined) throw new GatewayError('REVIEW_NOT_FOUND');
  return toReview(row);
}

async function certificateOf(db: Kysely<Database>, reviewId: ReviewId): Promise<string> {
  const recorded = await orUnavailable(() => retentionRow(db, reviewId));
  if (!recorded?.certificate) throw new GatewayError('STATE_NOT_PERMITTED');
  return recorded.certificate;
}

/** What a destruction rests on. */
interface Permission {
  readonly request: TwoPersonRequest;
  readonly rule: string;
}

async function demandPermission(
  { id: reviewId, state }: Review,
  custodian: Custodian,
  { db, keys, cipher, clock }: DestructionDependencies,
): Promise<Permission> {
  if (!DESTROYABLE.includes(state)) throw new GatewayError('STATE_NOT_PERMITTED');
  const now = clock.now();
  const request = await approvedRequest(db, { reviewId, now });
  const people = [request.requestedBy.user, request.decidedBy?.user];
  if (people.includes(custodian.user)) throw new GatewayError('SECOND_PERSON_NEEDED');
  const recorded = await retentionRow(db, reviewId);
  // Broken off after the key was gone: the day was checked before, and cannot be read any more.
  if (recorded?.rule && recorded.hold_at === null && (await isKeyDestroyed(reviewId, keys)))
    return { request, rule: recorded.rule };
  const { rule } = await demandRetentionOver({ db, cipher, today: ukDay(now) }, reviewId);
  return { request, rule };
}

async function isKeyDestroyed(
  reviewId: ReviewId,
  keys: Pick<DestructionDependencies['keys'], 'list'>,
): Promise<boolean> {
  const { keys: entries } = await keys.list();
  return entries.some((entry) => entry.reviewId === reviewId && entry.state === 'DESTROYED');
}

async function approvedRequest(
  db: Kysely<Database>,
  { reviewId, now }: { readonly reviewId: ReviewId; readonly now: Date },
): Promise<TwoPersonRequest> {
  const requests = await listRequests(db, { kind: 'DESTRUCTION', reviewId });
  const usable = requests.find(
    ({ decision, useBefore, usedAt }) =>
      decision === 'APPROVED' && usedAt === null && useBefore !== null && now <= useBefore,
  );
  if (!usable) throw new GatewayError('APPROVAL_NEEDED');
  return usable;
}

const draftOf = (review: Review, { user, agency }: Custodian, { request, rule }: Permission): AuditDraft => ({
  action: 'DESTROY',
  outcome: 'SUCCESS',
  code: null,
  actor: { user, agency, roles: [] },
  standing: null,
  partnership: review.partnershipId,
  review: { id: review.id, type: review.type, state: review.state },
  purpose: null,
  pack: null,
  lawfulBasis: null,
  operation: { name: null, hash: null },
  entries: [],
  details: {
    reviewId: review.id,
    requestId: request.id,
    rule,
    requestedBy: request.requestedBy.user,
    approvedBy: request.decidedBy?.user ?? '',
  },
  requestId: 'command-line',
});

/** What of the review is left is what shows that it took place and how: no ciphertext, no reference to a record. */
function wipe(
  db: Kysely<Database>,
  done: {
    readonly request: TwoPersonRequest;
    readonly reviewId: ReviewId;
    readonly now: Date;
    readonly certificate: string;
  },
): Promise<void> {
  const { request, reviewId, now, certificate } = done;
  return db.transaction().execute(async (trx) => {
    // The custodian carries it out in the name of who asked.
    await useRequest(trx, { id: request.id, kind: 'DESTRUCTION', by: request.requestedBy, at: now });
    await trx
      .updateTable('subject')
      .set({ identity_ciphertext: Buffer.alloc(0) })
      .where('review_id', '=', reviewId)
      .execute();
    await trx.deleteFrom('record_link').where('review_id', '=', reviewId).execute();
    await trx
      .updateTable('review_retention')
      .set({ due_ciphertext: null, destroyed_at: now, certificate })
      .where('review_id', '=', reviewId)
      .execute();
    await trx.updateTable('review').set({ state: 'DESTROYED' }).where('id', '=', reviewId).execute();
  });
}
