import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';

import type { ReviewId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import type { CompiledPack } from '../../policy';
import { isReviewId } from '../../stages/declare';
import { actorOf } from '../actor';
import type { RequestContext } from '../context';
import { recordAction } from '../record-action';
import { contactCheckRefs } from '../subject-refs';
import {
  AcknowledgeReminderInput,
  AcknowledgeReminderPayload,
  ConditionPayload,
  RecordConditionInput,
  Reminder,
  ReviewSettings,
  SetScopeWindowInput,
  SetScopeWindowPayload,
  SetSubjectFlagsInput,
  SetSubjectFlagsPayload,
  WithdrawConditionInput,
} from '../types/gates';

/** What opens and shuts the gates of a review: its period, its people's flags, conditions, and the reminder. */
@Resolver()
export class GatesResolver {
  @Query(() => Reminder, {
    nullable: true,
    description: 'The confidentiality reminder of a review; null where its policy pack asks for none.',
  })
  async reminder(
    @Arg('reviewId', () => ID) reviewId: string,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const { principal, services } = context;
    const standing = isReviewId(reviewId)
      ? await services.register.standingOf(reviewId, principal.agency)
      : undefined;
    if (!standing) throw new GatewayError('REVIEW_NOT_FOUND');
    const pack = await packOf(context, reviewId as ReviewId);
    if (!pack?.gates.reminder) return null;
    const { key, version } = pack;
    const { session, user } = principal;
    const acknowledged =
      session !== null &&
      (await services.register.hasAcknowledged({ session, user, pack: { key, version } }));
    return { ...pack.gates.reminder, pack: key, packVersion: version, acknowledged };
  }

  @Query(() => ReviewSettings, {
    description: "What the coordinator has recorded of a review: its period, its people's flags, conditions.",
  })
  async reviewSettings(
    @Arg('reviewId', () => ID) reviewId: string,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const { register } = context.services;
    const review = isReviewId(reviewId) ? await register.review(reviewId) : undefined;
    const standing = review && (await register.standingOf(review.id, context.principal.agency));
    if (!review || standing !== 'COORDINATOR') throw new GatewayError('REVIEW_NOT_FOUND');
    const [subjects, conditions] = await Promise.all([
      register.subjects(review.id),
      register.recordedConditions(review.id),
    ]);
    const refOf = subjects.length > 0 ? await contactCheckRefs(context, review.id) : String;
    await recordAction(context, { action: 'READ_SETTINGS', review, standing });
    return {
      reviewId,
      scopeWindow: review.scopeWindow,
      indexEventOn: review.indexEventOn,
      subjects: subjects.map(({ id, role, flags }) => ({ ref: refOf(id), role, flags: [...flags] })),
      conditions,
    };
  }

  @Mutation(() => AcknowledgeReminderPayload, {
    description: 'Acknowledges the confidentiality reminder of a review for the rest of this session.',
  })
  async acknowledgeReminder(
    @Arg('input', () => AcknowledgeReminderInput) input: AcknowledgeReminderInput,
    @Ctx() context: RequestContext,
  ): Promise<AcknowledgeReminderPayload> {
    const { idempotencyKey, reviewId } = input;
    const pack = await packOf(context, reviewId as ReviewId);
    return context.services.register.acknowledgeReminder(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      session: context.principal.session,
      pack: pack?.gates.reminder ? { key: pack.key, version: pack.version } : null,
    });
  }

  @Mutation(() => SetScopeWindowPayload, {
    description: 'Sets the period under review; agencies are asked for nothing that lies wholly outside it.',
  })
  async setScopeWindow(
    @Arg('input', () => SetScopeWindowInput) input: SetScopeWindowInput,
    @Ctx() context: RequestContext,
  ): Promise<SetScopeWindowPayload> {
    const { idempotencyKey, reviewId, from, to, reason } = input;
    return context.services.register.setScopeWindow(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      from,
      to,
      reason: reason ?? null,
    });
  }

  @Mutation(() => SetSubjectFlagsPayload, {
    description: 'Records what narrows every policy pack for one person; nobody else is told.',
  })
  async setSubjectFlags(
    @Arg('input', () => SetSubjectFlagsInput) input: SetSubjectFlagsInput,
    @Ctx() context: RequestContext,
  ): Promise<SetSubjectFlagsPayload> {
    const { idempotencyKey, ref, flags } = input;
    const reviewId = input.reviewId as ReviewId;
    const changed = await context.services.register.setSubjectFlags(actorOf(context), {
      idempotencyKey,
      reviewId,
      subjectId: await context.services.reidentification.subjectOfReference({ reviewId, ref }),
      flags,
    });
    const { waitsForSecondPerson, auditEventId } = changed;
    return { reviewId, ref, waitsForSecondPerson, auditEventId };
  }

  @Mutation(() => ConditionPayload, {
    description: 'Records that a condition is met which cells of the policy pack wait for.',
  })
  async recordCondition(
    @Arg('input', () => RecordConditionInput) input: RecordConditionInput,
    @Ctx() context: RequestContext,
  ): Promise<ConditionPayload> {
    const { idempotencyKey, reviewId, condition, citation } = input;
    return context.services.register.recordCondition(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      condition,
      citation,
      auditorOf: auditedBy(context),
    });
  }

  @Mutation(() => ConditionPayload, {
    description: 'Withdraws a condition, such as consent; the next answer no longer rests on it.',
  })
  async withdrawCondition(
    @Arg('input', () => WithdrawConditionInput) input: WithdrawConditionInput,
    @Ctx() context: RequestContext,
  ): Promise<ConditionPayload> {
    const { idempotencyKey, reviewId, condition } = input;
    return context.services.register.withdrawCondition(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      condition,
      auditorOf: auditedBy(context),
    });
  }
}

/** The pack in force for a review, where there are both; it says nothing of who may see either. */
async function packOf({ services }: RequestContext, reviewId: ReviewId): Promise<CompiledPack | undefined> {
  const { register, packs, clock } = services;
  const review = await register.review(reviewId);
  const partnership = review && (await register.partnership(review.partnershipId));
  return partnership && packs.inForce(partnership.packKey, clock.now());
}

/** The partnerships that the user audits. */
const auditedBy = ({ principal }: RequestContext): readonly string[] =>
  principal.auditPartnerships.filter((partnership) => partnership !== null);
