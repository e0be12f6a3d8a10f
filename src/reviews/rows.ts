import type { Selectable } from 'kysely';
import type { AgencyId, PackKey, PartnershipId, ReviewId, SubjectId, UserId } from '../domain/ids';
import type { ReviewType } from '../domain/purpose';
import type { ContactCheckState, ContactOutcome, ReviewState, SubjectRole } from '../domain/review';
import type { Standing } from '../domain/standing';
import { SUBJECT_FLAGS, type SubjectFlags } from '../domain/subject-flag';
import type { Condition } from '../policy/conditions';
import type { Database } from '../store';
import type {
  Agency,
  AgencyStanding,
  ContactCheck,
  ContactCheckId,
  Partnership,
  RecordedCondition,
  Review,
  ReviewSubject,
} from './review';

type Row<Table extends keyof Database> = Selectable<Database[Table]>;

// Only this module writes these tables, from checked input: the columns hold nothing but the vocabulary.

export const toPartnership = (row: Row<'partnership'>): Partnership => ({
  id: row.id as PartnershipId,
  name: row.name,
  packKey: row.pack_key as PackKey,
  coordinatingAgency: row.coordinating_agency as AgencyId,
});

export const toAgency = (row: Row<'agency'>): Agency => ({
  id: row.id as AgencyId,
  name: row.name,
  kind: row.kind,
  endpointUrl: row.endpoint_url,
  machineNilScope: row.machine_nil_scope,
  authority: row.authority,
});

export const toReview = (row: Row<'review'>): Review => ({
  id: row.id as ReviewId,
  reference: row.reference,
  type: row.type as ReviewType,
  state: row.state as ReviewState,
  pausedFrom: row.paused_from as ReviewState | null,
  partnershipId: row.partnership_id as PartnershipId,
  openedAt: row.opened_at,
  openedBy: row.opened_by as UserId,
  scopeWindow:
    row.scope_from === null && row.scope_to === null ? null : { from: row.scope_from, to: row.scope_to },
  indexEventOn: row.index_event_on,
});

export const toSubject = (row: Omit<Row<'subject'>, 'identity_ciphertext'>): ReviewSubject => ({
  id: row.id as SubjectId,
  reviewId: row.review_id as ReviewId,
  role: row.role as SubjectRole,
  position: row.position,
  flags: toFlags(row),
});

/** The flags as their columns hold them; the protected address has a column of its own. */
export function toFlags({
  flags,
  protected_address: isProtected,
}: Pick<Row<'subject'>, 'flags' | 'protected_address'>): SubjectFlags {
  const named = new Set(flags.split(','));
  return new Set(
    SUBJECT_FLAGS.filter((flag) => (flag === 'PROTECTED_ADDRESS' ? isProtected : named.has(flag))),
  );
}

/** Those columns, of flags. */
export const flagColumns = (flags: SubjectFlags): Pick<Row<'subject'>, 'flags' | 'protected_address'> => ({
  protected_address: flags.has('PROTECTED_ADDRESS'),
  flags: SUBJECT_FLAGS.filter((flag) => flag !== 'PROTECTED_ADDRESS' && flags.has(flag)).join(','),
});

export const toCondition = (row: Row<'review_condition'>): RecordedCondition => ({
  condition: row.condition as Condition,
  citation: row.citation,
  decidedBy: row.decided_by as UserId,
  decidedAt: row.decided_at,
  withdrawnAt: row.withdrawn_at,
});

export const toStanding = (row: Row<'review_agency'>): AgencyStanding => ({
  agencyId: row.agency_id as AgencyId,
  standing: row.standing as Standing,
  decidedBy: row.decided_by as UserId,
  decidedAt: row.decided_at,
});

export const toContactCheck = (row: Row<'contact_check'>): ContactCheck => ({
  id: row.id as ContactCheckId,
  reviewId: row.review_id as ReviewId,
  agencyId: row.agency_id as AgencyId,
  state: row.state as ContactCheckState,
  outcome: row.outcome as ContactOutcome | null,
  sentAt: row.sent_at,
  dueOn: row.due_on,
  answeredAt: row.answered_at,
  answeredBy: row.answered_by as UserId | null,
  isByMachine: row.answered_by_machine,
  searchedScope: row.searched_scope,
});
