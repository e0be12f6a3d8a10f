import { randomUUID } from 'node:crypto';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { AgencyRecord } from '../../src/domain/agency-source';
import { RECORD_CATEGORIES } from '../../src/domain/data-category';
import type { FieldTree } from '../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../src/domain/ids';
import { serveAgency } from '../support/canary-agency';
import { fixtureUsers } from '../support/fixture-users';
import {
  COORDINATOR,
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  REVIEWER,
} from '../support/review-fixture';
import {
  at,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const NARRATIVE =
  'Wrenna was seen with her mother Carola Smithers and Jocasta Brindley of 9 Ash Row, PR1 8XJ. Ms Brindley rang 01772 123456.';
const MASKED =
  '[Child A] was seen with her mother [Mother] and [Person 1] of [address], [postcode]. Ms [Person 1] rang [telephone].';

/** What one agency was asked for, category by category. */
const asked: FieldTree[] = [];

const record = (handle: RecordHandle): AgencyRecord => ({
  handle,
  health: [
    {
      handle: 'visit 9990000018',
      assertion: 'FACT',
      addenda: [{ recordedOn: '2025-01-02', text: 'Carola Smithers disagrees.' }],
      description: 'Visit to Carola Smithers',
      narrative: NARRATIVE,
    },
  ],
  familyMembers: [
    { handle: 'f-1', assertion: 'FACT', addenda: [], name: 'Carola Smithers', relationship: 'mother' },
  ],
});

const serve = (agency: string): Promise<Subgraph> =>
  serveAgency(
    {
      agency: agency as AgencyId,
      offers: new Set(RECORD_CATEGORIES),
      read: (handles: readonly RecordHandle[], fields: FieldTree) => {
        if (agency === OTHER) asked.push(fields);
        return Promise.resolve(new Map(handles.map((handle) => [handle, record(handle)])));
      },
      search: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    },
    service.gateway,
  );

const QUERY = `query ($id: ID!) { review(id: $id, purpose: RAPID_REVIEW) { subjects { returns(agencies: ["${OTHER}"]) {
  health { handle assertion addenda { recordedOn text } description narrative narrativeRisk { score reasons released textIds } } } } } }`;

let service: ServiceGateway;
let agencies: readonly Subgraph[];
let reviewId: string;
let caller: (agency: string) => Caller;

beforeAll(async () => {
  service = await startServiceGateway();
  agencies = await Promise.all([serve(OWN), serve(OTHER)]);
  const [own, other] = agencies;
  await registerAgencies(service.gateway.register, { [OWN]: own?.url ?? '', [OTHER]: other?.url ?? '' });
  ({ reviewId } = await openFixtureReview(service.gateway.register, {
    pack: 'baseline',
    type: 'RAPID_REVIEW',
    state: 'GATHERING',
  }));
  caller = await fixtureUsers(service);
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

const ask = (agency: string, query = QUERY): Promise<GraphQLAnswer> =>
  caller(agency)(query, { id: reviewId });

const entryOf = (answer: GraphQLAnswer): unknown =>
  at(answer.data, 'review', 'subjects', 0, 'returns', 0, 'health', 0);

const narrativeOf = async (agency: string): Promise<unknown> => at(entryOf(await ask(agency)), 'narrative');

const decide = async (name: string, input: Readonly<Record<string, unknown>>): Promise<GraphQLAnswer> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return caller(COORDINATOR)(
    `mutation ($input: ${type}!) { ${name}(input: $input) { texts auditEventId } }`,
    {
      input: { idempotencyKey: randomUUID(), reviewId, ...input },
    },
  );
};

describe('a narrative over HTTP', () => {
  let textIds: readonly string[] = [];

  it('reaches the coordinator and the contributing agency de-identified, with what may still tell', async () => {
    const answer = await ask(COORDINATOR);
    expect(answer.errors).toEqual([]);
    expect(entryOf(answer)).toMatchObject({
      description: 'Visit to [Mother]',
      narrative: MASKED,
      addenda: [{ text: '[Mother] disagrees.' }],
      narrativeRisk: { released: false, reasons: expect.arrayContaining(['AUTOMATED_ONLY']) },
    });
    expect(at(entryOf(answer), 'narrativeRisk', 'score')).toBeGreaterThan(0);
    textIds = at(entryOf(answer), 'narrativeRisk', 'textIds') as readonly string[];
    expect(textIds).toHaveLength(2);
    expect(await narrativeOf(OTHER)).toBe(MASKED);
    for (const { text } of [answer, await ask(OTHER)])
      expect(text).not.toMatch(/Carola|Smithers|Brindley|Ash Row|PR1|9990000018|01772/);
  });

  it('is withheld from everybody else, and not even asked for, until a person has released it', async () => {
    for (const agency of [OWN, REVIEWER]) {
      asked.length = 0;
      const entry = entryOf(await ask(agency));
      if (entry !== undefined) expect(entry).toMatchObject({ narrative: null, narrativeRisk: null });
      expect(asked.some((fields) => fields.get('health')?.has('narrative'))).toBe(false);
    }
    expect(at(entryOf(await ask(OWN)), 'addenda', 0, 'text')).toMatch(/^\[a correction is recorded/);
  });

  it('is read by a participating agency once it is released, in the words that were released', async () => {
    const released = await decide('releaseText', {
      agencyId: OTHER,
      textIds,
      reason: 'The panel needs the visit in the words of the health visitor.',
    });
    expect(released.errors).toEqual([]);
    expect(at(released.data, 'releaseText', 'texts')).toBe(2);
    expect(entryOf(await ask(OWN))).toMatchObject({
      narrative: MASKED,
      addenda: [{ text: '[Mother] disagrees.' }],
      narrativeRisk: { released: true, textIds },
    });
  });

  it('says the same where the record that named the people is not asked for, and gives one value to every alias', async () => {
    const aliases = Array.from({ length: 10 }, (_, index) => `a${String(index)}: narrative`).join(' ');
    const query = `query ($id: ID!) { review(id: $id, purpose: RAPID_REVIEW) { subjects { returns(agencies: ["${OTHER}"]) {
      health { assertion addenda { text } ${aliases} } } } } }`;
    const entry = entryOf(await ask(COORDINATOR, query)) as Readonly<Record<string, unknown>>;
    const values = Object.entries(entry).filter(([name]) => /^a\d/.test(name));
    expect(values).toHaveLength(10);
    expect(new Set(values.map(([, value]) => value))).toEqual(new Set([MASKED]));
  });

  it('is held again once the release is withdrawn', async () => {
    const withdrawn = await decide('withdrawTextRelease', { textIds });
    expect(at(withdrawn.data, 'withdrawTextRelease', 'texts')).toBe(2);
    expect(await narrativeOf(OWN)).toBeNull();
    const again = await decide('withdrawTextRelease', { textIds });
    expect(again.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('is released by the coordinator only, and the decision is on record without a word of it', async () => {
    const { page } = service.gateway.audit;
    const { events } = await page({}, { first: 10_000 });
    const decisions = events.filter(({ event }) => event.action.endsWith('_TEXT'));
    expect(decisions.map(({ event }) => event.action)).toEqual(
      expect.arrayContaining(['RELEASE_TEXT', 'WITHDRAW_TEXT']),
    );
    expect(JSON.stringify(events)).not.toMatch(/Smithers|Brindley|Holloway|9990000018/);
    const refused = await caller(OWN)(
      'mutation ($input: ReleaseTextInput!) { releaseText(input: $input) { texts } }',
      { input: { idempotencyKey: randomUUID(), reviewId, agencyId: OTHER, textIds, reason: 'mine' } },
    );
    expect(refused.errors[0]?.extensions.code).toBe('ACTION_NOT_PERMITTED');
  });

  it('has no name from a text in any row of the database', async () => {
    const labels = await service.gateway.register.roleLabels(reviewId as never);
    expect(labels.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Child A', 'Mother', 'Person 1']),
    );
    expect(JSON.stringify(labels)).not.toMatch(/smithers|brindley|wrenna/i);
    expect(IDENTITY.name).toContain('Wrenna');
  });
});
