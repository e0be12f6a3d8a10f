import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';

import type { ReviewId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import { WARNING, type ListedReidentification } from '../../reidentification';
import { isReviewId } from '../../stages/declare';
import type { TwoPersonRequestId } from '../../two-person';
import { actorOf } from '../actor';
import { audits, auditScope, recordAuditRead } from '../audit-scope';
import type { RequestContext } from '../context';
import { recordAction } from '../record-action';
import {
  ApproveReidentificationInput,
  ApproveReidentificationPayload,
  ReidentificationNotice,
  ReidentificationRequest,
  ReidentificationView,
  RequestReidentificationInput,
  RequestReidentificationPayload,
} from '../types/reidentification';

/** The controlled way back from a pseudonym: asked for, decided on by a second person, viewed once. */
@Resolver()
export class ReidentificationResolver {
  @Mutation(() => RequestReidentificationPayload, {
    description: 'Asks for up to five people to be identified; a second person decides.',
  })
  async requestReidentification(
    @Arg('input', () => RequestReidentificationInput) input: RequestReidentificationInput,
    @Ctx() context: RequestContext,
  ): Promise<RequestReidentificationPayload> {
    const { idempotencyKey, reviewId, pseudonyms, reasonCode, reason, lawfulBasis } = input;
    const { user, session, trainedOn, ukNetwork } = context.principal;
    const requested = await context.services.reidentification.request(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      pseudonyms,
      reasonCode,
      reason,
      lawfulBasis,
      caller: { user, session, trainedOn, ukNetwork },
    });
    return { ...requested, warning: WARNING };
  }

  @Mutation(() => ApproveReidentificationPayload, {
    description: 'Approves or refuses a request for re-identification, as its second person.',
  })
  async approveReidentification(
    @Arg('input', () => ApproveReidentificationInput) input: ApproveReidentificationInput,
    @Ctx() context: RequestContext,
  ): Promise<ApproveReidentificationPayload> {
    const { idempotencyKey, requestId, decision } = input;
    return context.services.reidentification.approve(actorOf(context), {
      idempotencyKey,
      requestId: requestId as TwoPersonRequestId,
      decision,
      auditorOf: context.principal.auditPartnerships.filter((partnership) => partnership !== null),
    });
  }

  @Mutation(() => ReidentificationView, {
    description:
      'Shows who asked, once and within 15 minutes of the approval, whom the pseudonyms stand for.',
  })
  async viewReidentification(
    @Arg('requestId', () => ID) requestId: string,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const { principal, services, state } = context;
    // The guards below look at one recorded answer: a second one in the same operation would be read under the first.
    if (state.disclosed !== null) throw new GatewayError('REVIEW_NOT_SINGLE');
    const { disclosed, people } = await services.reidentification.view({
      principal,
      requestId: requestId as TwoPersonRequestId,
      operation: state.trace,
    });
    state.disclosed = disclosed;
    return {
      requestId,
      people: people.map(({ returns, ...person }) => ({
        ...person,
        returns: returns.map(({ released, ...part }) => ({ ...released, ...part })),
      })),
      warning: WARNING,
      auditEventId: disclosed.receipt.eventId,
    };
  }

  @Query(() => [ReidentificationRequest], {
    description: 'The requests of a review, or of every partnership that you audit; the newest first.',
  })
  async reidentificationRequests(
    @Arg('reviewId', () => ID, { nullable: true }) reviewId: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const { reidentification } = context.services;
    if (typeof reviewId === 'string') {
      await recordReviewRead(context, reviewId);
      return (await reidentification.requestsOfReview(reviewId as ReviewId)).map(requestView);
    }
    const partnerships = await auditScope(context);
    await recordAuditRead(context, { partnerships, details: { fields: 'reidentificationRequests' } });
    const named = partnerships.filter((partnership) => partnership !== null);
    const all = await Promise.all(named.map((partnership) => reidentification.requestsOf(partnership)));
    return all.flat().map(requestView);
  }

  @Query(() => [ReidentificationNotice], {
    description: "When your agency's records were asked for by name; the newest first.",
  })
  reidentificationNotices(@Ctx() { principal, services }: RequestContext): Promise<unknown> {
    return services.reidentification.noticesFor(principal.agency);
  }
}

/** @throws GatewayError `REVIEW_NOT_FOUND` to whoever neither takes part in the review nor audits its partnership */
async function recordReviewRead(context: RequestContext, reviewId: string): Promise<void> {
  const { principal, services } = context;
  const review = isReviewId(reviewId) ? await services.register.review(reviewId) : undefined;
  const standing = review && (await services.register.standingOf(review.id, principal.agency));
  const takesPart = standing === 'COORDINATOR' || standing === 'PARTICIPATING';
  if (!review || !(takesPart || audits(principal, review.partnershipId)))
    throw new GatewayError('REVIEW_NOT_FOUND');
  const details = { fields: 'reidentificationRequests' };
  await recordAction(context, { action: 'READ_AUDIT', review, standing: standing ?? null, details });
}

const requestView = (request: ListedReidentification): Readonly<Record<string, unknown>> => ({
  ...request,
  requestedBy: request.requestedBy.user,
  requestedByAgency: request.requestedBy.agency,
  decidedBy: request.decidedBy?.user ?? null,
  decidedByAgency: request.decidedBy?.agency ?? null,
  viewedAt: request.usedAt,
});
