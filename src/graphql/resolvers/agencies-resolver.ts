import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import type { AgencyId, RecordHandle } from '../../domain/ids';
import { AgencyUnfit } from '../../reviews';
import { actorOf } from '../actor';
import type { RequestContext } from '../context';
import {
  AgencyRegistration,
  RegisterAgencyInput,
  RegisterAgencyPayload,
  RemoveAgencyInput,
  RemoveAgencyPayload,
  RotateAgencyKeyInput,
  RotateAgencyKeyPayload,
} from '../types/agencies';

/** The agencies' entries in the register: where each answers, and what it can be asked for. */
@Resolver()
export class AgenciesResolver {
  @Query(() => [AgencyRegistration], { description: 'Every agency as it was registered.' })
  async agencyRegistrations(@Ctx() { services }: RequestContext): Promise<unknown> {
    const registrations = await services.register.agencyRegistrations();
    return registrations.map(({ endpointUrl, ...entry }) => ({ ...entry, endpoint: endpointUrl }));
  }

  @Mutation(() => RegisterAgencyPayload, {
    description:
      'Checks an agency as a whole, and enters it in the register if there is nothing to mend. An engineer enters their own.',
  })
  async registerAgency(
    @Arg('input', () => RegisterAgencyInput) input: RegisterAgencyInput,
    @Ctx() context: RequestContext,
  ): Promise<RegisterAgencyPayload> {
    const { agencyId, endpoint, authority, testHandles, restrictedTestHandle, ...rest } = input;
    try {
      const registered = await context.services.register.registerAgency(actorOf(context), {
        ...rest,
        agencyId: agencyId as AgencyId,
        endpointUrl: endpoint,
        authority: authority ?? null,
        testHandles: (testHandles ?? []).map((handle) => handle as RecordHandle),
        restrictedTestHandle: (restrictedTestHandle as RecordHandle | undefined) ?? null,
      });
      const { offers, findings } = registered;
      return { ...registered, registered: true, offers: [...offers], findings: [...findings] };
    } catch (error) {
      if (!(error instanceof AgencyUnfit)) throw error;
      const { findings, dataMap } = error.report;
      const refused = { registered: false, offers: [], dataMap: dataMap.key, auditEventId: null };
      return { agencyId, ...refused, findings: [...findings] };
    }
  }

  @Mutation(() => RemoveAgencyPayload, {
    description:
      'Takes an agency off the register: it is neither asked nor answered from the next request on.',
  })
  async removeAgency(
    @Arg('input', () => RemoveAgencyInput) { idempotencyKey, agencyId }: RemoveAgencyInput,
    @Ctx() context: RequestContext,
  ): Promise<RemoveAgencyPayload> {
    return context.services.register.removeAgency(actorOf(context), {
      idempotencyKey,
      agencyId: agencyId as AgencyId,
    });
  }

  @Mutation(() => RotateAgencyKeyPayload, {
    description: "Puts a new certificate authority of an agency's endpoint in the old one's place.",
  })
  async rotateAgencyKey(
    @Arg('input', () => RotateAgencyKeyInput) { idempotencyKey, agencyId, authority }: RotateAgencyKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<RotateAgencyKeyPayload> {
    return context.services.register.rotateAgencyKey(actorOf(context), {
      idempotencyKey,
      agencyId: agencyId as AgencyId,
      authority,
    });
  }
}
