import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { AgencyId, PartnershipId, RecordHandle, ReviewId, SubjectId } from '../../domain/ids';
import { isListed } from '../../domain/subject-flag';
import { GatewayError } from '../../errors/gateway-error';
import type { ContactCheckId } from '../../reviews';
import { actorOf } from '../actor';
import type { RequestContext } from '../context';
import { contactCheckRefs } from '../subject-refs';
import {
  AddSubjectInput,
  AdvanceReviewInput,
  AnswerContactCheckInput,
  OpenReviewInput,
  SendContactCheckInput,
  SetStandingInput,
} from '../types/inputs';
import {
  AddSubjectPayload,
  AdvanceReviewPayload,
  AnswerContactCheckPayload,
  OpenReviewPayload,
  SendContactCheckPayload,
  SetStandingPayload,
} from '../types/payloads';

/** The steps of a review's register; each is validated, idempotent and on the audit record in the same transaction. */
@Resolver()
export class MutationResolver {
  @Mutation(() => OpenReviewPayload, { description: 'Opens a review; your agency becomes its coordinator.' })
  async openReview(
    @Arg('input', () => OpenReviewInput) input: OpenReviewInput,
    @Ctx() context: RequestContext,
  ): Promise<OpenReviewPayload> {
    const { idempotencyKey, type, reference, partnershipId } = input;
    return context.services.register.openReview(actorOf(context), {
      idempotencyKey,
      type,
      reference,
      ...(partnershipId && { partnershipId: partnershipId as PartnershipId }),
    });
  }

  @Mutation(() => AddSubjectPayload, { description: 'Puts a person on the contact-check set of a review.' })
  async addSubject(
    @Arg('input', () => AddSubjectInput) input: AddSubjectInput,
    @Ctx() context: RequestContext,
  ): Promise<AddSubjectPayload> {
    const { idempotencyKey, reviewId, role, name, dateOfBirth, addresses, protectedAddress, flags } = input;
    const added = await context.services.register.addSubject(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      role,
      name,
      dateOfBirth: dateOfBirth ?? null,
      addresses: addresses.map(({ lines, postcode, from, to }) => ({
        lines,
        postcode: postcode ?? null,
        kind: null,
        from: from ?? null,
        to: to ?? null,
      })),
      protectedAddress,
      flags,
    });
    const refOf = await contactCheckRefs(context, reviewId as ReviewId);
    const { subjectId, waitsForSecondPerson, auditEventId } = added;
    return { reviewId, ref: refOf(subjectId), waitsForSecondPerson, auditEventId };
  }

  @Mutation(() => SendContactCheckPayload, {
    description: 'Asks agencies whether they had contact; they become wider agencies.',
  })
  async sendContactCheck(
    @Arg('input', () => SendContactCheckInput) input: SendContactCheckInput,
    @Ctx() context: RequestContext,
  ): Promise<SendContactCheckPayload> {
    const { idempotencyKey, reviewId, agencyIds } = input;
    const sent = await context.services.register.sendContactCheck(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      agencyIds: agencyIds.map((id) => id as AgencyId),
    });
    return { reviewId, contactCheckIds: [...sent.contactCheckIds], auditEventId: sent.auditEventId };
  }

  @Mutation(() => AnswerContactCheckPayload, {
    description: 'Answers a contact check; the three items are shown no longer.',
  })
  async answerContactCheck(
    @Arg('input', () => AnswerContactCheckInput) input: AnswerContactCheckInput,
    @Ctx() context: RequestContext,
  ): Promise<AnswerContactCheckPayload> {
    const { idempotencyKey, contactCheckId, outcome, searchedScope, answeredBy } = input;
    return context.services.register.answerContactCheck(actorOf(context), {
      idempotencyKey,
      contactCheckId: contactCheckId as ContactCheckId,
      outcome,
      searchedScope,
      answeredBy,
      records: await resolveRecords(context, input),
    });
  }

  @Mutation(() => SetStandingPayload, { description: 'Records what an agency is to the review from now on.' })
  async setStanding(
    @Arg('input', () => SetStandingInput) input: SetStandingInput,
    @Ctx() context: RequestContext,
  ): Promise<SetStandingPayload> {
    const { idempotencyKey, reviewId, agencyId, standing } = input;
    return context.services.register.setStanding(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      agencyId: agencyId as AgencyId,
      standing: standing ?? null,
    });
  }

  @Mutation(() => AdvanceReviewPayload, { description: 'Takes the review to its next state.' })
  async advanceReview(
    @Arg('input', () => AdvanceReviewInput) input: AdvanceReviewInput,
    @Ctx() context: RequestContext,
  ): Promise<AdvanceReviewPayload> {
    const { idempotencyKey, reviewId, to } = input;
    return context.services.register.advanceReview(actorOf(context), {
      idempotencyKey,
      reviewId: reviewId as ReviewId,
      to,
    });
  }
}

/** The subjects that the agency's references name; only those of the review that the agency was asked about. */
async function resolveRecords(
  context: RequestContext,
  { contactCheckId, records }: AnswerContactCheckInput,
): Promise<readonly { readonly subjectId: SubjectId; readonly handle: RecordHandle }[]> {
  if (records.length === 0) return [];
  const { principal, services } = context;
  const checks = await services.register.contactChecks({ agencyId: principal.agency });
  const check = checks.find(({ id }) => id === contactCheckId);
  if (!check) throw new GatewayError('NOT_FOUND');
  const { reviewId } = check;
  const subjects = await services.register.subjects(reviewId);
  const shown = new Set(
    subjects.filter(({ flags }) => isListed(flags, { isCoordinator: false })).map(({ id }) => id),
  );
  return Promise.all(
    records.map(async ({ ref, handle }) => {
      const { agency } = principal;
      const subjectId = await services.reidentification.subjectOfReference({ reviewId, ref, agency });
      if (!subjectId || !shown.has(subjectId))
        throw new GatewayError('INPUT_INVALID', { detail: 'a record names no subject of this review' });
      return { subjectId, handle: handle as RecordHandle };
    }),
  );
}
