import type { AgencyId, RecordHandle } from '../../../src/domain/ids';
import { sameParties, type NamedParty } from '../../../src/stages/minimise/text/people';

const party: NamedParty = {
  agency: 'trust' as AgencyId,
  category: 'familyMembers',
  party: {
    ...{ assertion: 'FACT', addenda: [], source: 'f-1' as RecordHandle, asksHandle: true },
    ...{
      name: 'Carola Smithers',
      dateOfBirth: '1980-01-02',
      relationship: 'mother',
      role: null,
      organisation: null,
    },
    addresses: [
      { lines: ['9 Ash Row'], postcode: 'PR1 8XJ', uprn: null, kind: 'home', from: undefined, to: undefined },
    ],
  },
};
const [address] = party.party.addresses ?? [];
const withParty = (some: Partial<NamedParty['party']>): NamedParty => ({
  ...party,
  party: { ...party.party, ...some },
});

describe('a desk that was made for some people', () => {
  it('serves the same people in another answer', () => {
    expect(sameParties([party, party], [structuredClone(party), structuredClone(party)])).toBe(true);
  });

  it.each<readonly [string, readonly NamedParty[]]>([
    ['one fewer', []],
    ['one more', [party, party]],
    ['another agency', [{ ...party, agency: 'police' as AgencyId }]],
    ['another category', [{ ...party, category: 'informants' }]],
    ['another handle', [withParty({ source: 'f-2' as RecordHandle })]],
    ['another name', [withParty({ name: 'Carola Smith' })]],
    ['another birth', [withParty({ dateOfBirth: '1980-01-03' })]],
    ['another relationship', [withParty({ relationship: 'aunt' })]],
    ['no address', [withParty({ addresses: null })]],
    ['another line', [withParty({ addresses: address ? [{ ...address, lines: ['9 Ash Road'] }] : [] })]],
    ['another postcode', [withParty({ addresses: address ? [{ ...address, postcode: 'PR1 8XK' }] : [] })]],
  ])('serves nobody where there is %s', (_what, others) => {
    expect(sameParties([party], others)).toBe(false);
    expect(sameParties(others, [party])).toBe(false);
  });
});
