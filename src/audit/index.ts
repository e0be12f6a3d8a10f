export { openAuditLog, type AuditLog, type AuditLogOptions } from './audit-log';
export {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditDraft,
  type AuditEntry,
  type AuditOutcome,
  type AuditPayload,
  type Receipt,
  type StoredEvent,
} from './event';
export { holdsOfficialIdentifier } from './official-identifier';
export type { AuditFilter, AuditPage, AuditPageRequest } from './read-events';
export type { ChainFault, VerifyReport } from './verify-chain';
