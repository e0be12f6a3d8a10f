import { openRestSource } from '../../../adapters/rest';
import {
  startProbationServer,
  type NativeAnswer,
  type NativeRequest,
  type ProbationServer,
} from '../../../adapters/samples/probation-server';
import { SealedHandles } from '../../../adapters/shared/sealed-handles';
import type { AgencySource } from '../../../src/domain/agency-source';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import { describeAgencySource } from '../../contract/agency-source.contract';

const handles = new SealedHandles(Buffer.alloc(32, 6));
const clock = { now: () => new Date('2026-01-12T09:00:00Z') };
const treeOf = (...fields: string[]): FieldTree => new Map(fields.map((field) => [field, NO_FIELDS]));

const OPEN_ID = 'X900101';
const LIMITED_ID = 'X900102';
const PRISON_ONLY_ID = 'A9001AA';

const record = (id: string, flags: object) => ({
  firstName: 'Dale',
  middleName: 'Reed',
  lastName: 'Threlkeld',
  dateOfBirth: '1991-02-03',
  gender: 'Male',
  ethnicity: 'White British',
  identifiers: { nomisNumber: 'A9001AA', croNumber: null, deliusCrn: id },
  pncId: '2096/0000002B',
  hmppsId: id,
  contactDetails: {
    phoneNumbers: [{ number: '07700 900321', type: 'MOBILE' }],
    emails: ['dale@example.org'],
  },
  ...flags,
});
const OPEN = { currentRestriction: false, currentExclusion: false };
const PERSONS: Readonly<Record<string, unknown>> = {
  [OPEN_ID]: { probationOffenderSearch: record(OPEN_ID, OPEN), prisonerOffenderSearch: null },
  [LIMITED_ID]: { probationOffenderSearch: record(LIMITED_ID, { ...OPEN, currentExclusion: true }) },
  [PRISON_ONLY_ID]: { prisonerOffenderSearch: record(PRISON_ONLY_ID, {}), probationOffenderSearch: null },
};

const DOCUMENTS: Readonly<Record<string, unknown>> = {
  '/addresses': [
    { number: '7', street: 'Weir Street', town: 'Zedminster', postcode: 'ZZ9 7WS', startDate: '2022-01-01' },
    { name: 'HMP Zedford', postcode: 'ZZ1 1ZZ', startDate: '2019-01-01' },
  ],
  '/risks/serious-harm': {
    assessedOn: '2025-05-06T10:00:00',
    riskToSelf: {
      suicide: { risk: 'YES', current: 'YES', currentConcernsText: 'Said so in May.' },
      custody: { risk: 'NO', previous: 'YES' },
    },
    otherRisks: { breachOfTrust: 'YES' },
    summary: {
      whoIsAtRisk: 'A former partner',
      overallRiskLevel: 'HIGH',
      riskInCommunity: { HIGH: ['Children'] },
    },
  },
  '/risks/scores': [
    {
      completedDate: '2025-05-06T10:00:00',
      generalPredictor: { score: 12, scoreLevel: 'LOW' },
      violencePredictor: {},
    },
  ],
  '/risks/dynamic': [
    { code: 'RCCO', description: 'Child concerns', startDate: '2024-03-02', notes: 'A notes text.' },
    { code: 'RGAN', description: 'Gang', startDate: '2024-03-02' },
  ],
  '/status-information': [{ code: 'WRSM', description: 'Warrant', startDate: '2025-01-02' }],
  '/offences': [
    { hoCode: '10501', description: 'Common assault', startDate: '2024-02-01', courtName: 'Zedminster' },
  ],
  '/sentences/latest-key-dates-and-adjustments': {
    release: { date: '2025-02-03' },
    adjustments: { more: 1 },
  },
  '/person-responsible-officer': {
    communityOffenderManager: {
      name: { forename: 'Una', surname: 'Vale' },
      team: { description: 'Zedminster PDU' },
    },
  },
};

function route({ path }: NativeRequest): NativeAnswer {
  const answer = (data: unknown): NativeAnswer => ({ status: 200, body: JSON.stringify({ data }) });
  const [where = '', query] = path.split('?');
  if (query !== undefined) {
    const asked = new URLSearchParams(query);
    const found =
      (asked.get('last_name') ?? 'threlkeld').toLowerCase() === 'threlkeld' &&
      (asked.get('date_of_birth') ?? '1991-02-03') === '1991-02-03';
    return answer(found ? Object.keys(PERSONS).map((hmppsId) => ({ hmppsId })) : []);
  }
  const [, id = '', below = ''] = /^\/v1\/persons\/([^/]+)(\/.*)?$/.exec(where) ?? [];
  const document = below === '' ? PERSONS[id] : DOCUMENTS[below];
  return document === undefined ? { status: 404, body: '{}' } : answer(document);
}

async function open(
  disturb = route,
): Promise<{ readonly server: ProbationServer; readonly source: AgencySource }> {
  const server = await startProbationServer({ cases: [], disturb });
  const config = { agency: 'probation', api: 'hmpps-integration' as const, baseUrl: server.url };
  const inner = openRestSource({ config, handles, clock });
  const source: AgencySource = {
    agency: inner.agency,
    offers: inner.offers,
    read: (...asked) => inner.read(...asked),
    search: (by) => inner.search(by),
    close: async () => {
      await inner.close();
      await server.close();
    },
  };
  return { server, source };
}

describeAgencySource('HMPPS Integration API', async () => ({
  source: (await open()).source,
  search: { name: 'Dale Threlkeld' },
  secrets: [OPEN_ID, '2096/', 'A9001AA'],
  restricted: handles.handleOf(LIMITED_ID),
}));

describe('the HMPPS Integration API', () => {
  const opened: AgencySource[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((source) => source.close()));
  });
  const handle = handles.handleOf(OPEN_ID);
  const below = ({ server }: { readonly server: ProbationServer }): readonly string[] =>
    server.requests.map(({ path }) => path.replace(`/v1/persons/${OPEN_ID}`, '')).sort();

  it.each<[string, readonly string[]]>([
    ['name', []],
    ['addresses', ['/addresses']],
    ['investigations', ['/status-information']],
    ['safeguardingConcerns', ['/risks/dynamic', '/risks/serious-harm']],
    ['practitioners', ['/person-responsible-officer']],
  ])('is asked, for %s, for the person and the documents behind it', async (field, documents) => {
    const both = await open();
    opened.push(both.source);
    await both.source.read([handle], treeOf(field));
    expect(below(both)).toEqual(['', ...documents]);
  });

  it.each([
    ['limited', LIMITED_ID],
    ['known to prisons alone, of whom nobody says that they are not limited', PRISON_ONLY_ID],
    ['unknown', 'X999999'],
  ])('is asked for nothing but the person where somebody is %s, and nothing leaves', async (_how, id) => {
    const { source, server } = await open();
    opened.push(source);
    expect(await source.read([handles.handleOf(id)], treeOf(...source.offers))).toEqual(new Map());
    expect(server.requests.map(({ path }) => path)).toEqual([`/v1/persons/${id}`]);
  });

  it('keeps all that tells of offending under convictions and investigations', async () => {
    const { source } = await open();
    opened.push(source);
    const record = (await source.read([handle], treeOf(...source.offers))).get(handle);
    const { convictions, investigations, ...rest } = record ?? { handle: '' };
    expect(convictions?.map(({ kind, code = null }) => [kind, code])).toEqual([
      ['identifier', '2096/0000002B'],
      ['identifier', 'A9001AA'],
      ['identifier', OPEN_ID],
      ['risk register', 'RGAN'],
      ['offence', '10501'],
      ['risk score', 'generalPredictor'],
      ['risk to self', 'custody'],
      ['risk', 'breachOfTrust'],
      ['risk of serious harm', null],
      ['sentence date', 'release.date'],
    ]);
    expect(investigations).toHaveLength(1);
    expect(JSON.stringify(rest)).not.toMatch(
      /2096|A9001AA|X9001|HMP|Gang|assault|Zedminster PDU|partner|release/,
    );
    expect(rest.safeguardingConcerns?.map(({ kind, narrative }) => [kind, narrative])).toEqual([
      ['concern', 'A notes text.'],
      ['risk to self', 'Said so in May.'],
    ]);
  });

  it('fails, and says nothing of its answer, when a document cannot be read', async () => {
    const { source } = await open((asked) =>
      asked.path.endsWith('/offences') ? { status: 500, body: 'Dale Threlkeld' } : route(asked),
    );
    opened.push(source);
    const failure = await source.read([handle], treeOf('convictions')).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'INTERNAL',
      detail: expect.stringContaining('offences unavailable (500)'),
    });
    expect(JSON.stringify(failure)).not.toMatch(/Threlkeld|X9001/);
  });
});
