import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { AgencyId, ReviewId } from '../../domain/ids';
import { actorOf } from '../actor';
import type { RequestContext } from '../context';
import {
  ReleaseTextInput,
  SetIndexEventInput,
  SetIndexEventPayload,
  TextReleasePayload,
  WithdrawTextReleaseInput,
} from '../types/texts';

/** A person's decisions on free texts, and the day that a review's dates may be counted from. */
@Resolver()
export class TextsResolver {
  @Mutation(() => TextReleasePayload, {
    description:
      'Releases de-identified texts, to the letter as you read them, to whomever the policy pack permits.',
  })
  async releaseText(
    @Arg('input', () => ReleaseTextInput) input: ReleaseTextInput,
    @Ctx() context: RequestContext,
  ): Promise<TextReleasePayload> {
    const { idempotencyKey, reviewId, agencyId, textIds, reason } = input;
    return context.services.register.releaseText(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      agencyId: agencyId as AgencyId,
      textIds,
      reason,
    });
  }

  @Mutation(() => TextReleasePayload, {
    description: 'Takes releases back; the next answer holds the texts.',
  })
  async withdrawTextRelease(
    @Arg('input', () => WithdrawTextReleaseInput) input: WithdrawTextReleaseInput,
    @Ctx() context: RequestContext,
  ): Promise<TextReleasePayload> {
    const { idempotencyKey, reviewId, textIds } = input;
    return context.services.register.withdrawTextRelease(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      textIds,
    });
  }

  @Mutation(() => SetIndexEventPayload, {
    description: 'Records the day of the event that the review is about; packs may count dates from it.',
  })
  async setIndexEvent(
    @Arg('input', () => SetIndexEventInput) input: SetIndexEventInput,
    @Ctx() context: RequestContext,
  ): Promise<SetIndexEventPayload> {
    const { idempotencyKey, reviewId, on } = input;
    return context.services.register.setIndexEvent(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      on,
    });
  }
}
