import fc from 'fast-check';

import { pseudonymsFor } from '../../../src/pseudonyms';
import type { SubjectId } from '../../../src/domain/ids';
import { exitScan, WITHHELD_AT_EXIT } from '../../../src/stages/minimise/exit-scan';
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

  it.each([
    ['four digits that are far apart', 'q 1 x 2 y 3 z 4 Wrenna Holloway-Pike', ['NAME']],
    ['digits of another script', '٩٩٩ ٠٠٠ ٠٠١٨', ['NHS_NUMBER']],
    ['a number beside a UUID', '0190a2b4-0000-7000-8000-000000000001 9990000018', ['NHS_NUMBER']],
    ['a number before a UUID', '9990000018 0190a2b4-0000-7000-8000-000000000001', ['NHS_NUMBER']],
    ['a number beside a digest', `${'ab'.repeat(32)} 9990000018`, ['NHS_NUMBER']],
    ['a number before a digest', `9990000018 ${'ab'.repeat(32)}`, ['NHS_NUMBER']],
    ['digits in pairs', 'q AB 12 34 56 C', ['NATIONAL_INSURANCE_NUMBER']],
    ['a date of birth that is nothing but digits', '20170321', ['DATE_OF_BIRTH']],
    ['a number and a name, both', 'Wrenna Pike 9990000018', ['NHS_NUMBER', 'NAME']],
    ['the shortest postcode that is known', 'ZZ4 7QX', ['POSTCODE']],
    ['a name with a comma for a space', 'x1 Wrenna,Pike', []],
  ])('sees %s', (_what, text, kinds) => {
    expect(exitScan(text, known)).toEqual(kinds);
  });

  it('has one text, which says nothing, for whatever it withholds', () => {
    expect(WITHHELD_AT_EXIT).toBe('[withheld]');
  });

  it('looks for people only where there are some to look for', () => {
    expect(exitScan('no record for Wrenna Holloway-Pike', null)).toEqual([]);
    expect(exitScan('no record for 9990000018', null)).toEqual(['NHS_NUMBER']);
  });

  it.each([
    ['a text of six characters', '1/12JX', 0],
    ['a cursor with something before it', `!${Buffer.from('9990000018').toString('base64url')}`, 0],
    ['a cursor with something behind it', `${Buffer.from('9990000018').toString('base64url')}!`, 0],
    ['a cursor of a text that is not printed', Buffer.from('\u00019990000018').toString('base64url'), 0],
    ['a cursor of a text that ends unprinted', Buffer.from('9990000018\u0001').toString('base64url'), 0],
    ['a cursor that is too long', Buffer.from(`9990000018 ${'x'.repeat(150)}`).toString('base64url'), 0],
    ['a cursor that is not', Buffer.from(`9990000018 ${'x'.repeat(130)}`).toString('base64url'), 1],
  ])('reads what is one: %s', (_what, text, count) => {
    expect(exitScan(text, known)).toHaveLength(count);
  });

  it('finds a known postcode of six characters, and nothing in a shorter text', () => {
    const short = identifierMatcher(['M1 1AA', 'Al Om']);
    expect(exitScan('M1 1AA', short)).toEqual(['POSTCODE']);
    expect(exitScan('Al Om', short)).toEqual([]);
    expect(exitScan('Al Om.', short)).toEqual(['NAME']);
  });
});
