import { failsCheck, textPatternsIn } from '../../../../src/stages/minimise/text/patterns';
import type { TextKind } from '../../../../src/stages/minimise/text/kinds';

const found = (text: string): string[] =>
  textPatternsIn(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

describe('official numbers in a text', () => {
  it.each([
    ['ref 9990000018', 'NHS_NUMBER 9990000018'],
    ['ref QQ123456C', 'NATIONAL_INSURANCE_NUMBER QQ123456C'],
    ['ref B801200005001', 'PUPIL_NUMBER B801200005001'],
    ['ref 12/394773H', 'PNC_ID 12/394773H'],
    ['in PR1 8XJ now', 'POSTCODE PR1 8XJ'],
  ])('are found by their form alone: %p', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it.each([
    ['NHS 123 456 7890', '123 456 7890'],
    ['NHS: 123-456-7890.', '123-456-7890'],
    ['nhs1234567890', '1234567890'],
    ['NHS:# 1234567890', '1234567890'],
    ['nhs no 123 456 7890', '123 456 7890'],
    ['nhs no. 123 456 7890', '123 456 7890'],
    ['nhs no1234567890', '1234567890'],
    ['NHS number: 123 456 7890', '123 456 7890'],
    ['NHS number is 123 456 7890', '123 456 7890'],
    ['NHS num 123 456 7890', '123 456 7890'],
    ['NHS id#123 456 7890', '123 456 7890'],
    ['NHS is 123 456 7890', '123 456 7890'],
  ])('are NHS numbers where the words say so, though the check does not fit: %p', (text, expected) => {
    expect(found(text)).toEqual([`NHS_NUMBER ${expected}`]);
  });

  it.each([
    'ref 123 456 7890',
    'NHS of 123 456 7890',
    'NHS 123 456 78901',
    'NHS 123 456 789',
    'NHS/ 1234567890',
  ])('are no NHS numbers in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('property references in a text', () => {
  it.each([
    ['UPRN 100012', '100012'],
    ['UPRN 100012345678', '100012345678'],
    ['uprn100012345678', '100012345678'],
    ['uprn #100012345678', '100012345678'],
    ['(UPRN) 100012345678', '100012345678'],
    ['UPRN - 100012345678.', '100012345678'],
    ['UPRN\n100012345678', '100012345678'],
    ['UPRN is 100012345678', '100012345678'],
    ['UPRN no 100012345678', '100012345678'],
    ['UPRN no. 100012345678', '100012345678'],
    ['UPRN no100012345678', '100012345678'],
    ['UPRN number: 100012345678', '100012345678'],
    ['UPRN ref - 100012345678', '100012345678'],
    ['UPRN number is 100012345678', '100012345678'],
  ])('are found in %p', (text, expected) => {
    expect(found(text)).toEqual([`UPRN ${expected}`]);
  });

  it.each([
    ...[
      'UPRN 10001',
      'UPRN 1000123456789',
      'UPRN of 100012345678',
      'UPR 100012345678',
      'uprn :#- 100012345678',
    ],
    ...['UPRN/100012345678', 'UPRN number is ref 100012345678'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('bank accounts in a text', () => {
  it.each([
    ['sort code 12-34-56', '12-34-56'],
    ['sortcode: 123456', '123456'],
    ['account 12 34 56', '12 34 56'],
    ['account 12345678.', '12345678'],
    ['acct 12345678', '12345678'],
    ['ACC 12345678', '12345678'],
    ['a/c no 12345678', '12345678'],
    ['account was opened by his aunt 12345678', '12345678'],
    ['account GB82 WEST 1234', 'GB82 WEST 1234'],
    ['account GB83 WEST 1234 5698 7654 32', 'GB83 WEST 1234 5698 7654 32'],
    // Its check tells an IBAN without any word.
    ['GB82 WEST 1234 5698 7654 32', 'GB82 WEST 1234 5698 7654 32'],
    ['to GB82WEST12345698765432.', 'GB82WEST12345698765432'],
    ['to gb82-west-1234-5698-7654-32, so', 'gb82-west-1234-5698-7654-32'],
  ])('are found in %p', (text, expected) => {
    expect(found(text)).toEqual([`BANK_ACCOUNT ${expected}`]);
  });

  it.each([
    ...['to GB83 WEST 1234 5698 7654 32', 'steps 12345678', 'ac 12345678', 'accountant 12345678'],
    ...['account 1234567', 'account 123456789', 'account 12 345', 'account x12345678', 'account -12345678'],
    ...['account 12345678-', 'account 12345678x', 'account\n12345678', 'account ] 12345678'],
    ...['account was opened by his aunts 12345678', 'account 12/34/56', 'GB82 WEST'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('payment cards in a text', () => {
  it.each([
    ['4111111111111111', '4111111111111111'],
    ['x 4111 1111 1111 1111 y', '4111 1111 1111 1111'],
    ['x 4111-1111-1111-1111.', '4111-1111-1111-1111'],
    // Said to be a card, whatever its check.
    ['card 4111 1111 1111 1112', '4111 1111 1111 1112'],
    ['CARD: 4111 1111 1111 1112', '4111 1111 1111 1112'],
    ['cc 411111111112', '411111111112'],
    ['card 4111111111111111112', '4111111111111111112'],
    ['card of his sister: 4111 1111 1111 1112', '4111 1111 1111 1112'],
  ])('are found in %p', (text, expected) => {
    expect(found(text)).toEqual([`PAYMENT_CARD ${expected}`]);
  });

  it.each([
    ...[
      'x 4111 1111 1111 1112',
      'card 41111111112',
      'card 41111111111111111111',
      'cardigan 4111 1111 1111 1112',
    ],
    ...['discard 4111 1111 1111 1112', 'card ends. 4111 1111 1111 1112', 'card\n4111 1111 1111 1112'],
    ...['card ] 4111 1111 1111 1112', 'card of his older sister 4111 1111 1111 1112', 'x4111111111111111'],
    ...['-4111111111111111', '4111111111111111-2', '4111111111111111x', '4111  1111  1111  1111'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a number that was masked by its form', () => {
  it.each<[TextKind, string]>([
    ['NHS_NUMBER', '1234567890'],
    ['NHS_NUMBER', '999 000 0010'],
    ['PUPIL_NUMBER', 'A801200005001'],
    ['PNC_ID', '12/394773J'],
    ['PNC_ID', '29906/12K'],
  ])('fails the check of %s: %p', (kind, written) => {
    expect(failsCheck(kind, written)).toBe(true);
  });

  it.each<[TextKind, string]>([
    ['NHS_NUMBER', '9990000018'],
    ['NHS_NUMBER', '999 000 0018'],
    ['NHS_NUMBER', '999.000-0018'],
    ['NHS_NUMBER', '９９９０００００１８'],
    ['PUPIL_NUMBER', 'B801200005001'],
    ['PNC_ID', '12/394773H'],
    ['PNC_ID', '29906/12J'],
    // Prison and probation numbers have no check.
    ['PNC_ID', 'A1234BC'],
    ['POSTCODE', 'PR1 8XJ'],
    ['TELEPHONE', '07700 900123'],
    ['KNOWN_ADDRESS', '12/394773J'],
    ['NAME', 'Ottilie'],
  ])('does not fail the check of %s: %p', (kind, written) => {
    expect(failsCheck(kind, written)).toBe(false);
  });
});
