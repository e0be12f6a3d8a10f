import type { AuditAction, AuditOutcome } from '../event';
import { dicom, lifecycle } from './codes';
import type { Coding, FhirAction, FhirOutcome } from './types';

/** What an action is in FHIR's words. */
export interface ActionWords {
  readonly type: Coding;
  readonly action: FhirAction;
  /** What it is in the life of a record (ISO 21089), where there is a word for it. */
  readonly subtype?: Coding;
  /** Whether its entries tell of data that left. */
  readonly discloses?: true;
}

const ACTIVITY = dicom('110100', 'Application Activity');
const AUDIT_USED = dicom('110101', 'Audit Log Used');
const EXPORT = dicom('110106', 'Export');
const RECORD = dicom('110110', 'Patient Record');
const QUERY = dicom('110112', 'Query');
const SECURITY = dicom('110113', 'Security Alert');

/** Each action, so that one without a mapping does not compile. */
export const ACTION_WORDS: Readonly<Record<AuditAction, ActionWords>> = Object.freeze({
  READ: { type: RECORD, action: 'R', subtype: lifecycle('access'), discloses: true },
  SEARCH: { type: QUERY, action: 'E', discloses: true },
  ANSWER: { type: RECORD, action: 'C', discloses: true },
  EXPORT: { type: EXPORT, action: 'R', subtype: lifecycle('extract'), discloses: true },
  REIDENTIFY: { type: RECORD, action: 'R', subtype: lifecycle('reidentify'), discloses: true },
  OPEN_REVIEW: { type: RECORD, action: 'C', subtype: lifecycle('originate') },
  ADD_SUBJECT: { type: RECORD, action: 'C', subtype: lifecycle('originate') },
  SEND_CONTACT_CHECK: { type: QUERY, action: 'E' },
  ANSWER_CONTACT_CHECK: { type: RECORD, action: 'C', subtype: lifecycle('receive') },
  SET_STANDING: { type: SECURITY, action: 'U' },
  ADVANCE_REVIEW: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  SET_SCOPE_WINDOW: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  SET_INDEX_EVENT: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  SET_SUBJECT_FLAGS: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  RELEASE_TEXT: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  WITHDRAW_TEXT: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  WITHHOLD_OUTGOING: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  RECORD_CONDITION: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  WITHDRAW_CONDITION: { type: RECORD, action: 'U', subtype: lifecycle('amend') },
  ACKNOWLEDGE_REMINDER: { type: ACTIVITY, action: 'U' },
  READ_AUDIT: { type: AUDIT_USED, action: 'R' },
  READ_SETTINGS: { type: ACTIVITY, action: 'R' },
  EXPLAIN: { type: ACTIVITY, action: 'R' },
  DENIED: { type: SECURITY, action: 'E' },
  ROTATE_KEY: { type: SECURITY, action: 'U' },
  REQUEST_REIDENTIFICATION: { type: SECURITY, action: 'C' },
  DECIDE_REIDENTIFICATION: { type: SECURITY, action: 'U' },
  RECORD_RETENTION: { type: RECORD, action: 'U' },
  SET_LEGAL_HOLD: { type: RECORD, action: 'U', subtype: lifecycle('hold') },
  REQUEST_DESTRUCTION: { type: RECORD, action: 'C' },
  DECIDE_DESTRUCTION: { type: RECORD, action: 'U' },
  DESTROY: { type: RECORD, action: 'D', subtype: lifecycle('destroy') },
  STATISTICS: { type: QUERY, action: 'E', subtype: lifecycle('report') },
  RAISE_ALERT: { type: SECURITY, action: 'C' },
  DISPOSE_ALERT: { type: SECURITY, action: 'U' },
  RECORD_LEAVING: { type: SECURITY, action: 'U' },
  DECIDE_BREACH: { type: SECURITY, action: 'C' },
  LOOK_UP_SUBJECT: { type: QUERY, action: 'E', subtype: lifecycle('reidentify') },
  REGISTER_AGENCY: { type: SECURITY, action: 'C' },
  REMOVE_AGENCY: { type: SECURITY, action: 'D' },
  ROTATE_AGENCY_KEY: { type: SECURITY, action: 'U' },
  REVOKE_ACCESS: { type: SECURITY, action: 'U' },
});

/** FHIR's word for how an operation ended. */
export const OUTCOME_WORDS: Readonly<Record<AuditOutcome, FhirOutcome>> = Object.freeze({
  SUCCESS: '0',
  PARTIAL: '4',
  DENIED: '8',
  ERROR: '12',
});
