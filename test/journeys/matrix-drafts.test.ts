import { rm } from 'node:fs/promises';

import { parseDocument } from 'yaml';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { DATA_CATEGORIES, RECORD_CATEGORIES } from '../../src/domain/data-category';
import type { Outcome } from '../../src/domain/outcome';
import type { Purpose } from '../../src/domain/purpose';
import type { Contribution, Standing } from '../../src/domain/standing';
import { openPackShelf, type DecisionTable, type PackShelf, type PartyClass } from '../../src/policy';
import { activeText, type ShippedPack } from '../policy/active-copy';
import { folderOf } from '../policy/support';
import { canaryRecord, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { agreement, party } from '../support/gated-service';
import { categoryNamed, released, valueOf } from '../support/matrix-answers';
import {
  COORDINATOR,
  openFixtureReview,
  OTHER,
  OWN,
  RECIPIENTS,
  registerAgencies,
  REVIEWER,
  WIDER,
} from '../support/review-fixture';
import { at, listAt, startServiceGateway, type ServiceGateway } from '../support/service-gateway';

/** The packs that no partnership has signed yet, each with what its agreement would call the recipients. */
const DRAFTS: Readonly<Record<string, PartyClass>> = {
  staffordshire: 'NAMED_AGENCY',
  'cheshire-merseyside': 'RESPONSIBLE_AUTHORITY',
  'derby-derbyshire': 'INVOLVED',
  csap: 'PARTNER',
};
const REVIEW = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const HOMICIDE = 'DOMESTIC_HOMICIDE_REVIEW';

const CASES = Object.keys(DRAFTS).flatMap((pack) =>
  (
    [
      ['COORDINATOR', REVIEW],
      ['PARTICIPATING', REVIEW],
      ['PARTICIPATING', HOMICIDE],
      ['REVIEWER', REVIEW],
      ['WIDER', 'CONTACT_CHECK'],
      ['COORDINATOR', 'CONTACT_CHECK'],
    ] as const
  ).map(([standing, purpose]) => [pack, standing, purpose] as const),
);

const ROLES: Readonly<Record<Standing, string>> = {
  COORDINATOR: 'COORDINATOR',
  PARTICIPATING: 'AGENCY_CONTACT',
  WIDER: 'AGENCY_CONTACT',
  REVIEWER: 'REVIEWER',
};

let folder: string;
let shelf: PackShelf;
let service: ServiceGateway;
const agencies: Subgraph[] = [];
const reviews = new Map<string, string>();

/** An active copy of a draft whose agreement, if it has one, the agencies of the fixture have signed. */
function signedText(pack: string): string {
  const yaml = parseDocument(activeText(pack as ShippedPack));
  if (yaml.get('agreement') !== null) {
    const parties = [COORDINATOR, OWN, OTHER, WIDER, REVIEWER].map((agency) => ({
      ...party(agency),
      class: agency === COORDINATOR ? 'PARTNER' : DRAFTS[pack],
    }));
    yaml.setIn(['agreement'], yaml.createNode(agreement({ parties })));
  }
  // A gate of the session, which other journeys pass.
  yaml.deleteIn(['settings', 'reminder']);
  return yaml.toString({ lineWidth: 0 });
}

beforeAll(async () => {
  const texts = Object.keys(DRAFTS).map((pack) => [`packs/${pack}/pack.yaml`, signedText(pack)]);
  folder = folderOf(Object.fromEntries(texts) as Record<string, string>);
  shelf = openPackShelf(folder);
  service = await startServiceGateway({ environment: { GATEWAY_POLICY_FOLDER: folder } });
  const [own, other] = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  agencies.push(own, other);
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: own.url, [OTHER]: other.url });
  for (const pack of Object.keys(DRAFTS)) {
    for (const [type, state] of [
      [REVIEW, 'GATHERING'],
      [HOMICIDE, 'GATHERING'],
      [REVIEW, 'OPEN'],
    ] as const) {
      const { reviewId } = await openFixtureReview(register, { pack, type, state });
      reviews.set(`${pack} ${type} ${state}`, reviewId);
    }
  }
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
  await rm(folder, { recursive: true, force: true });
});

/** What the pack says to that recipient. */
function tableOf(key: string, standing: Standing, purpose: Purpose): DecisionTable {
  const pack = shelf.all().find((one) => one.key === key);
  if (!pack) throw new Error(`There is no pack ${key}.`);
  const recipient = pack.agreement?.parties.find(({ agency }) => agency === RECIPIENTS[standing]);
  return pack.table(standing, purpose, { party: recipient?.class });
}

describe('the answer over HTTP, were the drafts signed', () => {
  it.each(CASES)('is what the %s pack says for %s in %s', async (pack, standing, purpose) => {
    const table = tableOf(pack, standing, purpose);
    const agency = RECIPIENTS[standing];
    const caller = await service.as({ user: `user-${agency}`, agency, roles: [ROLES[standing]] });
    const state = standing === 'WIDER' ? 'OPEN' : 'GATHERING';
    const type = purpose === HOMICIDE ? HOMICIDE : REVIEW;
    const answer = await caller(FULL_QUERY, { id: reviews.get(`${pack} ${type} ${state}`), purpose });
    expect(answer.errors).toEqual([]);
    const outcomeOf = (source: string | null, category: (typeof DATA_CATEGORIES)[number]): Outcome => {
      const contribution: Contribution = source === agency ? 'OWN' : 'OTHER';
      return table[contribution][category].outcome;
    };
    for (const source of purpose === 'CONTACT_CHECK' ? [] : [OWN, OTHER]) {
      const full = canaryRecord(source, `rec-${source}`);
      for (const category of RECORD_CATEGORIES) {
        const shown = released(valueOf(answer, source, category), full[category], category);
        expect([category, source, shown]).toEqual([category, source, outcomeOf(source, category)]);
      }
    }
    const listed = listAt(answer.data, 'review', 'disclosure');
    expect(listed.length).toBeGreaterThanOrEqual(DATA_CATEGORIES.length);
    for (const entry of listed) {
      const category = categoryNamed(String(at(entry, 'category')));
      const source = at(entry, 'agency');
      expect([category, at(entry, 'outcome')]).toEqual([
        category,
        outcomeOf(typeof source === 'string' ? source : null, category),
      ]);
    }
  });

  it('is something in three of the four packs, and nothing at all in the one that states no review', () => {
    const shows = Object.keys(DRAFTS).filter((pack) =>
      RECORD_CATEGORIES.some(
        (category) => tableOf(pack, 'PARTICIPATING', REVIEW).OTHER[category].outcome !== 'WITHHELD',
      ),
    );
    expect(shows).toEqual(['staffordshire', 'cheshire-merseyside', 'derby-derbyshire']);
  });
});
