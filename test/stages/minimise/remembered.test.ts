import fc from 'fast-check';

import { LADDER_OUTCOMES, STANDARD_LEVELS } from '../../../src/domain/ladder';
import type { AgencyId, RecordHandle } from '../../../src/domain/ids';
import { generalisersOf } from '../../../src/pseudonyms/generalise/generaliser';
import { rememberedGeneralisers } from '../../../src/stages/minimise/remembered-generalisers';
import { sameParties, type NamedParty } from '../../../src/stages/minimise/text/people';

/** Values that have a place on a ladder, values that have none, and what could be taken for the end of one. */
const value = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    '2019',
    '2019-02-03',
    'PR1 8XJ',
    'CAMHS',
    'Asthma',
    'J45',
    '\u0000',
    'a\u0000b',
  ),
  fc.string({ maxLength: 90 }),
);
const INDEX_EVENT = '2024-05-06';
const CATEGORIES = [
  'ethnicity',
  'religion',
  'health',
  'legalStatuses',
  'convictions',
  'investigations',
] as const;

describe('generalisers that remember', () => {
  it('climb with every value, and every pair of values, as those that do not', () => {
    const plain = generalisersOf(STANDARD_LEVELS, INDEX_EVENT);
    const remembered = rememberedGeneralisers(generalisersOf(STANDARD_LEVELS, INDEX_EVENT));
    fc.assert(
      fc.property(value, value, value, fc.constantFrom(...LADDER_OUTCOMES), (one, other, third, outcome) => {
        const [was, is] = [plain[outcome], remembered[outcome]];
        for (const climb of ['date', 'dateOfBirth', 'service'] as const)
          expect(is[climb](one)).toBe(was[climb](one));
        const address = { postcode: one ?? null, from: other ?? null, to: third ?? null };
        expect(is.address(address)).toEqual(was.address(address));
        const entry = { code: one, codeSystem: other, description: third };
        for (const category of CATEGORIES)
          expect(is.statement(category)?.(entry)).toBe(was.statement(category)?.(entry));
      }),
      { numRuns: 2_000 },
    );
  });
});

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
