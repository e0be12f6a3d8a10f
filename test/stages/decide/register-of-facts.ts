import type { AgencyId, PackKey, PartnershipId, ReviewId, SubjectId, UserId } from '../../../src/domain/ids';
import type { ContactCheckState, ReviewState } from '../../../src/domain/review';
import type { Standing } from '../../../src/domain/standing';
import type { SubjectFlags } from '../../../src/domain/subject-flag';
import type { CompiledPack } from '../../../src/policy';
import type { Condition } from '../../../src/policy/conditions';
import type { Partnership, Review } from '../../../src/reviews';
import type { Principal } from '../../../src/stages/identify';
import type { DecideDependencies } from '../../../src/stages/decide';

export const NOW = new Date('2026-06-15T12:00:00Z');
export const REVIEW_ID = '01900000-0000-7000-8000-000000000001' as ReviewId;
export const AGENCY = 'agency-own' as AgencyId;
export const COORDINATOR = 'unit-coordinator' as AgencyId;
export const SUBJECT = 'subject-1' as SubjectId;

export const REVIEW: Review = {
  id: REVIEW_ID,
  reference: 'T-1',
  type: 'RAPID_REVIEW',
  state: 'GATHERING',
  pausedFrom: null,
  partnershipId: 'northshire' as PartnershipId,
  openedAt: NOW,
  openedBy: 'coordinator' as UserId,
  scopeWindow: { from: '2020-01-01', to: '2026-01-01' },
  indexEventOn: null,
};

export const PARTNERSHIP: Partnership = {
  id: REVIEW.partnershipId,
  name: 'Northshire',
  packKey: 'baseline' as PackKey,
  coordinatingAgency: COORDINATOR,
};

/** Somebody who may pass every gate. */
export const principal = (some: Partial<Principal> = {}): Principal =>
  ({
    user: 'user-1' as UserId,
    agency: AGENCY,
    roles: new Set(['AGENCY_CONTACT']),
    trainedOn: '2026-01-01',
    session: 'session-1',
    issuedAt: NOW,
    ukNetwork: true,
    auditPartnerships: [],
    self: null,
    ...some,
  }) as Principal;

/** What is on the register, and which packs are in force. */
export interface Facts {
  readonly review?: Review | undefined;
  readonly state?: ReviewState;
  readonly partnership?: Partnership | undefined;
  readonly standing?: Standing | undefined;
  readonly pack?: CompiledPack | undefined;
  readonly checks?: readonly ContactCheckState[];
  readonly flags?: SubjectFlags;
  readonly conditions?: readonly { readonly condition: Condition; readonly withdrawnAt: Date | null }[];
  readonly acknowledged?: string;
}

/** The register and the shelf as the stage sees them, holding those facts about the one review and agency. */
export function factsOf(facts: Facts): DecideDependencies {
  const review = 'review' in facts ? facts.review : REVIEW;
  const partnership = 'partnership' in facts ? facts.partnership : PARTNERSHIP;
  const standing = 'standing' in facts ? facts.standing : 'PARTICIPATING';
  const { pack } = facts;
  return {
    clock: { now: () => NOW },
    packs: {
      inForce: (key) => (pack?.key === key ? pack : undefined),
      find: () => pack,
      all: () => (pack ? [pack] : []),
      reload: () => [],
    },
    register: {
      review: (id) => Promise.resolve(id === REVIEW_ID ? review : undefined),
      partnership: (id) => Promise.resolve(id === partnership?.id ? partnership : undefined),
      standingOf: (id, agency) =>
        Promise.resolve(id === REVIEW_ID && agency === AGENCY ? standing : undefined),
      contactChecks: ({ reviewId, agencyId }) =>
        Promise.resolve(
          reviewId === REVIEW_ID && agencyId === AGENCY
            ? (facts.checks ?? []).map((state) => ({ state }))
            : [],
        ),
      subjects: () => Promise.resolve([{ id: SUBJECT, flags: facts.flags ?? new Set() }]),
      recordedConditions: () => Promise.resolve(facts.conditions ?? []),
      hasAcknowledged: ({ session, user, pack: { key, version } }) =>
        Promise.resolve(facts.acknowledged === [session, user, key, version].join(' ')),
    },
  };
}
