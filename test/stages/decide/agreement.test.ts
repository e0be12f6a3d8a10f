import type { AgencyId } from '../../../src/domain/ids';
import type { Agreement, Party } from '../../../src/policy/party';
import { agreementState, partyClass } from '../../../src/stages/decide/agreement';

const US = 'us' as AgencyId;
const UNIT = 'unit' as AgencyId;
const TODAY = '2026-11-21';

const party = (agency: string, some: Partial<Party> = {}): Party => ({
  agency,
  name: agency,
  class: 'PARTNER',
  status: 'SIGNED',
  signedOn: '2026-01-01',
  position: 'Director',
  ...some,
});
const agreement = (some: Partial<Agreement> = {}): Agreement => ({
  kind: 'ISA',
  title: 'Agreement',
  parties: [party(US), party(UNIT)],
  firstSignature: '2026-01-01',
  reviewDueOn: null,
  overdueEffect: 'WARN',
  terminatedOn: null,
  ...some,
});
const state = (of: Agreement | null): string => agreementState(of, [US, UNIT], TODAY);

describe('agreementState', () => {
  it('is not needed where the pack names no agreement', () => {
    expect(state(null)).toBe('NOT_NEEDED');
  });

  it('is in force where both agencies have signed, from the day of the later signature', () => {
    expect(state(agreement())).toBe('IN_FORCE');
    expect(state(agreement({ parties: [party(US, { signedOn: TODAY }), party(UNIT)] }))).toBe('IN_FORCE');
    expect(state(agreement({ parties: [party(US, { signedOn: '2026-11-22' }), party(UNIT)] }))).toBe(
      'NOT_SIGNED',
    );
  });

  it.each<[string, readonly Party[]]>([
    ['NOT_A_PARTY', [party(UNIT)]],
    ['NOT_A_PARTY', [party(US)]],
    ['NOT_SIGNED', [party(US, { status: 'SENT', signedOn: null }), party(UNIT)]],
    ['NOT_SIGNED', [party(US), party(UNIT, { status: 'NOT_SENT', signedOn: null })]],
    ['NOT_SIGNED', [party(US, { signedOn: null }), party(UNIT)]],
  ])('is %s for the recipient and the coordinator alike', (expected, parties) => {
    expect(state(agreement({ parties }))).toBe(expected);
  });

  it('ends on the day on which a notice of termination takes effect, and not before', () => {
    expect(state(agreement({ terminatedOn: '2026-11-22' }))).toBe('IN_FORCE');
    expect(state(agreement({ terminatedOn: TODAY }))).toBe('TERMINATED');
  });

  it('is not touched by a review that is overdue', () => {
    expect(state(agreement({ reviewDueOn: '2024-03-19' }))).toBe('IN_FORCE');
  });
});

describe('partyClass', () => {
  it('is what the agreement says, and nothing for an agency that it does not list', () => {
    expect(partyClass(agreement(), US)).toBe('PARTNER');
    expect(partyClass(agreement(), 'stranger' as AgencyId)).toBeUndefined();
    expect(partyClass(null, US)).toBeUndefined();
  });
});
