import { openFhirSource } from '../../adapters/fhir';
import { SealedHandles } from '../../adapters/shared/sealed-handles';
import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { AgencySource } from '../../src/domain/agency-source';
import { patient, RESOURCES } from '../adapters/fhir/served-patient';
import { serveAgency, serveCanaryAgency } from '../support/canary-agency';
import type { Held } from '../support/fhir-search';
import { startFhirServer, type TestFhirServer } from '../support/fhir-server';
import { fixtureUsers } from '../support/fixture-users';
import { EVERYTHING } from '../support/full-query';
import {
  COORDINATOR,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  REVIEWER,
  WIDER,
} from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type Caller,
  type ServiceGateway,
} from '../support/service-gateway';

/** Whoever has died is protected as if they lived: the packs say so, and nothing of an answer depends on it. */

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const SECRET = Buffer.alloc(32, 9);
const DIED_ON = '2026-10-30';
/** Days after the death, and before any birthday. */
const clock = { now: () => new Date('2026-11-02T09:00:00Z') };

/** The same person and record once more, who has died. */
const dead: readonly Held[] = RESOURCES.map((one) => ({
  ...one,
  id: `${String(one['id'])}-dead`,
  ...(one === patient
    ? { id: 'p2', deceasedDateTime: `${DIED_ON}T10:00:00Z` }
    : { subject: { reference: 'Patient/p2' } }),
}));

let service: ServiceGateway;
let fhir: TestFhirServer;
let source: AgencySource;
const agencies: Subgraph[] = [];
let caller: (agency: string) => Caller;

beforeAll(async () => {
  service = await startServiceGateway();
  fhir = await startFhirServer({ resources: [...RESOURCES, ...dead] });
  source = await openFhirSource(
    { agency: OTHER, server: { baseUrl: fhir.url }, handleSecret: SECRET },
    { clock },
  );
  agencies.push(await serveCanaryAgency(OWN, service.gateway), await serveAgency(source, service.gateway));
  await registerAgencies(service.gateway.register, {
    [OWN]: agencies[0]?.url ?? '',
    [OTHER]: agencies[1]?.url ?? '',
  });
  caller = await fixtureUsers(service);
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
  await source.close();
  await fhir.close();
});

async function reviewOf(patientId: string, pack: string, state: 'OPEN' | 'GATHERING'): Promise<string> {
  const { reviewId } = await openFixtureReview(service.gateway.register, {
    ...{ pack, type: PURPOSE, state },
    handles: { [OTHER]: new SealedHandles(SECRET).handleOf(patientId) },
  });
  return reviewId;
}

const QUERY = `query All($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) {
  subjects { ref role name dateOfBirth addresses { lines postcode uprn kind from to }
    returns(agencies: ["${OTHER}"]) { agency status ${EVERYTHING} } }
  disclosure { category agency outcome reason } } }`;

/** All that an answer says, without the pseudonyms that every review has of its own. */
async function told(agency: string, id: string, purpose = PURPOSE): Promise<unknown> {
  const answer = await caller(agency)(QUERY, { id, purpose });
  expect(answer.errors).toEqual([]);
  const text = JSON.stringify(at(answer.data, 'review') ?? null);
  return JSON.parse(text.replaceAll(/"[A-Z]{4}-[0-9A-Z-]{10,}"/gu, '"~"'));
}

const isDeath = (entry: unknown): boolean =>
  at(entry, 'kind') === 'death' || at(entry, 'from') === DIED_ON || at(entry, 'from') === '2026';

const isEntries = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The same without what the record tells of the death itself, and how many such entries there were. */
function withoutDeath(answer: unknown): { readonly rest: unknown; readonly deaths: number } {
  let deaths = 0;
  const rest: unknown = JSON.parse(
    JSON.stringify(answer, (name, value: unknown): unknown => {
      if (name !== 'health' || !isEntries(value)) return value;
      deaths += value.filter(isDeath).length;
      return value.filter((entry) => !isDeath(entry));
    }),
  );
  return { rest, deaths };
}

describe('somebody who has died', () => {
  it.each([
    ['baseline', COORDINATOR],
    ['baseline', OTHER],
    ['baseline', OWN],
    ['baseline', REVIEWER],
    ['lancashire', COORDINATOR],
    ['lancashire', OWN],
  ])('is answered as if they lived, by the pack %s, to %s', async (pack, agency) => {
    const [living, late] = [await reviewOf('p1', pack, 'GATHERING'), await reviewOf('p2', pack, 'GATHERING')];
    const [one, other] = [await told(agency, living), withoutDeath(await told(agency, late))];
    expect(other.rest).toEqual(withoutDeath(one).rest);
    expect(listAt(one, 'subjects')).toHaveLength(1);
    expect(JSON.stringify(one)).toContain('"status":"OK"');
    // The death is an entry of the health record, and leaves where that leaves.
    const health = at(one, 'subjects', 0, 'returns', 0, 'health');
    expect(other.deaths - withoutDeath(one).deaths).toBe(Array.isArray(health) ? 1 : 0);
  });

  it.each(['CONTACT_CHECK', PURPOSE])(
    'is told of to a wider agency as if they lived, for %s',
    async (purpose) => {
      const [living, late] = [
        await reviewOf('p1', 'baseline', 'OPEN'),
        await reviewOf('p2', 'baseline', 'OPEN'),
      ];
      expect(await told(WIDER, late, purpose)).toEqual(await told(WIDER, living, purpose));
    },
  );
});
