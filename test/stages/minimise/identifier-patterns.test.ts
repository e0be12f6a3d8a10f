import { patternsIn, type PatternKind } from '../../../src/stages/minimise/identifier-patterns';

const KINDS: readonly PatternKind[] = [
  ...(['NHS_NUMBER', 'NATIONAL_INSURANCE_NUMBER', 'PUPIL_NUMBER', 'PNC_ID', 'POSTCODE'] as const),
];
const found = (text: string, kind: PatternKind): readonly string[] =>
  patternsIn(text, new Set([kind])).map(({ start, end }) => text.slice(start, end));

describe('an official number in a text', () => {
  it.each<readonly [PatternKind, string, readonly string[]]>([
    ['NHS_NUMBER', '999 000 0018', ['999 000 0018']],
    ['NHS_NUMBER', '999  000--0018', ['999  000--0018']],
    ['NHS_NUMBER', '999.000.0018', ['999.000.0018']],
    ['NHS_NUMBER', '999   000 0018', []],
    ['NHS_NUMBER', 'NHS9990000018x', ['9990000018']],
    ['NHS_NUMBER', '12 999 000 0018', ['999 000 0018']],
    ['NHS_NUMBER', '999 000 0018 12', ['999 000 0018']],
    ['NHS_NUMBER', 'seen 2015-03-04 9990000018', ['9990000018']],
    ['NHS_NUMBER', '99900000189', []],
    ['NHS_NUMBER', '999 000 001', []],
    ['NHS_NUMBER', '9990000018 and 9990000050', ['9990000018', '9990000050']],
    ['NHS_NUMBER', 'at 9990000018 9990000050', ['9990000018', '9990000050']],
    ['NHS_NUMBER', '٩٩٩ ٠٠٠ ٠٠١٨', ['٩٩٩ ٠٠٠ ٠٠١٨']],
    ['NATIONAL_INSURANCE_NUMBER', 'QQ 12 34 56 C', ['QQ 12 34 56 C']],
    ['NATIONAL_INSURANCE_NUMBER', 'ab123456', ['ab123456']],
    ['NATIONAL_INSURANCE_NUMBER', 'ab 12 34 56', []],
    ['NATIONAL_INSURANCE_NUMBER', 'AB 12 34 56', ['AB 12 34 56']],
    ['NATIONAL_INSURANCE_NUMBER', 'AB-12-34-56-D', ['AB-12-34-56-D']],
    ['NATIONAL_INSURANCE_NUMBER', 'QQ123456', []],
    ['NATIONAL_INSURANCE_NUMBER', 'DA123456', []],
    ['NATIONAL_INSURANCE_NUMBER', 'AO123456', []],
    ['NATIONAL_INSURANCE_NUMBER', 'GB123456', []],
    ['NATIONAL_INSURANCE_NUMBER', 'ZZ123456', []],
    ['NATIONAL_INSURANCE_NUMBER', 'xAB123456', []],
    ['NATIONAL_INSURANCE_NUMBER', 'AB1234567', []],
    ['NATIONAL_INSURANCE_NUMBER', 'AB123456E', []],
    ['PUPIL_NUMBER', 'UPN B801200005001.', ['B801200005001']],
    ['PUPIL_NUMBER', 'a80120000500a', ['a80120000500a']],
    ['PUPIL_NUMBER', 'I801200005001', []],
    ['PUPIL_NUMBER', 'B8012000050011', []],
    ['PUPIL_NUMBER', 'xB801200005001', []],
    ['PNC_ID', 'see 12/394773H', ['12/394773H']],
    ['PNC_ID', '2004/0013116m', ['2004/0013116m']],
    ['PNC_ID', '29906/12J', ['29906/12J']],
    ['PNC_ID', 'A1234BC and X123456', ['A1234BC', 'X123456']],
    ['PNC_ID', '12/39H', []],
    ['PNC_ID', 'xA1234BC', []],
    ['PNC_ID', 'A1234BCd', []],
    ['POSTCODE', 'M1 1AA', ['M1 1AA']],
    ['POSTCODE', 'pr18xj', ['pr18xj']],
    ['POSTCODE', 'EC1A1BB SW1A 1AA', ['EC1A1BB', 'SW1A 1AA']],
    ['POSTCODE', 'GIR 0AA, gir0aa', ['GIR 0AA', 'gir0aa']],
    ['POSTCODE', 'PR1  8XJ', []],
    ['POSTCODE', 'PR1 8CJ', []],
    ['POSTCODE', 'xPR1 8XJ', []],
    ['POSTCODE', 'PR1 8XJx', []],
  ])('of the kind %s is in %p %j', (kind, text, expected) => {
    expect(found(text, kind)).toEqual(expected);
  });

  it.each([
    ...['1899-12-31', '1999-09-09', '2015-10-04', '2099-11-29', '1812-01-30', '2015-03-04'],
    ...['2020-12-10', '2001-06-15', '2011-08-20'],
  ])('is not made of the date %s and what follows it', (date) => {
    // Whatever two more digits come after, ten would make a number now and then.
    for (let more = 0; more < 100; more += 1)
      for (const before of ['', 'on ', 'on 2 / '])
        expect(found(`${before}${date} ${String(more).padStart(2, '0')}`, 'NHS_NUMBER')).toEqual([]);
  });

  it.each([
    ['a month that is none', '2015-13-04'],
    ['a day that is none', '2015-03-32'],
    ['a century that nobody alive was born in', '1715-03-04'],
    ['another', '2115-03-04'],
    ['no month', '2015-00-04'],
    ['no day', '2015-03-00'],
    ['a day of the fifties', '2015-03-54'],
  ])('may be made of what is no date: %s', (_what, text) => {
    const numbers = Array.from({ length: 1_000 }, (_, more) =>
      found(
        `${text} ${String(more)
          .padStart(3, '0')
          .slice(text.length === 10 ? 1 : 0)}`,
        'NHS_NUMBER',
      ),
    );
    expect(numbers.flat().length).toBeGreaterThan(0);
  });

  it('is one stretch where two of them overlap, at the place where it stands', () => {
    // 9990 0000 18 and 0000 18 9990 00.. share digits only where both pass; a run of zeros passes everywhere.
    const text = 'no. 0000000000 000 0000000';
    expect(patternsIn(text, new Set(['NHS_NUMBER']))).toEqual([
      { start: 4, end: 14, kind: 'NHS_NUMBER' },
      { start: 15, end: 26, kind: 'NHS_NUMBER' },
    ]);
    const overlapping = 'no. 00000 00000 00000';
    expect(patternsIn(overlapping, new Set(['NHS_NUMBER']))).toEqual([
      { start: 4, end: 21, kind: 'NHS_NUMBER' },
    ]);
  });

  it('is looked for in the kinds that are asked for alone, and in texts with a digit', () => {
    const text = '9990000018 QQ123456C B801200005001 12/394773H PR1 8XJ';
    expect(patternsIn(text, new Set(KINDS)).map(({ kind }) => kind)).toEqual(KINDS);
    for (const kind of KINDS)
      expect(patternsIn(text, new Set([kind])).map((one) => one.kind)).toEqual([kind]);
    expect(patternsIn(text, new Set())).toEqual([]);
    expect(patternsIn('no digit at all', new Set(KINDS))).toEqual([]);
  });
});
