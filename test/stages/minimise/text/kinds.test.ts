import { LABELS, PRINTED_LABEL } from '../../../../src/stages/minimise/text/kinds';

const printed = (text: string): string[] => [...text.matchAll(PRINTED_LABEL)].map(([label]) => label);

describe('what is printed for a kind', () => {
  it('says what stood there, and neither whose it was nor how long', () => {
    expect(LABELS).toEqual({
      DATE_OF_BIRTH: '[date of birth]',
      POSTCODE: '[postcode]',
      KNOWN_ADDRESS: '[address]',
      ADDRESS: '[address]',
      CONTACT: '[contact]',
      NHS_NUMBER: '[NHS number]',
      NATIONAL_INSURANCE_NUMBER: '[national insurance number]',
      PUPIL_NUMBER: '[pupil number]',
      PNC_ID: '[reference]',
      TELEPHONE: '[telephone]',
      EMAIL: '[e-mail]',
      WEB_ADDRESS: '[web address]',
      HANDLE: '[handle]',
      IP_ADDRESS: '[internet address]',
      VEHICLE: '[vehicle]',
      UPRN: '[property]',
      BANK_ACCOUNT: '[bank account]',
      PAYMENT_CARD: '[payment card]',
    });
  });
});

describe('a label that was printed before', () => {
  it.each([
    ...Object.values(LABELS),
    ...['[Person 1]', '[Practitioner 12]', '[Place 123456]', '[Organisation 7]'],
    ...[
      '[Practitioner 2 (health visitor)]',
      '[Practitioner 2 (x)]',
      '[postcode withheld]',
      '[NHS number withheld]',
    ],
    ...['[abc withheld]', `[${'a'.repeat(30)} withheld]`, `[Practitioner 2 (${'a'.repeat(40)})]`],
  ])('is known again as %p', (label) => {
    expect(printed(label)).toEqual([label]);
    expect(printed(`At ${label}, then ${label}.`)).toEqual([label, label]);
  });

  it.each([
    ...['', 'telephone', '[telephone', 'telephone]', '[Telephone]', '[telephones]', '[a telephone]', '[]'],
    ...['[Person]', '[Person 1234567]', '[person 1]', '[Persons 1]', '[Person  1]', '[Person x]', '[Dog 1]'],
    ...['[Person 1 ()]', '[Person 1 (Odo)]', '[Person 1 (odo-x)]', '[Person 1(odo)]', '[Person 1 x]'],
    ...[`[Practitioner 2 (${'a'.repeat(41)})]`, '[ab withheld]', `[${'a'.repeat(31)} withheld]`],
    ...['[a-b-c withheld]', '[Odo7 withheld]', '[withheld]', '[Child A]'],
  ])('is not seen in %p', (text) => {
    expect(printed(text)).toEqual([]);
  });
});
