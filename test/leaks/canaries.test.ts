import { join } from 'node:path';

import { Client } from 'pg';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { packageRoot } from '../../src/config/package-root';
import { RECORD_CATEGORIES, type RecordCategory } from '../../src/domain/data-category';
import type { Outcome } from '../../src/domain/outcome';
import { isReviewType, PURPOSES, REVIEW_TYPES, type Purpose } from '../../src/domain/purpose';
import { STANDINGS, type Standing } from '../../src/domain/standing';
import { openPackShelf, type CompiledPack } from '../../src/policy';
import { canariesIn, canary, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import {
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  RECIPIENTS,
  registerAgencies,
  STRANGER,
} from '../support/review-fixture';
import { startServiceGateway, type GraphQLAnswer, type ServiceGateway } from '../support/service-gateway';

const ROLES: Readonly<Record<Standing, string>> = {
  COORDINATOR: 'COORDINATOR',
  PARTICIPATING: 'AGENCY_CONTACT',
  WIDER: 'AGENCY_CONTACT',
  REVIEWER: 'REVIEWER',
};

/** What is left of a value that does not leave in clear; of everything else not a letter may leave. */
const KEPT_UNDER_PSEUDONYMS: readonly RegExp[] = [
  /^(health|otherSpecialCategory|legalStatuses|involvements|safeguardingConcerns|convictions|investigations)\.\d\.(kind|code|codeSystem|description|status|service)$/,
  /^(ethnicity|religion)\.(kind|code|codeSystem|description|status|service)$/,
  /^(familyMembers|otherParties|informants)\.\d\.(relationship|role)$/,
  /^practitioners\.\d\.(role|organisation)$/,
  /^contactDetails\.\d\.kind$/,
];

let service: ServiceGateway;
const agencies: Subgraph[] = [];
const packs = openPackShelf(join(packageRoot(), 'policies'))
  .all()
  .filter(({ status }) => status === 'ACTIVE');
const reviews = new Map<string, string>();

beforeAll(async () => {
  service = await startServiceGateway();
  agencies.push(
    ...(await Promise.all([
      serveCanaryAgency(OWN, service.gateway),
      serveCanaryAgency(OTHER, service.gateway),
    ])),
  );
  const [own, other] = agencies;
  await registerAgencies(service.gateway.register, { [OWN]: own?.url ?? '', [OTHER]: other?.url ?? '' });
  for (const { key: pack } of packs) {
    for (const type of REVIEW_TYPES) {
      for (const state of ['OPEN', 'GATHERING', 'CLOSED'] as const) {
        const { reviewId } = await openFixtureReview(service.gateway.register, { pack, type, state });
        reviews.set(`${pack} ${type} ${state}`, reviewId);
      }
    }
  }
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

/** The canaries that one recipient may see of one review, by the pack alone. */
function permitted(
  pack: CompiledPack,
  standing: Standing,
  purpose: Purpose,
): (path: { readonly source: string; readonly at: string }) => boolean {
  const table = pack.table(standing, purpose);
  return ({ source, at }) => {
    const category = at.split('.')[0] as RecordCategory;
    if (at.endsWith('.handle') || purpose === 'STATISTICS' || purpose === 'CONTACT_CHECK') return false;
    const outcome: Outcome = table[source === RECIPIENTS[standing] ? 'OWN' : 'OTHER'][category].outcome;
    if (outcome === 'CLEAR') return true;
    return outcome === 'PSEUDONYMISED' && KEPT_UNDER_PSEUDONYMS.some((kept) => kept.test(at));
  };
}

const everySource = [OWN, OTHER].map((source) => ({ source, mark: canary(source, `rec-${source}`, '') }));

function locate(found: string): { readonly source: string; readonly at: string } {
  const from = everySource.find(({ mark }) => found.startsWith(mark));
  if (!from) throw new Error(`A canary of nobody: ${found}`);
  return { source: from.source, at: found.slice(from.mark.length) };
}

async function ask(
  pack: CompiledPack,
  standing: Standing,
  { purpose, state }: { readonly purpose: Purpose; readonly state: string },
): Promise<GraphQLAnswer> {
  const type = isReviewType(purpose) ? purpose : 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
  const agency = RECIPIENTS[standing];
  const caller = await service.as({ user: `user-${agency}`, agency, roles: [ROLES[standing]] });
  return caller(FULL_QUERY, { id: reviews.get(`${pack.key} ${type} ${state}`), purpose });
}

const whole = ({ text, headers }: GraphQLAnswer): string => `${text}\n${JSON.stringify([...headers])}`;

const CASES = packs.flatMap((pack) =>
  STANDINGS.flatMap((standing) => PURPOSES.map((purpose) => ({ name: pack.key, pack, standing, purpose }))),
);

describe('a canary in every field of every agency', () => {
  it.each(CASES)(
    'leaves only where $name lets it: $standing, $purpose',
    async ({ pack, standing, purpose }) => {
      const answer = await ask(pack, standing, {
        purpose,
        state: standing === 'WIDER' ? 'OPEN' : 'GATHERING',
      });
      const may = permitted(pack, standing, purpose);
      const escaped = canariesIn(whole(answer))
        .map(locate)
        .filter((found) => !may(found));
      expect(escaped).toEqual([]);
    },
  );

  it('does leave where the pack lets it, or this suite would see nothing', async () => {
    const [baseline] = packs.filter(({ key }) => key === 'baseline');
    const answer = await ask(baseline!, 'PARTICIPATING', { purpose: 'RAPID_REVIEW', state: 'GATHERING' });
    expect(canariesIn(answer.text)).toContain(canary(OTHER, `rec-${OTHER}`, 'health.0.description'));
    expect(canariesIn(answer.text)).toContain(canary(OWN, `rec-${OWN}`, 'convictions.1.description'));
  });

  it('leaves for nobody once the review is closed', async () => {
    for (const { pack, standing, purpose } of CASES) {
      const answer = await ask(pack, standing, { purpose, state: 'CLOSED' });
      expect(canariesIn(whole(answer))).toEqual([]);
      expect(answer.text).not.toContain(IDENTITY.name);
    }
  }, 60_000);

  it('leaves for no stranger, whose answer is that of a review that does not exist', async () => {
    const stranger = await service.as({
      user: 'user-stranger',
      agency: STRANGER,
      roles: ['COORDINATOR', 'AGENCY_CONTACT', 'REVIEWER'],
    });
    const purpose = 'RAPID_REVIEW';
    const known = await stranger(FULL_QUERY, { id: reviews.get('baseline RAPID_REVIEW GATHERING'), purpose });
    const unknown = await stranger(FULL_QUERY, { id: '01900000-0000-7000-8000-00000000dead', purpose });
    expect(known.text).toBe(unknown.text);
    expect(known.status).toBe(unknown.status);
    expect(known.errors.map(({ extensions }) => extensions.code)).toEqual(['REVIEW_NOT_FOUND']);
  });

  it('gets into no log line, and neither does a name, a variable or an id of a subject', () => {
    const lines = service.log.join('');
    expect(service.log.length).toBeGreaterThan(CASES.length);
    expect(canariesIn(lines)).toEqual([]);
    expect(lines).not.toContain('Holloway');
    expect(lines).not.toMatch(/SUBJ-/);
    for (const id of reviews.values()) expect(lines).not.toContain(id);
  });

  it('gets into no row of the database: not into the audit log, and the identity only encrypted', async () => {
    const client = new Client({ connectionString: service.database.url });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    let dump = '';
    for (const { name } of tables) {
      const { rows } = await client.query(`select t::text as row from "${name}" t`);
      dump += JSON.stringify(rows);
    }
    await client.end();
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['audit_event', 'subject']));
    expect(dump.length).toBeGreaterThan(10_000);
    expect(canariesIn(dump)).toEqual([]);
    for (const secret of [IDENTITY.name, 'Holloway', 'Cairngrove', 'ZZ4 7QX', IDENTITY.dateOfBirth]) {
      expect(dump).not.toContain(secret);
    }
  });

  it('stands in every category of the contract, so that none is left out of the test', () => {
    expect(RECORD_CATEGORIES).toHaveLength(21);
  });
});
