import { randomUUID } from 'node:crypto';

import { parseDocument } from 'yaml';

import type {
  AgencyId,
  PackKey,
  PartnershipId,
  RecordHandle,
  ReviewId,
  SubjectId,
} from '../../../src/domain/ids';
import type { ReviewType } from '../../../src/domain/purpose';
import type { ReviewState } from '../../../src/domain/review';
import type { Role } from '../../../src/domain/standing';
import type { SubjectFlag } from '../../../src/domain/subject-flag';
import type { Condition } from '../../../src/policy/conditions';
import type { Actor, Register } from '../../../src/reviews';
import { activeText } from '../../policy/active-copy';
import { agreement, party } from '../../support/gated-service';
import { codeOf, identityOf } from './canaries';
import { recordIndex } from './expected-answer';
import { NARROW, recordOf, WIDE, type JsonObject } from './records';
import {
  COUNCIL,
  PACKS,
  PARTY_OF,
  PLANS,
  REVIEWER,
  SOURCES,
  STRANGER,
  TRUST,
  unitOf,
  WIDER,
  type Pack,
  type Person,
  type WorldReview,
} from './world';

/** The text of an active copy of a pack whose agreement, if there is one, the world's agencies have signed. */
export function textOf(pack: Pack): string {
  const yaml = parseDocument(activeText(pack));
  if (Object.keys(PARTY_OF[pack]).length > 0) {
    const unit = { ...party(unitOf(pack)), class: 'PARTNER' };
    const others = Object.entries(PARTY_OF[pack]).map(([agency, is]) => ({ ...party(agency), class: is }));
    yaml.setIn(['agreement'], yaml.createNode(agreement({ parties: [unit, ...others] })));
  }
  // A gate of the session, which other journeys pass.
  yaml.deleteIn(['settings', 'reminder']);
  return yaml.toString({ lineWidth: 0 });
}

const key = (): { readonly idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

const actor = (agency: string, ...roles: readonly Role[]): Actor => ({
  user: `user-${agency}` as Actor['user'],
  agency: agency as AgencyId,
  roles,
  requestId: 'fixture',
  operation: { name: null, hash: null },
});

/** Enters agencies, partnerships and reviews. */
export async function buildWorld(
  register: Register,
  endpoints: Readonly<Record<string, string>>,
): Promise<readonly WorldReview[]> {
  for (const id of [TRUST, COUNCIL, WIDER, REVIEWER, STRANGER, ...PACKS.map(unitOf)]) {
    await register.saveAgency({
      id: id as AgencyId,
      name: id,
      kind: 'TEST',
      endpointUrl: endpoints[id] ?? null,
    });
  }
  const reviews: WorldReview[] = [];
  let people = 0;
  for (const pack of PACKS) {
    await register.savePartnership({
      id: `partnership-${pack}` as PartnershipId,
      name: pack,
      packKey: pack as PackKey,
      coordinatingAgency: unitOf(pack) as AgencyId,
    });
    for (const plan of PLANS) {
      const { people: flags, ...rest } = plan;
      const persons = flags.map((of, index): Person => {
        const person = { index: (people += 1), flags: of };
        const knownTo = SOURCES.filter((source) => index < 2 || source !== COUNCIL);
        const handles = knownTo.map((source) => [source, `rec${codeOf(person.index)}${source.slice(3)}`]);
        return { ...person, handles: Object.fromEntries(handles) as Record<string, string> };
      });
      const reference = `FZ-${String(1_000 + reviews.length)}`;
      const review = { ...rest, id: '', reference, pack, people: persons };
      reviews.push({ ...review, id: await openReview(register, review) });
    }
  }
  return reviews;
}

/** What one agency holds of everybody, by handle. */
export function recordsOf(agency: string, reviews: readonly WorldReview[]): ReadonlyMap<string, JsonObject> {
  return new Map(
    reviews.flatMap(({ people }) =>
      people.flatMap((person) => {
        const handle = person.handles[agency];
        return handle === undefined
          ? []
          : [[handle, recordOf(agency, handle, recordIndex(person, agency))] as const];
      }),
    ),
  );
}

async function openReview(register: Register, review: WorldReview): Promise<string> {
  const coordinator = actor(unitOf(review.pack), 'COORDINATOR', 'AUDITOR');
  const { reviewId } = await register.openReview(coordinator, {
    ...key(),
    partnershipId: `partnership-${review.pack}` as PartnershipId,
    type: review.type as ReviewType,
    reference: review.reference,
  });
  const subjects: { readonly person: Person; readonly subjectId: SubjectId }[] = [];
  for (const person of review.people) {
    const { subjectId } = await register.addSubject(coordinator, {
      ...{ ...key(), reviewId, role: 'INDEX_CHILD', protectedAddress: false },
      ...identityOf(person.index),
    });
    subjects.push({ person, subjectId });
  }
  const agencyIds = [TRUST, COUNCIL, WIDER].map((id) => id as AgencyId);
  await register.sendContactCheck(coordinator, { ...key(), reviewId, agencyIds });
  if (review.period !== null) {
    const period = review.period === 'WIDE' ? WIDE : NARROW;
    await register.setScopeWindow(coordinator, { ...key(), reviewId, ...period, reason: null });
  }
  const checks = await register.contactChecks({ reviewId });
  for (const check of checks) {
    const isSource = check.agencyId !== WIDER;
    if (isSource ? review.state === 'OPEN' : !review.widerAnswered) continue;
    const records = subjects.flatMap(({ person, subjectId }) => {
      const handle = person.handles[check.agencyId];
      return handle === undefined ? [] : [{ subjectId, handle: handle as RecordHandle }];
    });
    await register.answerContactCheck(actor(check.agencyId, 'AGENCY_CONTACT'), {
      ...{ ...key(), contactCheckId: check.id, searchedScope: 'whole system' },
      ...(isSource ? { outcome: 'KNOWN', records } : { outcome: 'NOT_KNOWN', records: [] }),
    });
  }
  if (review.state !== 'OPEN') await takeForward(register, coordinator, { review, reviewId });
  for (const { person, subjectId } of subjects) {
    const flags = person.flags as readonly SubjectFlag[];
    if (flags.length > 0)
      await register.setSubjectFlags(coordinator, { ...key(), reviewId, subjectId, flags });
  }
  return reviewId;
}

const FORWARD = ['SCOPED', 'GATHERING', 'PANEL', 'REPORTING', 'NOT_PUBLISHED', 'CLOSED'] as const;

async function takeForward(
  register: Register,
  coordinator: Actor,
  { review, reviewId }: { readonly review: WorldReview; readonly reviewId: ReviewId },
): Promise<void> {
  const standings = [
    [TRUST, 'PARTICIPATING'],
    [COUNCIL, 'PARTICIPATING'],
    [REVIEWER, 'REVIEWER'],
  ] as const;
  for (const [agency, standing] of standings) {
    await register.setStanding(coordinator, { ...key(), reviewId, agencyId: agency as AgencyId, standing });
  }
  const auditorOf = [`partnership-${review.pack}`];
  for (const condition of review.conditions) {
    const met = { ...key(), reviewId, condition: condition as Condition, citation: 'form 1', auditorOf };
    await register.recordCondition(coordinator, met);
  }
  const way = FORWARD.slice(0, FORWARD.findIndex((state) => state === review.state) + 1);
  for (const to of way)
    await register.advanceReview(coordinator, { ...key(), reviewId, to: to satisfies ReviewState });
}
