import { join } from 'node:path';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { packageRoot } from '../../src/config/package-root';
import { RECORD_CATEGORIES, type DataCategory } from '../../src/domain/data-category';
import type { Outcome } from '../../src/domain/outcome';
import {
  isReviewType,
  PURPOSES,
  REVIEW_TYPES,
  type Purpose,
  type ReviewType,
} from '../../src/domain/purpose';
import { STANDINGS, type Contribution, type Standing } from '../../src/domain/standing';
import { openPackShelf, policyMatrix } from '../../src/policy';
import { canaryRecord, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { categoryNamed, released, valueOf } from '../support/matrix-answers';
import {
  COORDINATOR,
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  RECIPIENTS,
  registerAgencies,
} from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const PACKS = ['baseline', 'lancashire'] as const;
const ROLES: Readonly<Record<Standing, string>> = {
  COORDINATOR: 'COORDINATOR',
  PARTICIPATING: 'AGENCY_CONTACT',
  WIDER: 'AGENCY_CONTACT',
  REVIEWER: 'REVIEWER',
};

let service: ServiceGateway;
const agencies: Subgraph[] = [];
/** Reviews by pack, type and state. */
const reviews = new Map<string, string>();

beforeAll(async () => {
  service = await startServiceGateway();
  const [own, other] = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  agencies.push(own, other);
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: own.url, [OTHER]: other.url });
  for (const pack of PACKS) {
    for (const type of REVIEW_TYPES) {
      for (const state of ['OPEN', 'GATHERING'] as const) {
        const { reviewId } = await openFixtureReview(register, { pack, type, state });
        reviews.set(`${pack} ${type} ${state}`, reviewId);
      }
    }
  }
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

const shelf = openPackShelf(join(packageRoot(), 'policies'));

/** The cell as the published matrix says it; what it does not say is withheld. */
function cellOf(
  pack: string,
  at: {
    readonly standing: Standing;
    readonly purpose: Purpose;
    readonly contribution: Contribution;
    readonly category: DataCategory;
  },
): Outcome {
  const found = shelf.all().find(({ key }) => key === pack);
  const row = found && policyMatrix(found).find(({ category }) => category === at.category);
  const cell = row?.cells.find(
    ({ standing, purposes, contributions }) =>
      standing === at.standing && purposes.includes(at.purpose) && contributions.includes(at.contribution),
  );
  // Statistics are counts and never a record, whatever a cell says of them.
  return at.purpose === 'STATISTICS' ? 'WITHHELD' : (cell?.outcome ?? 'WITHHELD');
}

async function ask(pack: string, standing: Standing, purpose: Purpose): Promise<GraphQLAnswer> {
  const type: ReviewType = isReviewType(purpose) ? purpose : 'SAFEGUARDING_ADULT_REVIEW';
  const state = standing === 'WIDER' ? 'OPEN' : 'GATHERING';
  const agency = RECIPIENTS[standing];
  const caller = await service.as({ user: `user-${agency}`, agency, roles: [ROLES[standing]] });
  return caller(FULL_QUERY, { id: reviews.get(`${pack} ${type} ${state}`), purpose });
}

const COMBINATIONS = PACKS.flatMap((pack) =>
  STANDINGS.flatMap((standing) => PURPOSES.map((purpose) => [pack, standing, purpose] as const)),
);

describe('the answer over HTTP', () => {
  it.each(COMBINATIONS)('is what the %s pack says for %s in %s', async (pack, standing, purpose) => {
    const answer = await ask(pack, standing, purpose);
    expect(answer.errors).toEqual([]);
    expect(answer.status).toBe(200);
    const sources = purpose === 'CONTACT_CHECK' ? [] : [OWN, OTHER];
    for (const source of sources) {
      const contribution: Contribution = source === RECIPIENTS[standing] ? 'OWN' : 'OTHER';
      const full = canaryRecord(source, `rec-${source}`);
      for (const category of RECORD_CATEGORIES) {
        const outcome = cellOf(pack, { standing, purpose, contribution, category });
        const value = valueOf(answer, source, category);
        expect([category, outcome, released(value, full[category], category)]).toEqual([
          category,
          outcome,
          outcome,
        ]);
      }
    }
    for (const category of ['name', 'dateOfBirth', 'addresses'] as const) {
      const outcome = cellOf(pack, { standing, purpose, contribution: 'OTHER', category });
      const value = at(answer.data, 'review', 'subjects', 0, category) ?? null;
      expect([category, released(value, IDENTITY[category], category)]).toEqual([category, outcome]);
    }
    expectDisclosureList(answer, { pack, standing, purpose });
  });

  it('gives the coordinator the answers to the contact check and a wider agency none', async () => {
    const coordinator = await ask('baseline', 'COORDINATOR', 'CONTACT_CHECK');
    expect(listAt(coordinator.data, 'review', 'contactChecks')).toHaveLength(3);
    const wider = await ask('baseline', 'WIDER', 'CONTACT_CHECK');
    expect(at(wider.data, 'review', 'contactChecks')).toBeNull();
    expect(at(wider.data, 'review', 'type')).toBeNull();
  });

  it('never asks an agency for a withheld category', async () => {
    for (const agency of agencies) {
      for (const { query } of agency.received)
        expect(query).not.toMatch(/\binvestigations\b.*\binvestigations\b/);
    }
    const before = agencies.map(({ received }) => received.length);
    await ask('baseline', 'COORDINATOR', 'CHILD_SAFEGUARDING_PRACTICE_REVIEW');
    agencies.forEach(({ received }, index) => {
      expect(received.length).toBe((before[index] ?? 0) + 1);
      const query = received.at(-1)?.query ?? '';
      const withheld = RECORD_CATEGORIES.filter(
        (category) =>
          cellOf('baseline', {
            standing: 'COORDINATOR',
            purpose: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW',
            contribution: 'OTHER',
            category,
          }) === 'WITHHELD',
      );
      expect(withheld).toContain('convictions');
      for (const category of withheld) expect(query).not.toMatch(new RegExp(`\\b${category}\\b`));
      expect(query).toMatch(/\bhealth\b/);
    });
  });

  it('asks no agency at all for a contact check', async () => {
    const before = agencies.map(({ received }) => received.length);
    await ask('lancashire', 'WIDER', 'CONTACT_CHECK');
    await ask('lancashire', 'COORDINATOR', 'CONTACT_CHECK');
    expect(agencies.map(({ received }) => received.length)).toEqual(before);
  });
});

function expectDisclosureList(
  answer: GraphQLAnswer,
  {
    pack,
    standing,
    purpose,
  }: { readonly pack: string; readonly standing: Standing; readonly purpose: Purpose },
): void {
  const entries = listAt(answer.data, 'review', 'disclosure') as readonly {
    category: string;
    outcome: Outcome;
    agency: string | null;
    reason: string;
  }[];
  const listed = new Set(entries.map(({ category }) => category));
  expect(listed.size).toBe(RECORD_CATEGORIES.length + 1);
  for (const { category, outcome, agency, reason } of entries) {
    const contribution: Contribution = agency !== null && agency === RECIPIENTS[standing] ? 'OWN' : 'OTHER';
    expect([category, agency, outcome]).toEqual([
      category,
      agency,
      cellOf(pack, { standing, purpose, contribution, category: categoryNamed(category) }),
    ]);
    expect(reason.length).toBeGreaterThan(10);
  }
}

test('the fixture asks as five different agencies', () => {
  expect(new Set(Object.values(RECIPIENTS)).size).toBe(STANDINGS.length);
  expect(RECIPIENTS.COORDINATOR).toBe(COORDINATOR);
});
