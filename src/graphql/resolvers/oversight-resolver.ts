import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';

import { isGatewayError } from '../../errors/gateway-error';
import type { Alert, AlertId } from '../../oversight';
import { actorOf } from '../actor';
import { auditScope, recordAuditRead } from '../audit-scope';
import type { RequestContext } from '../context';
import { recordAction } from '../record-action';
import { AuditAlert, DisposeAlertInput, DisposeAlertPayload } from '../types/oversight';

/** Unusual access, for auditors: what was noticed, and what they make of it. */
@Resolver()
export class OversightResolver {
  @Query(() => [AuditAlert], {
    description:
      'Alerts of unusual access in the partnerships that you audit, the newest first; 500 at most.',
  })
  async auditAlerts(
    @Arg('partnership', () => ID, { nullable: true }) partnership: string | null | undefined,
    @Arg('open', () => Boolean, {
      nullable: true,
      description: 'True for those that nobody has disposed of, false for the others.',
    })
    open: boolean | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const partnerships = await auditScope(context, partnership);
    await recordAuditRead(context, { partnerships, details: { read: 'alerts' } });
    const alerts = await context.services.alerts.list({
      partnerships,
      ...(typeof open === 'boolean' && { open }),
    });
    return alerts.map(alertView);
  }

  @Mutation(() => DisposeAlertPayload, {
    description:
      'Records what you make of an alert; nobody decides on an alert about themselves. The latest disposition stands.',
  })
  async disposeAlert(
    @Arg('input', () => DisposeAlertInput) input: DisposeAlertInput,
    @Ctx() context: RequestContext,
  ): Promise<unknown> {
    const { alertId, disposition } = input;
    const partnerships = await auditScope(context);
    try {
      const id = alertId as AlertId;
      const act = { id, disposition, partnerships };
      const { auditEventId } = await context.services.alerts.dispose(actorOf(context), act);
      return { alertId, disposition, auditEventId };
    } catch (error) {
      if (isGatewayError(error))
        await recordAction(context, { action: 'DENIED', refusal: error.code, details: { alert: alertId } });
      throw error;
    }
  }
}

const alertView = ({ viewer, ...alert }: Alert): Readonly<Record<string, unknown>> => ({
  ...alert,
  ...viewer,
});
