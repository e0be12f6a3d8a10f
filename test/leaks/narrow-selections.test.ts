import { randomUUID } from 'node:crypto';

import { Kind, parse, print, type ASTNode, type FieldNode } from 'graphql';

import type { AgencyRecord, AgencySource } from '../../src/domain/agency-source';
import { RECORD_CATEGORIES, type RecordCategory } from '../../src/domain/data-category';
import type { SubjectFlag } from '../../src/domain/subject-flag';
import { canaryRecord, canarySource } from '../support/canary-agency';
import { BELOW, FULL_QUERY } from '../support/full-query';
import { PURPOSE, startGatedService, type GatedService } from '../support/gated-service';
import { IDENTITY, openFixtureReview, OTHER } from '../support/review-fixture';
import { at, listAt } from '../support/service-gateway';

const ADDENDA = 'addenda { recordedOn text }';
const HOME = {
  ...IDENTITY.addresses[0],
  lines: [...(IDENTITY.addresses[0]?.lines ?? [])],
  uprn: '100099887766',
};
/** Its lines, its postcode, or the district alone; the postcodes of the tests are in no district else. */
const REFUGE_FORM = /Hidden Lane|"ZZ2[ "]|100011112222/u;
const SIBLING = 'Tamsin Holloway-Pike';

/** A record with what must not leave beside what may: a refuge, a remand, a sealed person, a protected home. */
function trickyRecord(agency: string, handle: string): AgencyRecord {
  const record = canaryRecord(agency, handle);
  const [address] = record.addresses ?? [];
  const [status] = record.legalStatuses ?? [];
  const [relative] = record.familyMembers ?? [];
  if (!address || !status || !relative) throw new Error('The record of the tests lacks its lists.');
  const refuge = {
    ...address,
    lines: ['1 Hidden Lane'],
    postcode: 'ZZ2 1AA',
    uprn: '100011112222',
    kind: 'Refuge',
  };
  return {
    ...record,
    addresses: [address, refuge, { ...address, ...HOME }],
    legalStatuses: [
      status,
      { ...status, code: 'J1', description: 'Remanded to local authority accommodation' },
    ],
    familyMembers: [
      { ...relative, addresses: [address, { ...address, ...HOME }, refuge] },
      { ...relative, name: SIBLING, relationship: 'Sister', organisation: 'Hidden School' },
      { ...relative, name: IDENTITY.name, relationship: 'Cousin', organisation: 'Protected School' },
    ],
  };
}

const trickySource = (agency: string): AgencySource => ({
  ...canarySource(agency),
  read: (handles) =>
    Promise.resolve(new Map(handles.map((handle) => [handle, trickyRecord(agency, handle)]))),
});

let gated: GatedService;
beforeAll(async () => {
  gated = await startGatedService({ GATEWAY_OPERATION_MAX_COST: '1000000' }, trickySource);
}, 240_000);
afterAll(() => gated.close());

/** All that the pack gives of other agencies' records leaves in that outcome, but for criminal offence data. */
const everythingIs = (outcome: string) =>
  Object.fromEntries(
    RECORD_CATEGORIES.map((category) => [
      `cells.${category}.participatingOther`,
      /^(?:convictions|investigations)$/u.test(category)
        ? { outcome: 'WITHHELD', clauses: ['s'] }
        : { outcome, clauses: ['u'] },
    ]),
  );

/** A review of two, one of whom has that flag. */
async function reviewWith(flagged: 'child' | 'sibling', flag: SubjectFlag): Promise<string> {
  const { reviewId } = await openFixtureReview(gated.service.gateway.register, {
    ...{ pack: 'baseline', type: PURPOSE, state: 'GATHERING', second: { [OTHER]: 'rec-sibling' } },
  });
  const settings = await gated.coordinator(
    'query Settings($id: ID!) { reviewSettings(reviewId: $id) { subjects { ref } } }',
    { id: reviewId },
  );
  const ref = at(settings.data, 'reviewSettings', 'subjects', flagged === 'child' ? 0 : 1, 'ref');
  const set = await gated.coordinator(
    'mutation Flags($input: SetSubjectFlagsInput!) { setSubjectFlags(input: $input) { ref } }',
    { input: { idempotencyKey: randomUUID(), reviewId, ref, flags: [flag] } },
  );
  expect(set.errors).toEqual([]);
  return reviewId;
}

/** What the other agency's records say of one category, of every person on the list. */
async function read(id: string, category: RecordCategory, below: string): Promise<readonly unknown[]> {
  const answer = await gated.own(
    `query Narrow($id: ID!) { review(id: $id, purpose: ${PURPOSE}) { subjects { returns(agencies: ["${OTHER}"]) { ${category} ${below} } } } }`,
    { id },
  );
  expect(answer.errors).toEqual([]);
  return listAt(answer.data, 'review', 'subjects').map(
    (subject) => at(subject, 'returns', 0, category) ?? null,
  );
}

/** The leaves below a category, each with what a selection of it alone looks like. */
function narrow(category: RecordCategory): readonly (readonly [leaf: string, below: string])[] {
  const isAddress = category === 'addresses';
  const core = isAddress || category === 'contactDetails' ? '' : `assertion ${ADDENDA} `;
  const inAddresses = ['postcode', 'uprn', 'from'].map((leaf) => [
    `addresses.${leaf}`,
    `addresses { ${leaf} }`,
  ]);
  const leaves = isAddress
    ? ['lines', 'postcode', 'uprn', 'kind', 'from', 'to']
    : category === 'contactDetails'
      ? ['kind', 'value']
      : BELOW[category].includes('name dateOfBirth')
        ? ['name', 'dateOfBirth', 'relationship', 'role', 'organisation']
        : ['kind', 'code', 'codeSystem', 'description', 'status', 'service', 'from', 'to'];
  const own = leaves.map((leaf) => [leaf, leaf]);
  const all = leaves.includes('relationship') ? [...own, ...inAddresses] : own;
  return all.map(([leaf = '', selection = '']) => [leaf, `{ ${core}${selection} }`]);
}

/** What of an answer the names of a path lead to, entry by entry. */
function project(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => project(entry, path));
  const [name, ...rest] = path;
  return name === undefined || typeof value !== 'object' || value === null
    ? value
    : project(at(value, name), rest);
}

const OBJECTS = RECORD_CATEGORIES.filter(
  (category) => BELOW[category] !== '' && !/^(?:convictions|investigations)$/u.test(category),
);

/** The fields that the other agency was last asked for, below one category; undefined where it was not asked for it. */
function askedFor(category: RecordCategory): readonly string[] | undefined {
  const document = parse(gated.agencies[1]?.received.at(-1)?.query ?? '', { noLocation: true });
  const below = (nodes: readonly ASTNode[]): readonly FieldNode[] =>
    nodes.flatMap((node) => {
      const { selections = [] } = ('selectionSet' in node && node.selectionSet) || {};
      return selections.flatMap((one) => (one.kind === Kind.FIELD ? [one] : below([one])));
    });
  const field = below(below(document.definitions)).find(({ name }) => name.value === category);
  return field && below([field]).map((one) => print(one).replace(/\s+/gu, ' '));
}

describe('what leaves in no form', () => {
  const chosen = (levels: Readonly<Record<string, string>>) => ({
    ...everythingIs('GENERALISED'),
    'settings.generalisation': { decidedBy: 'Caldicott guardian', GENERALISED: levels },
  });
  const attested = ['handle', 'assertion', 'addenda { recordedOn text }'];
  const dated = [...attested, 'from', 'to'];

  it('is not asked for, where a level or an outcome leaves nothing of it', async () => {
    await gated.usePack(chosen({}));
    const id = await reviewWith('sibling', 'GENDER_RECOGNITION');
    const all = await gated.own(FULL_QUERY, { id, purpose: PURPOSE });
    expect(all.errors).toEqual([]);
    for (const category of ['name', 'nhsNumber', 'nationalInsuranceNumber', 'convictions'] as const)
      expect([category, askedFor(category)]).toEqual([category, undefined]);
    expect(askedFor('dateOfBirth')).toEqual([]);
    expect(askedFor('health')?.toSorted()).toEqual([...dated, 'kind'].toSorted());
    expect(askedFor('involvements')?.toSorted()).toEqual(dated.toSorted());
    expect(askedFor('practitioners')?.toSorted()).toEqual([...attested, 'name'].toSorted());
    expect(askedFor('informants')?.toSorted()).toEqual([...attested, 'name', 'relationship'].toSorted());
  });

  it('is asked for where the pack chooses a level that leaves something of it', async () => {
    await gated.usePack(chosen({ health: 'chapter', services: 'type' }));
    const id = await reviewWith('sibling', 'GENDER_RECOGNITION');
    const all = await gated.own(FULL_QUERY, { id, purpose: PURPOSE });
    expect(all.errors).toEqual([]);
    expect(askedFor('health')?.toSorted()).toEqual(
      [...dated, 'kind', 'code', 'codeSystem', 'description', 'service'].toSorted(),
    );
    expect(askedFor('involvements')?.toSorted()).toEqual([...dated, 'service'].toSorted());
    expect(askedFor('practitioners')?.toSorted()).toEqual([...attested, 'name', 'organisation'].toSorted());
  });
});

describe('a selection of one field', () => {
  it.each([
    ['CLEAR', 'sibling', 'ADOPTED'],
    ['CLEAR', 'child', 'PROTECTED_ADDRESS'],
    ['PSEUDONYMISED', 'sibling', 'PROTECTED_PERSON'],
    ['GENERALISED', 'sibling', 'ADOPTED'],
  ] as const)(
    'reads no more than the same field among all others, where all is %s and the %s is %s',
    async (outcome, flagged, flag) => {
      await gated.usePack(everythingIs(outcome));
      const id = await reviewWith(flagged, flag);
      for (const category of OBJECTS) {
        const full = await read(id, category, BELOW[category]);
        for (const [leaf, below] of narrow(category)) {
          const alone = await read(id, category, below);
          expect(JSON.stringify([full, alone])).not.toMatch(REFUGE_FORM);
          expect([category, leaf, project(alone, leaf.split('.'))]).toEqual([
            category,
            leaf,
            project(full, leaf.split('.')),
          ]);
        }
      }
    },
    60_000,
  );

  it('brings out no refuge, no remand, no sealed person and no protected home', async () => {
    await gated.usePack(everythingIs('CLEAR'));
    const adopted = await reviewWith('sibling', 'ADOPTED');
    expect(await read(adopted, 'familyMembers', `{ assertion ${ADDENDA} relationship }`)).toEqual([
      [expect.anything(), expect.objectContaining({ relationship: 'Cousin' })],
    ]);
    expect(await read(adopted, 'legalStatuses', `{ assertion ${ADDENDA} from }`)).toEqual([
      [expect.anything()],
    ]);
    expect(JSON.stringify(await read(adopted, 'addresses', '{ postcode }'))).not.toContain('ZZ2');
    const safe = await reviewWith('child', 'PROTECTED_ADDRESS');
    expect(JSON.stringify(await read(safe, 'addresses', '{ uprn }'))).not.toContain(HOME.uprn);
    const relatives = JSON.stringify(
      await read(safe, 'familyMembers', `{ assertion ${ADDENDA} organisation addresses { uprn } }`),
    );
    for (const place of [HOME.uprn, 'Protected School', '100011112222'])
      expect(relatives).not.toContain(place);
  });
});
