import {
  identifierForms,
  knownIdentifiers,
  namedParts,
  type KnownPerson,
} from '../../../src/stages/minimise/known-identifiers';
import { nicknamesOf } from '../../../src/domain/given-name-forms';

const formsOf = (person: Partial<KnownPerson>, kind: string): ReadonlySet<string> =>
  new Set(
    identifierForms({ names: [], ...person })
      .filter((one) => one.kind === kind)
      .map(({ form }) => form),
  );
const nameForms = (...names: readonly string[]): ReadonlySet<string> => formsOf({ names }, 'NAME');
const withS = (...parts: readonly string[]): readonly string[] => parts.flatMap((part) => [part, `${part}s`]);

describe('the parts of a name that name somebody', () => {
  it.each([
    ['Mr Odo Quillfeather', ['Odo', 'Quillfeather']],
    ['Quillfeather, Odo (known as) Wren', ['Quillfeather', 'Odo', 'as', 'Wren']],
    ['Dr. Odo van Quill/Feather', ['Odo', 'Quill', 'Feather']],
    ['unknown male', []],
    ['Social Worker. 12 -', []],
    ['Odo  12', ['Odo']],
    ['', []],
  ])('are in %p %j', (name, parts) => {
    expect(namedParts(name)).toEqual(parts);
  });

  it.each(
    (
      'mr mrs miss dr prof rev sir lady lord the and of aka known formerly nee van von der bin ibn baby unborn unknown ' +
      'anonymous male female man woman person child adult mother father brother sister partner neighbour friend caller ' +
      'referrer member family public social worker health visitor midwife nurse doctor school teacher police officer ' +
      'duty team manager service'
    ).split(' '),
  )('are not %p, which names nobody', (word) => {
    expect(namedParts(`${word} ${word.toUpperCase()}. Quill`)).toEqual(['Quill']);
  });
});

describe('the forms of a name', () => {
  it('are of one part the part, and its possessive without an apostrophe', () => {
    expect(nameForms('Quill')).toEqual(new Set(withS('Quill')));
    expect(nameForms('Mr Xi')).toEqual(new Set(['Xi']));
    expect(nameForms('Abe')).toContain('Abe');
    expect(nameForms('unknown')).toEqual(new Set());
  });

  it('are of two parts both orders, and the first by its initial', () => {
    expect([...nicknamesOf('Xyzzy')]).toEqual([]);
    expect(nameForms('Xyzzy Quill')).toEqual(
      new Set(['Xyzzy Quill', 'Quill Xyzzy', 'X Quill', 'Quill X', ...withS('Xyzzy', 'Quill')]),
    );
  });

  it('are of three parts also the given names, all initials, and each part', () => {
    expect(nameForms('Xyzzy Plugh Quill')).toEqual(
      new Set([
        ...[
          'Xyzzy Plugh Quill',
          'Xyzzy Plugh',
          'Xyzzy Quill',
          'Quill Xyzzy',
          'X Quill',
          'Quill X',
          'X P Quill',
        ],
        ...withS('Xyzzy', 'Plugh', 'Quill'),
      ]),
    );
  });

  it('have the halves of a double-barrelled name, and the halves and apostrophes joined', () => {
    expect(nameForms("Xyzzy Quill-O'Feather")).toEqual(
      new Set([
        ...["Quill-O'Feather", 'Quill', "O'Feather"].flatMap((last) => [
          ...[`Xyzzy ${last}`, `${last} Xyzzy`, `X ${last}`, `${last} X`],
        ]),
        ...withS('Xyzzy', "Quill-O'Feather", 'Quill', "O'Feather", 'QuillOFeather', 'OFeather'),
      ]),
    );
    expect(nameForms('O’Quill')).toContain('OQuill');
  });

  it('take the initial of the first letter, whatever stands before it', () => {
    expect(nameForms("'Xyzzy Quill")).toContain('X Quill');
  });

  it('have the short forms of a given name, alone and with the surname', () => {
    const [short] = [...nicknamesOf('Elizabeth')].filter((one) => one.length >= 3);
    expect(short).toBeDefined();
    const forms = nameForms('Elizabeth Quill');
    for (const form of [short, `${short!}s`, `${short!} Quill`, `Quill ${short!}`])
      expect(forms).toContain(form);
  });

  it('have no part of fewer than three letters by itself', () => {
    const forms = nameForms('Xi Quill');
    expect(forms).not.toContain('Xi');
    expect(forms).not.toContain('Xis');
    expect(forms).toContain('Xi Quill');
  });
});

describe('the forms of other identifiers', () => {
  it('are of a date of birth those of the day, and none without one', () => {
    expect(formsOf({ dateOfBirth: '2011-03-04' }, 'DATE_OF_BIRTH')).toContain('4 March 2011');
    for (const dateOfBirth of [null, undefined, '2011-03'])
      expect(identifierForms({ names: [], ...(dateOfBirth !== undefined && { dateOfBirth }) })).toEqual([]);
  });

  it('are of an address its lines with a number and a word', () => {
    const lines = ['4 Elm Road', 'Nether Wallow', '12', 'No 9', 'Flat 2, Ash'];
    expect(formsOf({ addresses: [{ lines }] }, 'KNOWN_ADDRESS')).toEqual(
      new Set(['4 Elm Road', 'Flat 2, Ash']),
    );
  });

  it.each([
    ['PR1 8XJ', ['PR18XJ', 'PR1 8XJ']],
    ['pr1  8xj', ['PR18XJ', 'PR1 8XJ']],
    ['M1 1AA', ['M11AA', 'M1 1AA']],
    ['PR1 8', []],
    ['PR18', []],
    [null, []],
  ])('are of the postcode %p %j', (postcode, forms) => {
    expect(formsOf({ addresses: [{ lines: [], postcode }] }, 'POSTCODE')).toEqual(new Set(forms));
  });

  it('are each there once, of all people together', () => {
    const person = {
      names: ['Xyzzy Quill', 'Xyzzy Quill'],
      addresses: [{ lines: ['4 Elm Road', '4 Elm Road'] }],
    };
    const all = identifierForms(person).map(({ form }) => form);
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain('');
    expect(knownIdentifiers([person, person])).toEqual(all);
  });
});
