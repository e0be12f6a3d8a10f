import type { DataCategory } from '../../../src/domain/data-category';
import { DATA_CATEGORIES } from '../../../src/domain/data-category';
import type { AgencyId, ReviewId, SubjectId } from '../../../src/domain/ids';
import type { SubjectFlag } from '../../../src/domain/subject-flag';
import { compilePack } from '../../../src/policy/compile';
import { declare } from '../../../src/stages/declare';
import { decide } from '../../../src/stages/decide';
import type { ApprovedReidentification } from '../../../src/stages/decide/approved';
import { decideReidentification, mayBeIdentified } from '../../../src/stages/decide/reidentification';
import type { UsedRequest } from '../../../src/two-person';
import { packSource } from '../../policy/tools/support';
import { AGENCY, factsOf, principal, REVIEW, REVIEW_ID, SUBJECT, type Facts } from './register-of-facts';

const PACK = compilePack(packSource('baseline'), 'digest');
const asked = (some: Parameters<typeof principal>[0] = {}) =>
  declare(principal(some), [{ reviewId: REVIEW_ID, purpose: 'RAPID_REVIEW' }]);
const facts = (some: Facts = {}) => factsOf({ pack: PACK, ...some });
const OTHER = 'agency-other' as AgencyId;

describe('decide', () => {
  it("gives an agency its own contribution by its own column, others' by theirs, the register's by the register", async () => {
    const declared = asked();
    const decided = await decide(declared, facts());
    const table = PACK.table('PARTICIPATING', 'RAPID_REVIEW');
    expect(table.OWN.nationalInsuranceNumber.outcome).not.toBe(table.OTHER.nationalInsuranceNumber.outcome);
    expect(decided.decision(AGENCY, 'nationalInsuranceNumber').cell).toBe(table.OWN.nationalInsuranceNumber);
    expect(decided.decision(OTHER, 'nationalInsuranceNumber').cell).toBe(table.OTHER.nationalInsuranceNumber);
    expect(decided.decision(null, 'name').cell).toBe(table.OTHER.name);
    expect(decided).toMatchObject({ declared, approved: null, permitsAnything: true });
    expect(Object.isFrozen(decided)).toBe(true);
  });

  it('shows the register and no return where the gate of the returns alone is shut', async () => {
    const decided = await decide(asked(), facts({ review: { ...REVIEW, scopeWindow: null } }));
    const outcome = (source: AgencyId | null, category: DataCategory) => decided.decision(source, category);
    expect(decided.permitsAnything).toBe(true);
    expect(outcome(null, 'name').cell.outcome).not.toBe('WITHHELD');
    expect(outcome(null, 'knownToAgency').reason).not.toMatch(/from when to when/u);
    for (const category of DATA_CATEGORIES) {
      expect(outcome(AGENCY, category)).toMatchObject({
        cell: { outcome: 'WITHHELD', clauses: [], recipient: null, conditions: [], then: null },
        reason: expect.stringContaining('from when to when'),
      });
    }
    expect(outcome(null, 'health').reason).toMatch(/from when to when/u);
  });

  it('withholds all of everybody where any other gate is shut, and says which', async () => {
    const decided = await decide(asked(), facts({ review: { ...REVIEW, state: 'CLOSED' } }));
    expect(decided.permitsAnything).toBe(false);
    for (const source of [AGENCY, OTHER, null])
      for (const category of DATA_CATEGORIES)
        expect(decided.decision(source, category)).toMatchObject({
          cell: { outcome: 'WITHHELD' },
          reason: 'Not shared at this stage of the review.',
        });
  });

  it('permits nothing where the pack permits nothing, though every gate is open', async () => {
    const declared = declare(principal(), [{ reviewId: REVIEW_ID, purpose: 'CONTACT_CHECK' }]);
    const decided = await decide(declared, facts());
    expect(decided).toMatchObject({ shut: null, permitsAnything: false });
  });

  it('is as if there were no review for an agency without standing', async () => {
    await expect(decide(asked(), facts({ standing: undefined }))).rejects.toMatchObject({
      code: 'REVIEW_NOT_FOUND',
    });
  });

  it('tells a user to renew a training, and of no other gate by an error', async () => {
    await expect(decide(asked({ trainedOn: null }), facts())).rejects.toMatchObject({
      code: 'TRAINING_OUT_OF_DATE',
    });
  });
});

describe('decide on a re-identification', () => {
  const approvedFor = (reviewId: ReviewId, ...subjects: readonly string[]): ApprovedReidentification => ({
    request: { reviewId } as UsedRequest,
    subjects: new Set(subjects.map((subject) => subject as SubjectId)),
    details: {},
  });
  const approved = approvedFor(REVIEW_ID, SUBJECT);

  it("says who somebody is, by the agencies' records, and nothing else", async () => {
    const declared = asked();
    const decided = await decideReidentification(declared, approved, facts());
    expect(decided).toMatchObject({ declared, approved, permitsAnything: true });
    expect(Object.isFrozen(decided)).toBe(true);
    const of = (source: AgencyId | null) =>
      DATA_CATEGORIES.filter((category) => decided.decision(source, category).cell.outcome !== 'WITHHELD');
    expect(new Set(of(OTHER))).toEqual(new Set(['name', 'dateOfBirth', 'addresses']));
    expect(of(AGENCY)).toEqual(of(OTHER));
    expect(of(null)).toEqual([]);
    const [shown, hidden] = [decided.decision(OTHER, 'name'), decided.decision(OTHER, 'health')];
    expect(shown.cell.outcome).toBe('CLEAR');
    for (const { cell, reason } of [shown, hidden]) {
      expect(cell).toMatchObject({ clauses: [], recipient: null, conditions: [], then: null });
      expect(Object.isFrozen(cell)).toBe(true);
      expect(reason.length).toBeGreaterThan(20);
    }
  });

  it.each<[string, Facts, Parameters<typeof asked>[0], ApprovedReidentification]>([
    ['REVIEW_NOT_FOUND', { standing: undefined }, {}, approved],
    ['REVIEW_NOT_FOUND', {}, {}, approvedFor('01900000-0000-7000-8000-000000000002' as ReviewId, SUBJECT)],
    ['TRAINING_OUT_OF_DATE', {}, { trainedOn: null }, approved],
    ['POLICY_REFUSED', { review: { ...REVIEW, state: 'CLOSED' } }, {}, approved],
    ['POLICY_REFUSED', { review: { ...REVIEW, scopeWindow: null } }, {}, approved],
    ['NOT_FOUND', {}, {}, approvedFor(REVIEW_ID, SUBJECT, 'subject-2')],
    ['NOT_FOUND', { flags: new Set(['PROTECTED_PERSON']) }, {}, approved],
  ])('is %s where something is amiss (%#)', async (code, some, who, request) => {
    await expect(decideReidentification(asked(who), request, facts(some))).rejects.toMatchObject({ code });
  });

  it.each<[SubjectFlag, boolean]>([
    ['PROTECTED_ADDRESS', true],
    ['ADOPTED', false],
    ['PROTECTED_PERSON', false],
    ['RESTRICTED_PROCESSING', false],
    ['UNCONFIRMED', false],
  ])('of somebody with %s: %s', (flag, open) => {
    expect(mayBeIdentified(new Set([flag]))).toBe(open);
  });
});
