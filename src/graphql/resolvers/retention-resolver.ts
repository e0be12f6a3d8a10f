import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { ReviewId } from '../../domain/ids';
import type { TwoPersonRequestId } from '../../two-person';
import { actorOf } from '../actor';
import type { RequestContext } from '../context';
import {
  DecideDestructionInput,
  DecideDestructionPayload,
  RecordRetentionInput,
  RecordRetentionPayload,
  RequestDestructionInput,
  RequestDestructionPayload,
  SetLegalHoldInput,
  SetLegalHoldPayload,
} from '../types/retention';

/** The way to the destruction of a review's key, which the key custodian then carries out at the command line. */
@Resolver()
export class RetentionResolver {
  @Mutation(() => RecordRetentionPayload, {
    description: 'Records by which rule of its pack a closed review is kept, and until when.',
  })
  async recordRetention(
    @Arg('input', () => RecordRetentionInput) input: RecordRetentionInput,
    @Ctx() context: RequestContext,
  ): Promise<RecordRetentionPayload> {
    const { idempotencyKey, reviewId, rule, dates } = input;
    return context.services.retention.recordRetention(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      rule,
      dates: dates.map(({ start, on }) => ({ start, on })),
    });
  }

  @Mutation(() => SetLegalHoldPayload, {
    description: 'Sets a legal hold, which suspends destruction, or lifts it.',
  })
  async setLegalHold(
    @Arg('input', () => SetLegalHoldInput) input: SetLegalHoldInput,
    @Ctx() context: RequestContext,
  ): Promise<SetLegalHoldPayload> {
    const { idempotencyKey, reviewId, hold, reason } = input;
    return context.services.retention.setLegalHold(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      hold,
      reason,
    });
  }

  @Mutation(() => RequestDestructionPayload, {
    description: "Asks for the destruction of a review's key, once its retention is over.",
  })
  async requestDestruction(
    @Arg('input', () => RequestDestructionInput) input: RequestDestructionInput,
    @Ctx() context: RequestContext,
  ): Promise<RequestDestructionPayload> {
    const { idempotencyKey, reviewId } = input;
    return context.services.retention.requestDestruction(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
    });
  }

  @Mutation(() => DecideDestructionPayload, {
    description: 'Approves or refuses a destruction: an auditor of the partnership, who did not ask for it.',
  })
  async decideDestruction(
    @Arg('input', () => DecideDestructionInput) input: DecideDestructionInput,
    @Ctx() context: RequestContext,
  ): Promise<DecideDestructionPayload> {
    const { idempotencyKey, requestId, decision } = input;
    const partnerships = context.principal.auditPartnerships;
    return context.services.retention.decideDestruction(actorOf(context), {
      idempotencyKey,
      requestId: requestId as TwoPersonRequestId,
      decision,
      auditorOf: partnerships.filter((partnership) => partnership !== null),
    });
  }
}
