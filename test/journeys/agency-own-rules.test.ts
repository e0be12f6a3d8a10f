import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { narrowedTo } from '../../src/cli/adapter/narrowed';
import { RECORD_CATEGORIES, type RecordCategory } from '../../src/domain/data-category';
import type { FieldTree } from '../../src/domain/field-tree';
import { canariesIn, canarySource, serveAgency } from '../support/canary-agency';
import { PURPOSE } from '../support/gated-service';
import { EVERYTHING } from '../support/full-query';
import { openFixtureReview, OTHER, OWN, registerAgencies } from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type Caller,
  type ServiceGateway,
} from '../support/service-gateway';

/** What each agency's own rule leaves out of what the pack permits the participating agency. */
const LEFT_OUT: Readonly<Record<string, RecordCategory>> = { [OWN]: 'health', [OTHER]: 'ethnicity' };
/** Which category of which agency a canary is of. */
const ORIGIN = /^cnry\.([a-z]+)\.[a-z]+\.([A-Za-z]+)/u;

let service: ServiceGateway;
let own: Caller;
let reviewId: string;
const agencies: Subgraph[] = [];
/** The categories that each agency's case system was asked for. */
const asked = new Map<string, Set<string>>();

/** A case system that holds everything, behind the rule of its agency. */
async function serveRuled(agency: string): Promise<Subgraph> {
  const full = canarySource(agency);
  const categories = new Set<string>();
  asked.set(agency, categories);
  const watched = {
    ...full,
    read: (handles: Parameters<typeof full.read>[0], fields: FieldTree) => {
      for (const category of fields.keys()) categories.add(category);
      return full.read(handles, fields);
    },
  };
  const rule = new Set<string>(RECORD_CATEGORIES.filter((category) => category !== LEFT_OUT[agency]));
  return serveAgency(narrowedTo(rule, watched), service.gateway);
}

beforeAll(async () => {
  service = await startServiceGateway();
  agencies.push(await serveRuled(OWN), await serveRuled(OTHER));
  const [ours, others] = agencies;
  await registerAgencies(service.gateway.register, { [OWN]: ours?.url ?? '', [OTHER]: others?.url ?? '' });
  own = await service.as({ user: 'own', agency: OWN, roles: ['AGENCY_CONTACT'] });
  const review = { pack: 'baseline', type: PURPOSE, state: 'GATHERING' } as const;
  ({ reviewId } = await openFixtureReview(service.gateway.register, review));
});
afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

const QUERY = `query ($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) {
  subjects { returns { agency status ${EVERYTHING} } } disclosure { category agency outcome } } }`;

describe('the rules of two agencies and of the pack', () => {
  it('meet as their intersection: each agency answers what its own rule and the pack permit, and no more', async () => {
    const { data, errors, text } = await own(QUERY, { id: reviewId, purpose: PURPOSE });
    expect(errors).toEqual([]);
    const leaving = new Set(
      canariesIn(text).map((one) => ORIGIN.exec(one)?.slice(1).join(' ') ?? 'of no known place'),
    );
    const name = (agency: string): string => agency.replaceAll('-', '');
    // One agency's rule takes nothing from the other's answer, and its permission adds nothing to it.
    expect(leaving).toContain(`${name(OTHER)} health`);
    expect(leaving).toContain(`${name(OWN)} ethnicity`);
    expect(leaving).not.toContain(`${name(OWN)} health`);
    expect(leaving).not.toContain(`${name(OTHER)} ethnicity`);
    // What the pack withholds is withheld though both agencies would give it.
    const withheld = listAt(data, 'review', 'disclosure').filter((row) => at(row, 'outcome') === 'WITHHELD');
    expect(withheld.length).toBeGreaterThan(0);
    for (const row of withheld) {
      const from = at(row, 'agency');
      const sources = typeof from === 'string' ? [from] : [OWN, OTHER];
      for (const agency of sources)
        expect(leaving).not.toContain(`${name(agency)} ${String(at(row, 'category'))}`);
    }
  });

  it('reach the case systems: neither is read for what its own rule leaves out', () => {
    expect(asked.get(OWN)).toContain('ethnicity');
    expect(asked.get(OWN)).not.toContain('health');
    expect(asked.get(OTHER)).toContain('health');
    expect(asked.get(OTHER)).not.toContain('ethnicity');
  });

  it('leave the rest of each return whole: what an agency does not offer is no fault of its answer', async () => {
    const { data } = await own(QUERY, { id: reviewId, purpose: PURPOSE });
    const returns = listAt(listAt(data, 'review', 'subjects')[0], 'returns');
    for (const agency of [OWN, OTHER]) {
      const given = returns.find((each) => at(each, 'agency') === agency);
      expect(at(given, 'status')).toBe('OK');
      expect(at(given, LEFT_OUT[agency] ?? '')).toBeNull();
    }
  });
});
