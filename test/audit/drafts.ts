import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { AuditDraft } from '../../src/audit';
import type { AgencyId, PackKey, PartnershipId, ReviewId, UserId } from '../../src/domain/ids';
import type { Clock, Randomness } from '../../src/domain/ports';

/** A clock that moves on by a second at each look. */
export function steppingClock(start = '2026-03-02T09:00:00.000Z'): Clock {
  let at = Date.parse(start);
  return { now: () => new Date((at += 1_000)) };
}

export const randomness: Randomness = {
  bytes: (size) => randomBytes(size),
  uuid: (at) => v7({ msecs: at.getTime() }),
};

export const REVIEW = '0190a2b4-0000-7000-8000-000000000001' as ReviewId;

/** A draft of a read, changed as asked. */
export const draft = (changes: Partial<AuditDraft> = {}): AuditDraft => ({
  action: 'READ',
  outcome: 'SUCCESS',
  code: null,
  actor: { user: 'user-1' as UserId, agency: 'trust' as AgencyId, roles: ['AGENCY_CONTACT'] },
  standing: 'PARTICIPATING',
  partnership: 'northshire' as PartnershipId,
  review: { id: REVIEW, type: 'RAPID_REVIEW', state: 'GATHERING' },
  purpose: 'RAPID_REVIEW',
  pack: { key: 'baseline' as PackKey, version: '1.0.0', digest: 'ab'.repeat(32) },
  lawfulBasis: { article6: '6(1)(e)', article9: ['9(2)(g)'], schedule1: [], article10: [], statute: [] },
  operation: { name: 'ReadReview', hash: null },
  entries: [
    {
      agency: 'council' as AgencyId,
      subject: 'S-ABCDEF',
      category: 'health',
      outcome: 'CLEAR',
      clause: 'a,c',
      records: 3,
    },
  ],
  details: {},
  requestId: 'request-1',
  ...changes,
});
