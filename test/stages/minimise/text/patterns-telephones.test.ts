import { textPatternsIn } from '../../../../src/stages/minimise/text/patterns';

const found = (text: string): string[] =>
  textPatternsIn(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
const isFoundWhole = (text: string, number: string): boolean => found(text).includes(`TELEPHONE ${number}`);

describe('telephone numbers of the United Kingdom in a text', () => {
  it.each([
    ...['07700900123', '07700 900123', '07700 900 123', '01632 96001', '(01632) 960018', '01632-960-018'],
    ...['01632.960.018', '+44 1632 960018', '+441632960018', '+44 (0)1632 960018', '+44(0)1632960018'],
    ...['0044 1632 960018', '0044-(0)-1632 960018', '+44.1632.960018', '+44.(0)-1 6  3  2  9  6  0  0  1  8'],
    ...[
      '+44 1  6  3  2  9  6  0  0  1  8',
      '+441  6  3  2  9  6  0  0  1  8',
      '0044(0)1 6  3  2  9  6  0  0  1  8',
    ],
    ...['01 632 960018', '(01 632) 960 018', '01  6  3  2  9  6  0  0  1  8', '01 632 96001'],
    // With more between the groups, where the number of the digits and the area code tell.
    ...[
      '01632   960018',
      '01632   96001',
      '01632   44018',
      '(01632)   960018',
      '(441632)   960018',
      '(4401632)   960018',
    ],
    // With an extension.
    ...['01 632 960018 x12', '01 632 960018x1', '01 632 960018 ext 12', '01 632 960018 ext. 12'],
    ...['01 632 960018 ext12', '01 632 960018 EXT.123456'],
    ...['０７７００ ９００１２３'],
  ])('are found: %p', (number) => {
    expect(isFoundWhole(number, number)).toBe(true);
    expect(isFoundWhole(`rang (at home) ${number}, then`, number)).toBe(true);
    expect(isFoundWhole(`rang ${number}.`, number)).toBe(true);
  });

  it.each([
    ...['077009001234', '016329600180', '01632 9600', '01632   9600', '01632   9600189', '01   632 960018'],
    ...[
      '1632 960018',
      '1632   960018',
      '44 1632 960018',
      '441632960018',
      '(441632)   9600180',
      '000163296001',
    ],
    ...['x07700 900123', '01-02-20 07700', 'on 01/02/2015 he', '00016   32960018'],
    ...['on 01.02.2015 1234 he', '09-11-2015 1234567', '1-2-15 070'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('stop before an extension that is too long, and before a dash with no digit behind it', () => {
    expect(found('01 632 960018 ext 1234567')).toEqual(['TELEPHONE 01 632 960018']);
    expect(found('01 632 960018-x')).toEqual(['TELEPHONE 01 632 960018']);
    expect(found('01 632 960018, 7')).toEqual(['TELEPHONE 01 632 960018']);
  });
});

describe('telephone numbers of other countries in a text', () => {
  it.each(['+353 1 555 0100', '+1 202 555 0100', '+12345678', '+123456789012345', '001 202 555 0100'])(
    'are found: %p',
    (number) => {
      expect(found(number)).toEqual([`TELEPHONE ${number}`]);
      expect(found(`write ${number}, then`)).toEqual([`TELEPHONE ${number}`]);
    },
  );

  it.each(['+1234567', '+1 234 567', '+1234567890123456', '202 555 010', '1 202 555 010', '5001 202 555'])(
    'are not found in %p',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});

describe('numbers that are said to be telephones', () => {
  it.each([
    ...[
      'tel',
      'tel:',
      'tel.',
      'Tel',
      'telephone',
      'phone',
      'mobile',
      'mob',
      'fax',
      'call',
      'called',
      'calling',
    ],
    ...['rang', 'ring', 'text', 'texted', 'whatsapp', 'SMS', 'tel was given by his uncle as'],
  ])('are found after %p', (before) => {
    expect(found(`${before} 960018`)).toEqual(['TELEPHONE 960018']);
  });

  it.each([
    ['tel 960-018', '960-018'],
    ['tel 960  018', '960  018'],
    ['tel 960.018.', '960.018'],
    ['tel 960018 x9', '960018 x9'],
    ['tel 960018x9', '960018x9'],
    ['tel 960018 ext 123456', '960018 ext 123456'],
    ['tel 960018 ext.9', '960018 ext.9'],
    ['tel 960018ext', undefined],
    ['tel 123456789012345', '123456789012345'],
    ['tel (960018', '(960018'],
    ['mobile(960018', '960018'],
  ])('are found as they are written in %p', (text, expected) => {
    expect(found(text)).toEqual(expected ? [`TELEPHONE ${expected}`] : []);
  });

  it.each([
    ...['at 960018', 'tells 960018', 'tel 96001', 'tel 1234567890123456', 'tel] 960018'],
    ...[
      'tel] at 960018',
      '[tel] 960018',
      'tel was given by his aunt once as 960018',
      'telex960018',
      'tel 96/018',
    ],
    ...['tel 960018-1a'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a date or a time before a number', () => {
  it.each([
    ...[
      '2015-03-04',
      '1899-12-31',
      '1800-01-01',
      '2099-10-30',
      '12:30',
      '9:05',
      '09:05',
      '12:30:15',
      '23:59:59',
    ],
    ...['2015-03-04 12:30'],
  ])('is no part of it: %p', (before) => {
    expect(found(`rang ${before} 960018`)).toEqual(['TELEPHONE 960018']);
  });

  it.each([
    ['rang 2015-13-04 960018', '2015-13-04 960018'],
    ['rang 2015-03-41 960018', '2015-03-41 960018'],
    ['rang 1715-03-04 960018', '1715-03-04 960018'],
    ['rang 2115-03-04 960018', '2115-03-04 960018'],
    ['rang 2015-03-04-960018', '2015-03-04-960018'],
    ['rang 12015-03-04 960018', '12015-03-04 960018'],
    ['rang 12:305 960018', '305 960018'],
    ['rang 12:61 960018', '61 960018'],
    ['rang 32:30 960018', '30 960018'],
  ])('is part of it where it is none, as in %p', (text, expected) => {
    expect(found(text)).toEqual([`TELEPHONE ${expected}`]);
  });
});

describe('vehicle registrations in a text', () => {
  it.each([
    ['AB12CDE', 'AB12CDE'],
    ['a AB12 CDE b', 'AB12 CDE'],
    ['A12BCD', 'A12BCD'],
    ['A1 BCD', 'A1 BCD'],
    ['a A123 BCD, b', 'A123 BCD'],
    ['a ABC 1D b', 'ABC 1D'],
    ['(ABC123D)', 'ABC123D'],
    // Other forms, and small letters, where the words say so.
    ['reg AB1', 'AB1'],
    ['reg ab12 cde', 'ab12 cde'],
    ['Reg: a123 bcd', 'a123 bcd'],
    ['registration ABC 123', 'ABC 123'],
    ['number plate ABC 1234', 'ABC 1234'],
    ['numberplate AB 12', 'AB 12'],
    ['VRM ABC123', 'ABC123'],
    ['vehicle abc 123d', 'abc 123d'],
    ['van ABC 123', 'ABC 123'],
    ['car ABC 123', 'ABC 123'],
    ['car was seen at tenth: ABC 123', 'ABC 123'],
  ])('are found in %p', (text, expected) => {
    expect(found(text)).toEqual([`VEHICLE ${expected}`]);
  });

  it.each([
    ...['a ab12 cde b', 'a Ab12 CDE b', 'a I12 BCD b', 'a a12 bcd b', 'a abc 123d b', 'a ABC 123 b', 'a AB1'],
    ...[
      'ABC 12 D',
      'xAB12 CDE',
      '-AB12 CDE',
      'AB12 CDE-',
      'AB12 CDEF',
      'AB12  CDE',
      'AB123 CDE',
      'A1234 BCD',
    ],
    ...[
      'ABC 1234D',
      'car ABC 12345',
      'car ABCD 123',
      'registered ABC 123',
      'region ABC 123',
      'carer ABC 123',
    ],
    ...['oscar ABC 123', 'caravan ABC 123', 'VRMS ABC 123', 'preg ABC 123'],
    ...['car seen. ABC 123', 'car] ABC 123', 'car\nABC 123', 'car was seen at ten in: ABC 123'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});
