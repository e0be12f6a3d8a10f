import type { AuditDraft } from '../../../src/audit';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { AgencyId, AuditEventId, SubjectId } from '../../../src/domain/ids';
import type { AgencyStatus } from '../../../src/domain/review';
import { GatewayError } from '../../../src/errors/gateway-error';
import { compilePack } from '../../../src/policy/compile';
import { declare } from '../../../src/stages/declare';
import { decide, type Decided } from '../../../src/stages/decide';
import { factDetails } from '../../../src/stages/decide/fact-names';
import type { MinimisedReturn, MinimisedSubject } from '../../../src/stages/minimise';
import { record, type Surplus } from '../../../src/stages/record';
import type { UsedRequest } from '../../../src/two-person';
import { packSource } from '../../policy/tools/support';
import { AGENCY, factsOf, principal, REVIEW, REVIEW_ID } from '../decide/register-of-facts';
import {
  disclosed,
  minimisedOf,
  openRecord,
  person,
  planOf,
  returned,
  TRACE,
  type Answer,
  type OwnRecord,
} from './on-record';

const PACK = compilePack(packSource('baseline'), 'ab'.repeat(32));
const OTHER = 'agency-other' as AgencyId;

let own: OwnRecord;
let decided: Decided;
beforeAll(async () => {
  own = await openRecord();
  const declared = declare(principal(), [{ reviewId: REVIEW_ID, purpose: 'RAPID_REVIEW' }]);
  decided = await decide(declared, factsOf({ pack: PACK }));
});
afterAll(() => own.close());

const reports: Surplus[] = [];
/** Records an answer; what stands in the log of it. */
async function onRecord(answer: Partial<Answer>): Promise<Partial<AuditDraft>> {
  const event = own.audit.allot();
  const minimised = minimisedOf({ decided, event, ...answer });
  const recorded = await record(minimised, {
    audit: own.audit,
    operation: TRACE,
    reportSurplus: (surplus) => reports.push(surplus),
  });
  expect(recorded.minimised).toBe(minimised);
  expect(recorded.receipt.eventId).toBe(event);
  expect(Object.isFrozen(recorded)).toBe(true);
  return own.eventOf(event);
}

describe('an answer on record', () => {
  it('says who asked, for what, under which pack and law, by which operation, and nothing of its text', async () => {
    expect(await onRecord({})).toEqual({
      action: 'READ',
      outcome: 'SUCCESS',
      code: null,
      actor: { user: 'user-1', agency: AGENCY, roles: ['AGENCY_CONTACT'] },
      standing: 'PARTICIPATING',
      partnership: REVIEW.partnershipId,
      review: { id: REVIEW_ID, type: 'RAPID_REVIEW', state: 'GATHERING' },
      purpose: 'RAPID_REVIEW',
      pack: { key: 'baseline', version: '1.0.0', digest: PACK.digest },
      lawfulBasis: PACK.lawfulBasis('RAPID_REVIEW'),
      operation: { name: 'Ask', hash: TRACE.hash, variables: TRACE.variables },
      entries: [],
      details: factDetails(decided),
      requestId: 'request-1',
    });
  });

  it('is a re-identification where it is one, with what is to be kept of the request', async () => {
    const approved = {
      request: {} as UsedRequest,
      subjects: new Set<SubjectId>(),
      details: { request: 'r-1' },
    };
    const event = await onRecord({ decided: { ...decided, approved } });
    expect(event.action).toBe('REIDENTIFY');
    expect(event.details).toEqual({ ...factDetails(decided), request: 'r-1' });
  });

  it.each<[AgencyStatus, string, Readonly<Record<string, string>>]>([
    ['OK', 'SUCCESS', {}],
    ['NOT_ASKED', 'SUCCESS', {}],
    ['PARTIAL', 'PARTIAL', { [`status:${OTHER}`]: 'PARTIAL' }],
    ['UNAVAILABLE', 'PARTIAL', { [`status:${OTHER}`]: 'UNAVAILABLE' }],
  ])('is, where one agency is %s, a %s, and names whose part was amiss', async (status, outcome, said) => {
    const event = await onRecord({ returns: [returned(AGENCY), returned(OTHER, { status })] });
    expect(event.outcome).toBe(outcome);
    expect(event.details).toEqual({ ...factDetails(decided), ...said });
  });

  it('counts for each person and source what was released, by its own list, and never what it was', async () => {
    const [one, two] = [
      person(1, { released: { name: 'Wrenna', addresses: [{}, {}] } }),
      person(2, { released: { name: null } }),
    ];
    const health = [{}, {}, {}] as readonly object[];
    const records = new Map([[one.id, { health, gender: 'F', age: null }]]) as ReadonlyMap<
      SubjectId,
      MinimisedSubject['released']
    >;
    const { entries = [] } = await onRecord({
      subjects: [one, two],
      returns: [returned(OTHER, { records }), returned(AGENCY)],
      disclosure: [
        disclosed(null, 'name'),
        disclosed(null, 'addresses'),
        disclosed(OTHER, 'health'),
        disclosed(OTHER, 'gender'),
        disclosed(OTHER, 'age'),
        disclosed(AGENCY, 'health'),
        disclosed('nobody' as AgencyId, 'health'),
      ],
    });
    expect(
      entries.map(({ agency, category, subject, records: n }) => [agency, category, subject, n]),
    ).toEqual([
      [null, 'name', 'SUBJ-1', 1],
      [null, 'name', 'SUBJ-2', 0],
      [null, 'addresses', 'SUBJ-1', 2],
      [null, 'addresses', 'SUBJ-2', 0],
      [OTHER, 'health', 'SUBJ-1', 3],
      [OTHER, 'health', 'SUBJ-2', 0],
      [OTHER, 'gender', 'SUBJ-1', 1],
      [OTHER, 'gender', 'SUBJ-2', 0],
      [OTHER, 'age', 'SUBJ-1', 0],
      [OTHER, 'age', 'SUBJ-2', 0],
      [AGENCY, 'health', 'SUBJ-1', 0],
      [AGENCY, 'health', 'SUBJ-2', 0],
      ['nobody', 'health', 'SUBJ-1', 0],
      ['nobody', 'health', 'SUBJ-2', 0],
    ]);
    expect(entries.every(({ outcome, clause }) => outcome === 'CLEAR' && clause === 'a,b')).toBe(true);
  });

  it('has one entry of nobody for what is of the whole review, and where nobody was shown', async () => {
    const none = { subject: null, outcome: 'CLEAR', clause: 'a,b', records: 0 };
    const whole = await onRecord({ subjects: [person(1)], disclosure: [disclosed(null, 'knownToAgency')] });
    expect(whole.entries).toEqual([{ ...none, agency: null, category: 'knownToAgency' }]);
    const nobody = await onRecord({ disclosure: [disclosed(OTHER, 'health')] });
    expect(nobody.entries).toEqual([{ ...none, agency: OTHER, category: 'health' }]);
  });

  it('keeps what passed between gateway and agency, or the event that a kept answer was asked for', async () => {
    const exchange = {
      grants: ['g-1'],
      fields: 'f',
      records: 2,
      answered: { records: 1, values: { health: 3 } },
    };
    const keptFrom = 'event-0' as AuditEventId;
    const { details } = await onRecord({
      returns: [
        returned(AGENCY, { exchange }),
        returned(OTHER, { keptFrom }),
        returned('silent' as AgencyId, { status: 'NOT_ASKED' }),
      ],
    });
    expect(details).toEqual({
      ...factDetails(decided),
      [`exchange:${AGENCY}`]: 'grants=g-1 fields=f asked=2 answered=1 value:health=3',
      [`kept-from:${OTHER}`]: 'event-0',
    });
  });

  it('names what was masked, and what people and the user have in common, by kind', async () => {
    const { details } = await onRecord({
      subjects: [
        person(1, { viewerMatches: ['SURNAME', 'POSTCODE'] }),
        person(2, { viewerMatches: ['SURNAME'] }),
        person(3),
      ],
      returns: [
        returned(OTHER, {
          masked: [
            { kind: 'NHS_NUMBER', count: 2 },
            { kind: 'NATIONAL_INSURANCE_NUMBER', count: 1 },
          ] as MinimisedReturn['masked'],
        }),
        returned(AGENCY),
      ],
    });
    expect(details).toEqual({
      ...factDetails(decided),
      [`masked:${OTHER}`]: 'NHS_NUMBER=2,NATIONAL_INSURANCE_NUMBER=1',
      'viewer:SURNAME': 'REF-1,REF-2',
      'viewer:POSTCODE': 'REF-1',
    });
  });

  it('names what came without being asked for, and the operator is told of it, and of nothing else', async () => {
    reports.length = 0;
    const minimised: Partial<Answer> = {
      returns: [
        returned(AGENCY, { surplus: ['health', 'gender'] }),
        returned(OTHER, { outside: 2 }),
        returned('third' as AgencyId),
      ],
    };
    const { details } = await onRecord(minimised);
    expect(details).toEqual({
      ...factDetails(decided),
      [`surplus:${AGENCY}`]: 'health,gender',
      [`outside-scope:${OTHER}`]: '2',
    });
    const event = expect.stringMatching(/^[0-9a-f-]{36}$/u);
    expect(reports).toEqual([
      { agency: AGENCY, event, requestId: 'request-1', fields: ['health', 'gender'], outside: 0 },
      { agency: OTHER, event, requestId: 'request-1', fields: [], outside: 2 },
    ]);
  });

  it('names the fields that were asked for and may leave, each once, and none that was for masking alone', async () => {
    const tree = (...names: readonly string[]): FieldTree => new Map(names.map((name) => [name, NO_FIELDS]));
    const { details } = await onRecord({
      register: planOf(tree('name')),
      agencies: [
        planOf(
          new Map([...tree('name'), ['health', tree('code')], ['otherParties', tree('name')]]),
          'otherParties',
        ),
        planOf(new Map([['health', tree('status')]])),
      ],
    });
    expect(details).toEqual({ ...factDetails(decided), fields: '{ name health { code status } }' });
  });

  it('names the fields of each plan anew, and the same for one plan', async () => {
    const agencies = [planOf(new Map([['gender', NO_FIELDS]]))];
    const register = planOf();
    const fields = async (...of: Parameters<typeof onRecord>) => (await onRecord(...of)).details?.['fields'];
    expect(await fields({ agencies, register })).toBe('{ gender }');
    expect(await fields({ agencies, register })).toBe('{ gender }');
    expect(await fields({ agencies, register: planOf(new Map([['age', NO_FIELDS]])) })).toBe(
      '{ age gender }',
    );
    expect(await fields({ agencies: [], register })).toBeUndefined();
  });

  it('is none without a receipt', async () => {
    const closed = { append: () => Promise.reject(new GatewayError('AUDIT_UNAVAILABLE')) };
    const dependencies = {
      audit: { ...own.audit, ...closed },
      operation: TRACE,
      reportSurplus: () => undefined,
    };
    await expect(
      record(minimisedOf({ decided, event: own.audit.allot() }), dependencies),
    ).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });
});
