import { identifierMatcher, type KnownKind } from '../../../src/stages/minimise/identifier-matcher';

const ALL: ReadonlySet<KnownKind> = new Set(['NAME', 'DATE_OF_BIRTH', 'POSTCODE', 'KNOWN_ADDRESS']);
const kindOf = (identifier: string): KnownKind | undefined =>
  identifierMatcher([identifier]).find(identifier, ALL)[0]?.kind;

describe('the kind of a known identifier', () => {
  it.each<readonly [KnownKind, readonly string[]]>([
    [
      'DATE_OF_BIRTH',
      [
        ...[
          '4 March',
          '4th March 2011',
          '4th of Mar 11',
          'March 4',
          'March 4th',
          'Mar 4th 2011',
          'fourth of March',
        ],
        ...[
          'twenty-first January',
          'January twenty-first',
          'March fourth 2011',
          'March 2011',
          '14 Sept 2011',
        ],
        ...['2011-03-04', '04/03/2011', '4/3 11', '04032011', '040311', '2011 3 4', '04 03', 'FIRST MAY'],
      ],
    ],
    ['POSTCODE', ['PR1 8XJ', 'PR18XJ', 'pr1 8xj']],
    [
      'KNOWN_ADDRESS',
      [
        ...[
          '4 Elm Road',
          'Flat 2, Ash',
          '4 March Road',
          'x 4 March',
          '4 March x',
          'March 4 x',
          '123th Marchmont Row',
        ],
        ...['1234567', '12345', '1 2 3 4', '123456789', 'x 04/03', '04/03 x', '4 5 6 Row'],
      ],
    ],
    ['NAME', ['Odo Quill', 'Quill', 'March', 'April Quill', 'May', 'Augusta', 'Odo March', 'Quill of March']],
  ])('is %s for %j', (kind, identifiers) => {
    expect(identifiers.map((one) => [one, kindOf(one)])).toEqual(identifiers.map((one) => [one, kind]));
  });
});

describe('the known identifiers of a text', () => {
  const matcher = identifierMatcher([' Odo Quill ', 'Odo', 'PR1 8XJ', '4 Elm Road', 'Elm Road House']);
  const find = (text: string, ...kinds: readonly KnownKind[]) =>
    matcher.find(text, kinds.length > 0 ? new Set(kinds) : ALL);

  it('are found from left to right, each the longest, none within another', () => {
    expect(find('Odo Quill and Odo at 4 Elm Rd. House, pr18xj')).toEqual([
      { start: 0, end: 9, kind: 'NAME' },
      { start: 14, end: 17, kind: 'NAME' },
      { start: 21, end: 29, kind: 'KNOWN_ADDRESS' },
    ]);
    expect(find('PR1 8XJ')).toEqual([{ start: 0, end: 7, kind: 'POSTCODE' }]);
  });

  it('are of the kinds that are looked for alone', () => {
    const text = 'Odo Quill, 4 Elm Road';
    expect(find(text, 'KNOWN_ADDRESS')).toEqual([{ start: 11, end: 21, kind: 'KNOWN_ADDRESS' }]);
    expect(find(text, 'POSTCODE')).toEqual([]);
    expect(matcher.find(text, new Set())).toEqual([]);
  });

  it('are none where nothing is known, or there is no text', () => {
    expect(identifierMatcher([]).find('Odo', ALL)).toEqual([]);
    expect(find('')).toEqual([]);
  });

  it('have the kind of the first of two that are written alike', () => {
    expect(identifierMatcher(['4 Elm Road', '4 Elm Rd']).find('4 elm rd', ALL)).toHaveLength(1);
  });
});
