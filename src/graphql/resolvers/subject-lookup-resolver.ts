import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { PartnershipId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import type { TwoPersonRequestId } from '../../two-person';
import { actorOf } from '../actor';
import { auditScope } from '../audit-scope';
import type { RequestContext } from '../context';
import { recordAction } from '../record-action';
import {
  DecideSubjectLookupInput,
  RequestSubjectLookupInput,
  SubjectLookupDecision,
  SubjectLookupRequest,
  SubjectLookupResult,
  ViewSubjectLookupInput,
} from '../types/subject-lookup';

/** "Who has seen data about me", for auditors: the one asks and looks, another approves. */
@Resolver()
export class SubjectLookupResolver {
  @Mutation(() => SubjectLookupRequest, {
    description: 'Asks to look up who has seen data about a person; another auditor decides.',
  })
  async requestSubjectLookup(
    @Arg('input', () => RequestSubjectLookupInput) input: RequestSubjectLookupInput,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const { caseReference, person } = input;
    await auditScope(context, input.partnership);
    const partnership = input.partnership as PartnershipId;
    return context.services.subjectLookup.request(actorOf(context), { partnership, caseReference, person });
  }

  @Mutation(() => SubjectLookupDecision, {
    description: 'Approves or refuses a look-up of another auditor, who may then look once within an hour.',
  })
  async decideSubjectLookup(
    @Arg('input', () => DecideSubjectLookupInput) input: DecideSubjectLookupInput,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const { requestId, decision } = input;
    const id = requestId as TwoPersonRequestId;
    const partnerships = await auditScope(context);
    await recorded(context, requestId, () =>
      context.services.subjectLookup.decide(actorOf(context), { id, decision, partnerships }),
    );
    return { requestId, decision };
  }

  @Mutation(() => SubjectLookupResult, {
    description: 'Looks, once: which disclosures about the person there were, and never a value.',
  })
  async viewSubjectLookup(
    @Arg('input', () => ViewSubjectLookupInput) input: ViewSubjectLookupInput,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const { requestId, key, person } = input;
    const id = requestId as TwoPersonRequestId;
    const partnerships = await auditScope(context);
    return recorded(context, requestId, () =>
      context.services.subjectLookup.view(actorOf(context), { id, key, person, partnerships }),
    );
  }
}

/** Puts a refusal on record before it is told. */
async function recorded<Result>(
  context: RequestContext,
  request: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError && error.code !== 'AUDIT_UNAVAILABLE')
      await recordAction(context, { action: 'DENIED', refusal: error.code, details: { request } });
    throw error;
  }
}
