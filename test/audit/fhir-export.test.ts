import { AUDIT_ACTIONS, AUDIT_OUTCOMES, exportFhir, type AuditDraft } from '../../src/audit';
import type { FhirAuditEvent } from '../../src/audit/fhir/types';
import type { AgencyId, UserId } from '../../src/domain/ids';
import { PURPOSES } from '../../src/domain/purpose';
import { faultsOf, PROFILES } from './balp-rules';
import { draft } from './drafts';
import { entry, openReportLog, type ReportLog } from './reports/report-log';

const COUNCIL = 'council' as AgencyId;
const CANARY = 'Zebedee Quillfeather';
const HASH = 'ab'.repeat(32);
const operation = { name: 'ReadReview', hash: HASH };

/** An answer about two people from an agency, the register, and an agency that did not answer. */
const ANSWER = draft({
  outcome: 'PARTIAL',
  operation,
  entries: [
    entry('health', { agency: COUNCIL, outcome: 'GENERALISED', records: 2 }),
    entry('religion', { agency: COUNCIL, outcome: 'WITHHELD', records: 0 }),
    entry('name', { subject: 'S-GHIJKL' }),
    entry('ethnicity', { agency: COUNCIL, subject: 'S-GHIJKL', outcome: 'WITHHELD', records: 0 }),
    entry('health', { agency: 'police' as AgencyId, records: 0 }),
    entry('knownToAgency', { subject: null, records: 0 }),
  ],
  details: { 'status:police': 'UNAVAILABLE', reason: CANARY, [`viewer:surname`]: 'S-ABCDEF' },
});

/** Each action in each outcome, with and without a review, and as an operator does it. */
const EVERY_KIND: readonly AuditDraft[] = AUDIT_ACTIONS.flatMap((action) => [
  ...AUDIT_OUTCOMES.map((outcome) => draft({ action, outcome, operation, details: { note: CANARY } })),
  draft({
    action,
    actor: { user: 'operator:dpo' as UserId, agency: 'gateway' as AgencyId, roles: [] },
    partnership: null,
    review: null,
    purpose: null,
    standing: null,
    pack: null,
    lawfulBasis: null,
    entries: [],
    details: { log: 'all', caseReference: CANARY },
  }),
]);

describe('the FHIR export', () => {
  let log: ReportLog;
  let answer: string;
  let events: readonly FhirAuditEvent[];
  beforeAll(async () => {
    log = await openReportLog();
    [answer = ''] = await log.write(ANSWER);
    await log.write(...EVERY_KIND, ...PURPOSES.map((purpose) => draft({ purpose, operation })));
    events = (await text()).trim().split('\n').map(parse);
  });
  afterAll(() => log.close());

  const parse = (line: string): FhirAuditEvent => JSON.parse(line) as FhirAuditEvent;
  async function text(options: Parameters<typeof exportFhir>[1] = {}): Promise<string> {
    let whole = '';
    for await (const piece of exportFhir(log.source.db, options)) whole += piece;
    return whole;
  }
  const ofAnswer = (): readonly FhirAuditEvent[] => events.filter(({ id }) => id.startsWith(answer));
  const codesOf = ({ subtype }: FhirAuditEvent): readonly string[] => subtype.map(({ code }) => code);

  it('keeps to FHIR R4 and to the profile that each event claims, for every action and outcome', () => {
    expect(events.flatMap((event) => faultsOf(event).map((fault) => `${event.id} ${fault}`))).toEqual([]);
    for (const action of AUDIT_ACTIONS)
      expect(events.filter((event) => codesOf(event).includes(action))).not.toHaveLength(0);
    expect(new Set(events.map(({ outcome }) => outcome))).toEqual(new Set(['0', '4', '8', '12']));
    expect(new Set(events.flatMap(({ meta }) => meta?.profile ?? []))).toEqual(
      new Set(PROFILES.map(({ url }) => url)),
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('tells of a disclosure where something left, at both of the gateway\u2019s ends, and of the rest as basic', () => {
    const told = ofAnswer().map(({ id, type, entity = [] }) => [
      id.slice(answer.length),
      type.code,
      entity.flatMap(({ what, role }) => (role.code === '1' ? [what?.identifier.value] : [])),
    ]);
    expect(told).toEqual([
      ['.1.export', '110106', ['S-ABCDEF']],
      ['.1.import', '110107', ['S-ABCDEF']],
      ['.2.export', '110106', ['S-GHIJKL']],
      ['', '110110', ['S-GHIJKL', 'S-ABCDEF']],
    ]);
  });

  it('names fields with what happened to them, the purpose, the pack, and the query by its keyed hash', () => {
    const [exported, imported] = ofAnswer();
    const object = exported?.entity?.find(({ role }) => role.code === '4');
    const categories = (of?: FhirAuditEvent) =>
      of?.entity?.flatMap(({ detail = [] }) => detail.filter(({ type }) => type.startsWith('category:')));
    expect(categories(exported)).toEqual([
      { type: 'category:health', valueString: 'GENERALISED clause=b values=2' },
      { type: 'category:religion', valueString: 'WITHHELD clause=b values=0' },
    ]);
    // A withheld field is never asked of the agency.
    expect(categories(imported)).toHaveLength(1);
    expect(object?.what?.identifier.value).toBe(ANSWER.review?.id);
    expect(exported?.purposeOfEvent?.[0]?.coding[0]?.code).toBe('RAPID_REVIEW');
    expect(exported?.entity?.find(({ role }) => role.code === '13')?.what?.identifier.value).toBe(
      'baseline@1.0.0',
    );
    const query = exported?.entity?.find(({ role }) => role.code === '24')?.query ?? '';
    expect(Buffer.from(query, 'base64').toString('hex')).toBe(HASH);
  });

  it('holds no text of a person\u2019s: of a detail that might, its name alone', async () => {
    const whole = await text();
    expect(whole).not.toContain(CANARY);
    expect(whole).not.toMatch(/Zebedee|Quillfeather/i);
    for (const name of ['reason', 'note', 'caseReference']) expect(whole).toContain(name);
  });

  it('is one Bundle of type collection where it is asked for, also of an empty log', async () => {
    const bundle = JSON.parse(await text({ bundle: true, baseUri: 'https://audit.example/' })) as {
      type: string;
      entry: { fullUrl: string; resource: FhirAuditEvent }[];
    };
    expect(bundle.type).toBe('collection');
    expect(bundle.entry.map(({ resource }) => resource.id)).toEqual(events.map(({ id }) => id));
    expect(bundle.entry[0]?.fullUrl).toBe(`https://audit.example/AuditEvent/${answer}.1.export`);
    expect(JSON.parse(await text({ bundle: true, log: 'elsewhere' }))).toEqual({
      resourceType: 'Bundle',
      type: 'collection',
    });
    const own = (await text({ log: 'gateway' })).trim().split('\n').map(parse);
    expect(new Set(own.map(({ source }) => source.site))).toEqual(new Set(['gateway']));
  });

  it.each<[string, (event: FhirAuditEvent) => unknown]>([
    ['another action', (event) => ({ ...event, action: 'U' })],
    ['no disclosure subtype', (event) => ({ ...event, subtype: event.subtype.slice(1) })],
    ['no source agent', (event) => ({ ...event, agent: event.agent.slice(1) })],
    ['two requestors', (event) => ({ ...event, agent: [...event.agent, event.agent[2]] })],
    ['another observer', (event) => ({ ...event, source: { observer: event.agent[1]?.who } })],
    ['no person', (event) => ({ ...event, entity: event.entity?.slice(1) })],
    ['no instant', (event) => ({ ...event, recorded: undefined })],
  ])('would be found out with %s', (_what, change) => {
    const [exported] = ofAnswer();
    expect(faultsOf(exported)).toEqual([]);
    expect(faultsOf(exported && change(exported))).not.toEqual([]);
  });
});
