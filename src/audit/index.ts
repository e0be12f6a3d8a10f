export { openAuditLog, type AuditLog, type AuditLogOptions } from './audit-log';
export {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  type AuditAction,
  type AuditDraft,
  type AuditEntry,
  type AuditOutcome,
  type AuditPayload,
  type Receipt,
  type StoredEvent,
} from './event';
export { operatorDraft, type OperatorAct } from './operator-draft';
export { holdsOfficialIdentifier } from './official-identifier';
export type { AuditFilter } from './filter';
export type { AuditPage, AuditPageRequest } from './read-events';
export type { LocatedFault, LogFault, LogReport, VerifyOptions, VerifyReport } from './verify';
export {
  existingSigningKeys,
  logOfOrigin,
  notesIn,
  openSigningKeys,
  parseCheckpoint,
  SIGNING_KEY_FILE,
  parseVerifier,
  verifierLine,
  verifiersOf,
  type SigningKeys,
} from './checkpoint';
export {
  askWitness,
  exportLogs,
  latestCheckpoint,
  proveConsistency,
  proveInclusion,
  witnessLogs,
  type ExportLine,
  type InclusionProof,
  type NoProof,
  type Witnessed,
} from './proofs';
export { exportFhir, type FhirExportOptions } from './fhir';
export { logNames } from './read-leaves';
export { grantServingRole } from './serving-role';
export {
  collectReport,
  findReport,
  limitedSource,
  QUESTIONS,
  REPORTS,
  type Question,
  type Report,
  type ReportCell,
  type ReportEnd,
  type ReportFilter,
  type ReportParameter,
  type ReportResult,
  type ReportRow,
  type ReportSource,
} from './reports';
