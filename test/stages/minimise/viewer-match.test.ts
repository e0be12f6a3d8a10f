import type { ViewerIdentity } from '../../../src/stages/identify/viewer-identity';
import { viewerMatches, type ViewerMatch } from '../../../src/stages/minimise/viewer-match';

type Person = Parameters<typeof viewerMatches>[1];
type Address = Person['addresses'][number];

const NOBODY: ViewerIdentity = {
  name: null,
  familyName: null,
  birthdate: null,
  streetAddress: null,
  postcode: null,
};
const HOME: Address = {
  lines: ['12 Larch Row', 'Fernby'],
  postcode: 'ZZ9 4QT',
  kind: null,
  from: null,
  to: null,
};
const PERSON: Person = { name: 'Zoë Brackwell-Thorne', dateOfBirth: '1984-03-09', addresses: [HOME] };

const matches = (viewer: Partial<ViewerIdentity>, person: Partial<Person> = {}): readonly ViewerMatch[] =>
  viewerMatches({ ...NOBODY, ...viewer }, { ...PERSON, ...person });

describe('what a user has in common with a person', () => {
  it('compares nothing without an identity, and finds nothing in one that is empty', () => {
    expect(viewerMatches(null, PERSON)).toEqual([]);
    expect(matches({})).toEqual([]);
  });

  it('finds all four in the record of the user, in their order', () => {
    const self = { name: 'Zoë Brackwell-Thorne', familyName: 'Brackwell-Thorne', birthdate: '1984-03-09' };
    const all = { ...self, streetAddress: '12 Larch Row\nFernby', postcode: 'ZZ9 4QT' };
    expect(matches(all)).toEqual(['OWN_RECORD', 'SURNAME', 'ADDRESS', 'POSTCODE']);
  });
});

describe('the own record', () => {
  it.each(['Zoë Brackwell-Thorne', '  zoë  BRACKWELL thorne. ', 'Zoë Brack-well Thorne'])(
    'takes %p for the same name whatever its case, spaces and punctuation',
    (name) => {
      expect(matches({ name })).toEqual(['OWN_RECORD', 'SURNAME']);
    },
  );

  it.each([
    ['1984-03-09', '1984-03-09', true],
    ['1984-03-09', '1984-03', true],
    ['1984-03-09', '1984', true],
    ['1984-03', '1984-03-09', false],
    ['1984-03-10', '1984-03-09', false],
    [null, '1984-03-09', true],
    ['1984-03-09', null, true],
    [null, null, true],
  ])('with the birthdate %p and the date of birth %p is the own one: %p', (birthdate, dateOfBirth, isOwn) => {
    const found = matches({ name: PERSON.name, birthdate }, { dateOfBirth });
    expect(found.includes('OWN_RECORD')).toBe(isOwn);
  });

  it('is not told from the date of birth alone, nor from another first name', () => {
    expect(matches({ birthdate: '1984-03-09' })).toEqual([]);
    expect(matches({ birthdate: '1984-03-09' }, { name: '' })).toEqual([]);
    expect(matches({ name: 'Zara Brackwell-Thorne', birthdate: '1984-03-09' })).toEqual(['SURNAME']);
  });

  it('reads letters that are composed and letters with separate accents alike, and keeps digits', () => {
    const found = matches({ name: 'Zoe\u0308 Thorne' }, { name: 'Zo\u00eb Thorne' });
    expect(found).toEqual(['OWN_RECORD', 'SURNAME']);
    expect(matches({ name: 'Zara Quill 2' }, { name: 'Zara Quill 3' })).toEqual([]);
  });
});

describe('the surname', () => {
  it.each([
    ['Thorne', 'a part'],
    ['Brackwell-Thorne', 'the whole'],
    ['BRACKWELL THORNE', 'the whole, spelt apart'],
    ['brackwellthorne', 'the whole, in one word'],
  ])('is found by the family name %p as %s of a double-barrelled one', (familyName) => {
    expect(matches({ familyName })).toEqual(['SURNAME']);
  });

  it('is the last word of the name where the user has no family name', () => {
    expect(matches({ name: 'Odo Thorne ' })).toEqual(['SURNAME']);
    expect(matches({ name: 'Thorne Odo' })).toEqual([]);
    expect(matches({ name: 'Odo Larke' })).toEqual([]);
  });

  it('is the family name rather than the last word of the name', () => {
    expect(matches({ name: 'Odo Thorne', familyName: 'Quillfeather' })).toEqual([]);
    expect(matches({ name: 'Odo Quillfeather', familyName: 'Thorne' })).toEqual(['SURNAME']);
  });

  it('is not found at the beginning of the name of the person', () => {
    expect(matches({ familyName: 'Brackwell' })).toEqual([]);
    expect(matches({ familyName: 'Zoë' })).toEqual([]);
  });

  it.each(['', ' ', '-'])('is nobody’s where it is %p', (empty) => {
    expect(matches({ familyName: empty })).toEqual([]);
    expect(matches({ familyName: empty }, { name: '' })).toEqual([]);
    expect(matches({ name: empty })).toEqual([]);
  });
});

describe('the address', () => {
  const at = { streetAddress: '12 Larch Row\nElsewhere', postcode: 'zz94qt' };

  it('is the same where the first lines and the postcodes agree, however they are spaced and spelt', () => {
    expect(matches(at)).toEqual(['ADDRESS', 'POSTCODE']);
    expect(matches({ ...at, streetAddress: '12, LARCH row' })).toEqual(['ADDRESS', 'POSTCODE']);
  });

  it('is another one in another house, with the postcode in common', () => {
    expect(matches({ ...at, streetAddress: '14 Larch Row\n12 Larch Row' })).toEqual(['POSTCODE']);
    expect(matches({ ...at, streetAddress: '12 Larch Row Fernby' })).toEqual(['POSTCODE']);
    expect(matches({ ...at, streetAddress: 'Fernby' })).toEqual(['POSTCODE']);
  });

  it('is another one under another postcode', () => {
    expect(matches({ ...at, postcode: 'ZZ9 5QT' })).toEqual([]);
  });

  it('is not told without the street or the postcode of the user', () => {
    expect(matches({ ...at, streetAddress: null })).toEqual(['POSTCODE']);
    expect(matches({ ...at, postcode: null })).toEqual([]);
  });

  it('is not told without the postcode of the person, nor where the person has no address', () => {
    expect(matches(at, { addresses: [{ ...HOME, postcode: null }] })).toEqual([]);
    expect(matches(at, { addresses: [] })).toEqual([]);
  });

  it('is any of the addresses of the person, but not one street with the postcode of another', () => {
    const other: Address = { ...HOME, lines: ['3 Mill Yard'], postcode: 'ZZ1 1ZZ' };
    expect(matches(at, { addresses: [other, HOME] })).toEqual(['ADDRESS', 'POSTCODE']);
    const mixed = [
      { ...HOME, postcode: 'ZZ1 1ZZ' },
      { ...other, postcode: 'ZZ9 4QT' },
    ];
    expect(matches(at, { addresses: mixed })).toEqual(['POSTCODE']);
  });

  it('without lines is the same only as an empty street', () => {
    const addresses = [{ ...HOME, lines: [] }];
    expect(matches(at, { addresses })).toEqual(['POSTCODE']);
    expect(matches({ ...at, streetAddress: '' }, { addresses })).toEqual(['ADDRESS', 'POSTCODE']);
  });
});
