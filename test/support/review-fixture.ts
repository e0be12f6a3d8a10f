import { randomUUID } from 'node:crypto';

import type {
  AgencyId,
  PackKey,
  PartnershipId,
  RecordHandle,
  ReviewId,
  SubjectId,
} from '../../src/domain/ids';
import type { ReviewType } from '../../src/domain/purpose';
import type { ReviewState } from '../../src/domain/review';
import type { SubjectFlag } from '../../src/domain/subject-flag';
import type { Role, Standing } from '../../src/domain/standing';
import type { Actor, IdentityItems, Register } from '../../src/reviews';

/** Coordinates every partnership of the tests. */
export const COORDINATOR = 'unit-coordinator';
/** A source that is the recipient itself, where the recipient participates. */
export const OWN = 'agency-own';
/** A source that is another agency. */
export const OTHER = 'agency-other';
export const WIDER = 'agency-wider';
export const REVIEWER = 'agency-reviewer';
export const STRANGER = 'agency-stranger';

/** The agency that asks with that standing. */
export const RECIPIENTS: Readonly<Record<Standing, string>> = {
  COORDINATOR,
  PARTICIPATING: OWN,
  WIDER,
  REVIEWER,
};

/** The subject of the fixture, as the coordinator enters them. */
export const IDENTITY = {
  name: 'Wrenna Holloway-Pike',
  dateOfBirth: '2017-03-21',
  addresses: [
    { lines: ['14 Cairngrove Terrace', 'Fellmere'], postcode: 'ZZ4 7QX', kind: null, from: null, to: null },
  ],
};

/** A period under review that leaves out nothing that the tests' agencies hold. */
const PERIOD = { from: '1900-01-01', to: '2099-12-31' };

export const actor = (agency: string, role: Role): Actor => ({
  user: `user-${agency}` as Actor['user'],
  agency: agency as AgencyId,
  roles: [role],
  requestId: 'fixture',
  operation: { name: null, hash: null },
});

const PACKS = ['baseline', 'lancashire', 'staffordshire', 'cheshire-merseyside', 'derby-derbyshire', 'csap'];

/** A partnership for each pack, and the agencies; `endpoints` says where sources answer. */
export async function registerAgencies(
  register: Register,
  endpoints: Readonly<Record<string, string>>,
): Promise<void> {
  for (const id of [COORDINATOR, OWN, OTHER, WIDER, REVIEWER, STRANGER]) {
    await register.saveAgency({
      id: id as AgencyId,
      name: id,
      kind: 'TEST',
      endpointUrl: endpoints[id] ?? null,
    });
  }
  for (const pack of PACKS) {
    await register.savePartnership({
      id: `partnership-${pack}` as PartnershipId,
      name: pack,
      packKey: pack as PackKey,
      coordinatingAgency: COORDINATOR as AgencyId,
    });
  }
}

export interface FixtureReview {
  readonly reviewId: ReviewId;
  readonly subjectId: SubjectId;
  readonly contactCheckIds: Readonly<Record<string, string>>;
}

const key = (): string => randomUUID();
let references = 1_000;

/** A review with one subject, or two, whom the sources know, in `state`: OPEN, with the checks unanswered, or further on. */
export async function openFixtureReview(
  register: Register,
  options: {
    readonly pack: string;
    readonly type: ReviewType;
    readonly state: ReviewState;
    readonly protectedAddress?: boolean;
    readonly flags?: readonly SubjectFlag[];
    readonly handles?: Readonly<Record<string, string>>;
    /** Handles of a second subject, by the agencies that know them. */
    readonly second?: Readonly<Record<string, string>>;
    /** Where the second subject lives, if not with the first. */
    readonly secondAddresses?: IdentityItems['addresses'];
    /** The period under review; null leaves it unsaid. */
    readonly period?: { readonly from: string; readonly to: string } | null;
  },
): Promise<FixtureReview> {
  const coordinator = actor(COORDINATOR, 'COORDINATOR');
  const { pack, type, state, handles, second = {}, period = PERIOD } = options;
  const { reviewId } = await register.openReview(coordinator, {
    idempotencyKey: key(),
    partnershipId: `partnership-${pack}` as PartnershipId,
    type,
    reference: `T-${String((references += 1))}`,
  });
  const { subjectId } = await register.addSubject(coordinator, {
    idempotencyKey: key(),
    reviewId,
    role: 'INDEX_CHILD',
    ...IDENTITY,
    protectedAddress: options.protectedAddress ?? false,
    flags: options.flags ?? [],
  });
  const sibling =
    Object.keys(second).length > 0
      ? await addSibling(register, reviewId, options.secondAddresses)
      : undefined;
  const agencyIds = [OWN, OTHER, WIDER].map((id) => id as AgencyId);
  await register.sendContactCheck(coordinator, { idempotencyKey: key(), reviewId, agencyIds });
  const checks = await register.contactChecks({ reviewId });
  const contactCheckIds = Object.fromEntries(checks.map(({ agencyId, id }) => [agencyId, id]));
  if (period !== null) {
    await register.setScopeWindow(coordinator, {
      idempotencyKey: key(),
      reviewId,
      ...period,
      reason: null,
    });
  }
  if (state === 'OPEN') return { reviewId, subjectId, contactCheckIds };
  for (const check of checks.filter(({ agencyId }) => agencyId !== WIDER)) {
    const handle = (handles?.[check.agencyId] ?? `rec-${check.agencyId}`) as RecordHandle;
    const other = second[check.agencyId] as RecordHandle | undefined;
    const also = sibling && other ? [{ subjectId: sibling, handle: other }] : [];
    await register.answerContactCheck(actor(check.agencyId, 'AGENCY_CONTACT'), {
      idempotencyKey: key(),
      contactCheckId: check.id,
      outcome: 'KNOWN',
      searchedScope: 'whole system',
      records: [{ subjectId, handle }, ...also],
    });
    await register.setStanding(coordinator, {
      idempotencyKey: key(),
      reviewId,
      agencyId: check.agencyId,
      standing: 'PARTICIPATING',
    });
  }
  await register.setStanding(coordinator, {
    idempotencyKey: key(),
    reviewId,
    agencyId: REVIEWER as AgencyId,
    standing: 'REVIEWER',
  });
  for (const to of way(state))
    await register.advanceReview(coordinator, { idempotencyKey: key(), reviewId, to });
  return { reviewId, subjectId, contactCheckIds };
}

async function addSibling(
  register: Register,
  reviewId: ReviewId,
  addresses: IdentityItems['addresses'] = IDENTITY.addresses,
): Promise<SubjectId> {
  const sibling = {
    ...{ name: 'Tamsin Holloway-Pike', dateOfBirth: '2014-08-02' },
    addresses: addresses.map((address) => ({ ...address, lines: [...address.lines] })),
  };
  const { subjectId } = await register.addSubject(actor(COORDINATOR, 'COORDINATOR'), {
    ...{ idempotencyKey: key(), reviewId, role: 'SIBLING' },
    ...{ ...sibling, protectedAddress: false, flags: [] },
  });
  return subjectId;
}

const FORWARD: readonly ReviewState[] = [
  'SCOPED',
  'GATHERING',
  'PANEL',
  'REPORTING',
  'NOT_PUBLISHED',
  'CLOSED',
];
const way = (to: ReviewState): readonly ReviewState[] => FORWARD.slice(0, FORWARD.indexOf(to) + 1);
