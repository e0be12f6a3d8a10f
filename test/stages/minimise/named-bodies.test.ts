import { deidentify, knownInText } from '../../../src/stages/minimise/text';

const known = knownInText([]);
const named = (text: string): string => deidentify(text, { known, level: 'NAMES' }).text;

describe('a name that the words around it give to a body, a street or a thing', () => {
  it.each([
    // A body is an `it`, is announced as one, has an office, coins its name, and people leave it or are of it.
    [
      'Oswaldine opened in May and its staff were kind.',
      '[Organisation 1] opened in May and its staff were kind.',
    ],
    [
      'Two firms: Oswaldine, Netherlo and Pranthe.',
      'Two firms: [Organisation 1], [Organisation 2] and [Organisation 3].',
    ],
    ['The Oswaldine Money office was shut.', 'The [Organisation 1] Money office was shut.'],
    [
      'It was on the Xyzab, Okonjowe and Dree website.',
      'It was on the [Organisation 1], [Organisation 2] and [Organisation 3] website.',
    ],
    ['He codes for them at Pranthelytics.', 'He codes for them at [Organisation 1].'],
    ['A letter from Pranthesoft came.', 'A letter from [Organisation 1] came.'],
    ['She was weighed at Oswaldine.', 'She was weighed at [Organisation 1].'],
    ['He was discharged from Oswaldine today.', 'He was discharged from [Organisation 1] today.'],
    ['Dr Carol Okonjowe from Oswaldine agreed.', 'Dr [Practitioner 1] from [Organisation 1] agreed.'],
    ['He attends Oswaldine daily.', 'He attends [Organisation 1] daily.'],
    ['He missed his Oswaldine shift.', 'He missed his [Organisation 1] shift.'],
    ['The Oswaldine manager Carol Okonjowe rang.', 'The [Organisation 1] manager [Person 1] rang.'],
    ['He left Okonjowe and Sons Ltd in May.', 'He left [Organisation 1] in May.'],
    // Streets and towns, whoever may be called so.
    ['He lives on Carol Zuidhove 188 now.', 'He lives on [Place 1] 188 now.'],
    ['It is the corner of Carol Street and Okonjowe.', 'It is the corner of [Place 1] and [Place 2].'],
    ['It is 31 Rue de la Okonjowe.', 'It is [address].'],
    ['It is Oswaldstrasse 12.', 'It is [address].'],
    ['Please use Okonjowe, NY 10001.', 'Please use [Place 1], NY 10001.'],
    ['He is with Okonjowe BFPO 801.', 'He is with [Place 1] BFPO 801.'],
    ['The Netherlo bridge is shut.', 'The [Place 1] bridge is shut.'],
    ['They moved from Netherlo to Leigh.', 'They moved from [Place 1] to [Place 2].'],
    ['He lives at Oswaldine.', 'He lives at [Place 1].'],
    ['He lives in St Oswaldine now.', 'He lives in [Place 1] now.'],
    ['He was there when St Oswaldine Academy shut.', 'He was there when [Organisation 1] shut.'],
  ])('labels %p', (text, expected) => {
    expect(named(text)).toBe(expected);
  });

  it.each([
    // The same words where a person is meant.
    ['Okonjowe came with his dog.', '[Person 1] came with his dog.'],
    ['The White family moved.', 'The [Person 1] family moved.'],
    ['The White Family moved.', 'The [Person 1] Family moved.'],
    ['They went to town, Okonjowe!', 'They went to town, [Person 1]!'],
    ['Okonjowe, PC 12345 said, was calm.', '[Person 1], PC 12345 said, was calm.'],
    ['Statement of Okonjowe', 'Statement of [Person 1]'],
    ['His Banks cousin rang.', 'His [Person 1] cousin rang.'],
    ['The Okonjowe family moved.', 'The [Person 1] family moved.'],
    ['Okonjowe walked the dog on its lead.', '[Person 1] walked the dog on its lead.'],
    ['Okonjowe rang the school and its nurse.', '[Person 1] rang the school and its nurse.'],
    ['Mum said her Okonjowe is scared.', 'Mum said her [Person 1] is scared.'],
    ['He is at Okonjowe’s now.', 'He is at [Person 1]’s now.'],
  ])('takes %p for a person still', (text, expected) => {
    expect(named(text)).toBe(expected);
  });

  it.each([
    'Telephone call to the school.',
    'The White Paper was read.',
    'The Princess Royal opened the ward.',
    'The 70s You Secretly Love',
  ])('takes nothing for a name in %p', (text) => {
    expect(named(text)).toBe(text);
  });

  it('knows towns in capitals of other scripts, which are no abbreviations', () => {
    expect(named('She is in ΠΑΦΟΣ now.')).toBe('She is in [Place 1] now.');
  });
});
