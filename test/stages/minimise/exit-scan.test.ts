import fc from 'fast-check';

import { pseudonymsFor } from '../../../src/pseudonyms';
import type { SubjectId } from '../../../src/domain/ids';
import { exitScan } from '../../../src/stages/minimise/exit-scan';
import { identifierMatcher } from '../../../src/stages/minimise/identifier-matcher';
import { knownIdentifiers } from '../../../src/stages/minimise/known-identifiers';

const known = identifierMatcher(
  knownIdentifiers([
    {
      names: ['Wrenna Holloway-Pike'],
      dateOfBirth: '2017-03-21',
      addresses: [{ lines: ['14 Cairngrove Terrace'], postcode: 'ZZ4 7QX' }],
    },
  ]),
);

describe('the scan of what leaves beside the data', () => {
  it.each([
    ['an NHS number', '999 000 0018', 'NHS_NUMBER'],
    ['an NHS number as an id', 'patient/9990000018', 'NHS_NUMBER'],
    ['an NHS number in a cursor', Buffer.from('9990000018').toString('base64url'), 'NHS_NUMBER'],
    ['a national insurance number', 'not found: QQ123456C', 'NATIONAL_INSURANCE_NUMBER'],
    ['a pupil number', 'A123456789012', 'PUPIL_NUMBER'],
    ['a police reference', 'see 12/394773H', 'PNC_ID'],
    ['a known name', 'no record for Wrenna Holloway-Pike', 'NAME'],
    ['a known name in a cursor', Buffer.from('wrenna pike').toString('base64url'), 'NAME'],
    ['a known date of birth', 'born 21/03/2017', 'DATE_OF_BIRTH'],
    ['a known postcode', 'ZZ4 7QX', 'POSTCODE'],
    ['a known address', 'at 14 Cairngrove Terrace', 'KNOWN_ADDRESS'],
  ])('finds %s', (_what, text, kind) => {
    expect(exitScan(text, known)).toContain(kind);
  });

  it('lets single words and days pass that could be anybody’s', () => {
    for (const text of [
      'Pike Street Surgery',
      'Holloway',
      '21 March',
      'Shared for a rapid review: Notice, Part 4',
    ])
      expect(exitScan(text, known)).toEqual([]);
  });

  it('never takes the gateway’s own random ids, digests and pseudonyms for a number', () => {
    const { subject } = pseudonymsFor({
      reviewKey: Buffer.alloc(32, 5),
      purpose: 'RAPID_REVIEW',
      salts: new Map(),
    });
    fc.assert(
      fc.property(fc.uuid(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (id, bytes) => {
        const texts = [id, Buffer.from(bytes).toString('hex'), subject(id as SubjectId)];
        for (const text of texts) expect(exitScan(text, known)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
