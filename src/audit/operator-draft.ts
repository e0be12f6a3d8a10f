import type { AgencyId, UserId } from '../domain/ids';
import type { AuditAction, AuditDraft } from './event';

/** What an operator did to the audit record, or took out of it. */
export interface OperatorAct {
  readonly action: AuditAction;
  /** The operator's account on the machine, or the name they gave. */
  readonly by: string;
  readonly details: AuditDraft['details'];
}

/** The event of what was done from the command line, where there is no token to say who it was. */
export const operatorDraft = ({ action, by, details }: OperatorAct): AuditDraft => ({
  action,
  outcome: 'SUCCESS',
  code: null,
  actor: { user: `operator:${by}` as UserId, agency: 'gateway' as AgencyId, roles: [] },
  standing: null,
  partnership: null,
  review: null,
  purpose: null,
  pack: null,
  lawfulBasis: null,
  operation: { name: null, hash: null },
  entries: [],
  details,
  requestId: 'command-line',
});
