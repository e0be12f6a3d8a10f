import fc from 'fast-check';

import { LADDER_OUTCOMES, STANDARD_LEVELS } from '../../src/domain/ladder';
import { generalisersOf } from '../../src/pseudonyms/generalise/generaliser';
import { rememberedGeneralisers } from '../../src/stages/minimise/remembered-generalisers';

/** Values that have a place on a ladder, values that have none, and what could be taken for the end of one. */
const value = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    '2019',
    '2019-02-03',
    'PR1 8XJ',
    'PR1 8XJ\u0000',
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
