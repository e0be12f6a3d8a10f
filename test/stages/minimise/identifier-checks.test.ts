import {
  isCardNumber,
  isCroNumber,
  isIban,
  isNhsNumber,
  isPncId,
  isPupilNumber,
} from '../../../src/stages/minimise/identifier-checks';

type Check = (printed: string) => boolean;

/** Values made by each published rule, not with the functions under test. */
const VALID: readonly (readonly [string, Check, readonly string[]])[] = [
  ['an NHS number', isNhsNumber, ['9990000018', '9990000050', '9434765919', '9990000387']],
  [
    'a pupil number',
    isPupilNumber,
    [
      'B801200005001',
      'A123456789012',
      'A000000000000',
      'F999999999999',
      'P000000000001',
      'M80120000500A',
      'm80120000500a',
    ],
  ],
  ['a PNC id', isPncId, ['12/394773H', '2004/0013116R', '99/1G', '00/0Z', '12/394773h']],
  ['a CRO number', isCroNumber, ['29906/12J', '1/99W', '123456/05Y', '29906/12j']],
  [
    'a card number',
    isCardNumber,
    [
      '411111111117',
      '4111111111119',
      '4111111111111111',
      '4111111111111111110',
      '9999999999999999998',
      '999999999991',
    ],
  ],
  [
    'an IBAN',
    isIban,
    [
      'GB82WEST12345698765432',
      'GB82 WEST 1234 5698 7654 32',
      'gb82-west-12345698765432',
      'NO9386011117947',
      'XX32111111111111111111111111111111',
      'XX7811111111111',
      'MT05AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      'XX02ZZZZZZZZZZZ',
    ],
  ],
];

const INVALID: readonly (readonly [string, Check, readonly string[]])[] = [
  [
    'an NHS number',
    isNhsNumber,
    [
      '9990000010',
      '999000001',
      '99900000180',
      'x9990000018',
      '9990000018x',
      '9990000140',
      '9990000141',
      '999000001a',
      '٩٩٩٠٠٠٠٠١٨',
    ],
  ],
  [
    'a pupil number',
    isPupilNumber,
    [
      'C801200005001',
      'B80120000500',
      'B8012000050011',
      'B8012000050010',
      '',
      '801200005001',
      'I000000000000',
    ],
  ],
  [
    'a PNC id',
    isPncId,
    [
      '12/394773J',
      'x12/394773H',
      '12/394773Hx',
      '12/394773',
      '2/394773H',
      '112/394773H',
      '12/H',
      '12/12394773H',
      '12-394773H',
      '12/394774H',
    ],
  ],
  [
    'a CRO number',
    isCroNumber,
    [
      '29906/12K',
      'x29906/12J',
      '29906/12Jx',
      '29906/12',
      '/12J',
      '1234567/05Y',
      '29906/1J',
      '29906/112J',
      '29906-12J',
    ],
  ],
  [
    'a card number',
    isCardNumber,
    [
      '4111111111111112',
      '41111111112',
      '41111111111111111115',
      'x4111111111111111',
      '4111111111111111x',
      '4111 1111 1111 1111',
    ],
  ],
  [
    'an IBAN',
    isIban,
    [
      'GB83WEST12345698765432',
      'NO938601111794',
      'XX431111111111',
      'XX651111111111111111111111111111111',
      '!GB82WEST12345698765432',
      'GB82WEST12345698765432!',
      '006GB82WEST12345698765432',
      '1B82WEST12345698765432',
      'GBX2WEST12345698765432',
      'GB82_WEST12345698765432',
    ],
  ],
];

const each = (cases: typeof VALID) =>
  cases.flatMap(([what, check, all]) => all.map((printed) => [what, printed, check] as const));

describe('the check of a number', () => {
  it.each(each(VALID))('takes for %s what its published rule gives: %s', (_what, printed, check) => {
    expect(check(printed)).toBe(true);
  });

  it.each(each(INVALID))('does not take for %s what is another: %s', (_what, printed, check) => {
    expect(check(printed)).toBe(false);
  });

  it.each([
    ['an NHS number', '9990000018', isNhsNumber],
    ['a card number', '4111111111111111', isCardNumber],
    ['a PNC id', '12/394773H', isPncId],
    ['a CRO number', '29906/12J', isCroNumber],
    ['an IBAN', 'GB82WEST12345698765432', isIban],
  ] as const)('notices any one digit of %s that is wrong', (_what, printed, check) => {
    for (const [at, digit] of Array.from(printed).entries())
      if (/[0-9]/u.test(digit))
        for (const other of '0123456789')
          expect(check(`${printed.slice(0, at)}${other}${printed.slice(at + 1)}`)).toBe(other === digit);
  });
});
