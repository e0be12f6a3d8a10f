import { DEMO_FAMILY_KEY, samplePopulation, type SamplePerson } from '../../adapters/samples/people';
import type { AgencyId, PartnershipId, RecordHandle, ReviewId, SubjectId } from '../domain/ids';
import type { ReviewType } from '../domain/purpose';
import type { SubjectRole } from '../domain/review';
import type { Role } from '../domain/standing';
import type { Actor, Register } from '../reviews';
import { LANCASHIRE_UNIT, SAFEGUARDING_UNIT } from './personas';
import type { RunningAgency } from './sample-agencies';

/** A review that the demo begins with. */
export interface DemoReview {
  readonly id: ReviewId;
  readonly reference: string;
  /** Key of the policy pack in force for it. */
  readonly pack: string;
}

interface Plan {
  readonly reference: string;
  readonly pack: string;
  readonly partnershipId: PartnershipId;
  readonly coordinator: string;
  readonly type: ReviewType;
  /** Whether the agencies have answered and take part; else their contact checks still wait. */
  readonly gathering: boolean;
}

const PLANS: readonly Plan[] = [
  {
    reference: 'DEMO-CSPR-001',
    pack: 'baseline',
    partnershipId: 'demo-baseline' as PartnershipId,
    coordinator: SAFEGUARDING_UNIT,
    type: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
    gathering: true,
  },
  {
    reference: 'DEMO-CSPR-002',
    pack: 'lancashire',
    partnershipId: 'demo-lancashire' as PartnershipId,
    coordinator: LANCASHIRE_UNIT,
    type: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
    gathering: false,
  },
];

/** What the demo reviews look at: most of the child's life, and nothing of the parents' youth. */
const DEMO_PERIOD = { from: '2012-01-01', to: '2026-12-31' };

const ROLE_OF: Readonly<Record<SamplePerson['familyRole'], SubjectRole>> = {
  child: 'INDEX_CHILD',
  mother: 'MOTHER',
  father: 'FATHER',
  partner: 'PARTNER',
};

/** Opens the two demo reviews through the register, as a coordinator would; once, since each step has a fixed key. */
export async function seedDemoReviews(
  register: Register,
  agencies: readonly RunningAgency[],
): Promise<readonly DemoReview[]> {
  const reviews: DemoReview[] = [];
  for (const plan of PLANS) reviews.push(await seed(plan, { register, agencies }));
  return reviews;
}

interface Seeding {
  readonly register: Register;
  readonly agencies: readonly RunningAgency[];
}

async function seed(plan: Plan, { register, agencies }: Seeding): Promise<DemoReview> {
  const coordinator = actor(plan.coordinator, 'COORDINATOR');
  const key = (step: string): string => `demo ${plan.reference} ${step}`;
  const { partnershipId, type, reference } = plan;
  const opened = await register.openReview(coordinator, {
    idempotencyKey: key('open'),
    partnershipId,
    type,
    reference,
  });
  const reviewId = opened.reviewId;

  const people = demoFamily();
  const subjects = new Map<SubjectId, SamplePerson>();
  for (const person of people) {
    const { subjectId } = await register.addSubject(coordinator, {
      idempotencyKey: key(`subject ${person.key}`),
      reviewId,
      role: ROLE_OF[person.familyRole],
      name: `${person.givenName} ${person.familyName}`,
      dateOfBirth: person.dateOfBirth,
      addresses: [
        {
          lines: [...person.address.lines],
          postcode: person.address.postcode,
          kind: 'home',
          from: null,
          to: null,
        },
      ],
      protectedAddress: false,
    });
    subjects.set(subjectId, person);
  }
  await register.setScopeWindow(coordinator, {
    idempotencyKey: key('period'),
    reviewId,
    ...DEMO_PERIOD,
    reason: null,
  });
  const agencyIds = agencies.map(({ id }) => id);
  await register.sendContactCheck(coordinator, { idempotencyKey: key('send'), reviewId, agencyIds });
  if (plan.gathering) await gather({ plan, reviewId, subjects, coordinator, key }, { register, agencies });
  return { id: reviewId, reference, pack: plan.pack };
}

interface Gathering {
  readonly plan: Plan;
  readonly reviewId: ReviewId;
  readonly subjects: ReadonlyMap<SubjectId, SamplePerson>;
  readonly coordinator: Actor;
  readonly key: (step: string) => string;
}

/** Every agency answers from a search of its own system; those that know someone take part. */
async function gather(
  { reviewId, subjects, coordinator, key }: Gathering,
  { register, agencies }: Seeding,
): Promise<void> {
  const checks = await register.contactChecks({ reviewId });
  for (const { id, source } of agencies) {
    const check = checks.find(({ agencyId }) => agencyId === id);
    if (!check) continue;
    const records: { subjectId: SubjectId; handle: RecordHandle }[] = [];
    for (const [subjectId, person] of subjects) {
      const handle = await findRecord(source, person);
      if (handle !== undefined) records.push({ subjectId, handle });
    }
    await register.answerContactCheck(actor(id, 'AGENCY_CONTACT'), {
      idempotencyKey: key(`answer ${id}`),
      contactCheckId: check.id,
      outcome: records.length > 0 ? 'KNOWN' : 'NOT_KNOWN',
      searchedScope: 'Whole case system, current and previous names.',
      records,
    });
    if (records.length > 0) {
      await register.setStanding(coordinator, {
        idempotencyKey: key(`standing ${id}`),
        reviewId,
        agencyId: id,
        standing: 'PARTICIPATING',
      });
    }
  }
  for (const to of ['SCOPED', 'GATHERING'] as const) {
    await register.advanceReview(coordinator, { idempotencyKey: key(to), reviewId, to });
  }
}

/** A match by name, or by date of birth where the agency's return holds no names. */
async function findRecord(
  source: RunningAgency['source'],
  person: SamplePerson,
): Promise<RecordHandle | undefined> {
  const name = `${person.givenName} ${person.familyName}`;
  const { dateOfBirth } = person;
  const [match] = source.offers.has('name')
    ? await source.search({ name, dateOfBirth })
    : await source.search({ dateOfBirth });
  return match?.handle;
}

/** The family whom every sample agency knows. */
export const demoFamily = (): readonly SamplePerson[] =>
  samplePopulation().filter(({ familyKey }) => familyKey === DEMO_FAMILY_KEY);

const actor = (agency: string, role: Role): Actor => ({
  user: `demo-seed-${agency}` as Actor['user'],
  agency: agency as AgencyId,
  roles: [role],
  requestId: 'demo-seed',
  operation: { name: 'demo-seed', hash: null },
});
