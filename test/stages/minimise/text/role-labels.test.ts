import { roleLabels, type SpokenOf } from '../../../../src/stages/minimise/text/role-labels';

/** The numbers of the labels that people of those names get, one after the other. */
const numbers = (...names: readonly string[]): readonly string[] => {
  const roles = roleLabels();
  return names.map((name) => roles.person(name).replace(/^\[Person |\]$/gu, ''));
};

describe('the label of a person', () => {
  it.each([
    ['Carol Jenkinson', 'Carol Jenkinson'],
    ['Carol Jenkinson', 'CAROL jenkinson'],
    ['Carol Jenkinson', 'Carol \n Jenkinson'],
    ['Carol Jenkinson', 'Carol, Jenkinson'],
    ['Carol Jenkinson', "Carol Jenkinson's"],
    ['Carol Jenkinson', 'Carol Jenkinson’s'],
    ['Carol Jenkins', "Carol Jenkins'"],
    ['Carol Jenkinson', 'Carol Jenkinson.'],
    ["Odo D'souza", 'Odo Dsouza'],
    ['Carol Jenkinson', 'Carol J. Jenkinson'],
    ['Carol Jenkinson', 'C. Jenkinson'],
    ['Carol Jenkinson', 'Carol Ann Jenkinson'],
    ['Carol Ann Jenkinson', 'Carol Jenkinson'],
    ['Carol Ann Rose Jenkinson', 'Carol Jenkinson'],
    // By one part of it, where only that is said.
    ['Carol Jenkinson', 'Carol'],
    ['Carol Jenkinson', 'Jenkinson'],
    ['Carol Ann Jenkinson', 'Ann'],
    // The whole of it, where only a part had been said.
    ['Jenkinson', 'Carol Jenkinson'],
    ['Carol', 'Carol Jenkinson'],
    ['Ann', 'Carol Ann Jenkinson'],
    ['J K', 'J. K.'],
    ['J K', 'J, K'],
  ])('is the same for %p and %p', (one, other) => {
    expect(numbers(one, other)).toEqual(['1', '1']);
  });

  it.each([
    ['Carol Jenkinson', 'Carol Quillfeather'],
    ['Carol Jenkinson', 'Odo Jenkinson'],
    ['Carol Jenkinson', 'Jenkinson Carol'],
    ['Al Jenkinson', 'Bo Jenkinson'],
    ['Al Jenkinson', 'Al'],
    ["Odo D'souza", 'Odo Douza'],
    ['Odo Adeyemi-Poole', 'Odo Adeyemipoole'],
    ['Carol Jenkinson', 'CarolJenkinson'],
    ['J K', 'L M'],
    ['Carol Ann Jenkinson', 'Odo Ann Quillfeather'],
  ])('is not the same for %p and %p', (one, other) => {
    expect(numbers(one, other)).toEqual(['1', '2']);
  });

  it('is given to one full name only of those that a single name may be meant for', () => {
    expect(numbers('Jenkinson', 'Carol Jenkinson', 'Odo Jenkinson', 'Jenkinson')).toEqual([
      '1',
      '1',
      '2',
      '1',
    ]);
  });

  it('is that of a practitioner for whoever is spoken of so first, and counted apart', () => {
    const roles = roleLabels();
    expect(roles.person('Odo Adeyemi', { practitioner: true })).toBe('[Practitioner 1]');
    expect(roles.person('Carol Jenkinson')).toBe('[Person 1]');
    expect(roles.person('Okonjowe', { practitioner: false })).toBe('[Person 2]');
    expect(roles.person('Adeyemi')).toBe('[Practitioner 1]');
    expect(roles.person('Jenkinson', { practitioner: true })).toBe('[Person 1]');
  });
});

describe('people of one surname', () => {
  const labels = (...spoken: readonly SpokenOf[]): readonly string[] => {
    const roles = roleLabels();
    return spoken.map((of) => roles.person('Jenkinson', of));
  };
  const [one, two] = ['[Person 1]', '[Person 2]'];

  it.each<readonly [readonly SpokenOf[], readonly string[]]>([
    [
      [{ sex: 'M' }, { sex: 'F' }],
      [one, two],
    ],
    [
      [{ sex: 'F' }, { sex: 'M' }, { sex: 'F' }],
      [one, two, one],
    ],
    [
      [{ sex: 'M' }, { sex: 'M' }],
      [one, one],
    ],
    [
      [{ sex: 'M' }, {}],
      [one, one],
    ],
    [
      [{}, { sex: 'F' }],
      [one, one],
    ],
  ])('are two where %j tells so', (spoken, expected) => {
    expect(labels(...spoken)).toEqual(expected);
  });

  it('are told apart by all parts of a name, where its first and last do not', () => {
    const roles = roleLabels();
    expect(roles.person('Sam Adeyemi Jenkinson', { sex: 'M' })).toBe(one);
    expect(roles.person('Sam Okonjowe Jenkinson', { sex: 'F' })).toBe(two);
    expect(roles.person('Sam Adeyemi Jenkinson')).toBe(one);
    expect(roles.person('Sam Okonjowe Jenkinson')).toBe(two);
  });

  it('are two where only one of them has a full name', () => {
    const roles = roleLabels();
    roles.person('Jenkinson', { sex: 'M' });
    expect(roles.person('Carol Jenkinson', { sex: 'F' })).toBe(two);
  });
});

describe('the label of a place and of an organisation', () => {
  it('is the same for the same name, and counted by itself', () => {
    const roles = roleLabels();
    expect(roles.place('Nether Wallow')).toBe('[Place 1]');
    expect(roles.organisation('Nether Wallow')).toBe('[Organisation 1]');
    expect(roles.place("NETHER WALLOW's")).toBe('[Place 1]');
    expect(roles.place('Netherwallow')).toBe('[Place 2]');
    expect(roles.organisation('nether wallow')).toBe('[Organisation 1]');
    expect(roles.organisation('Oswaldine')).toBe('[Organisation 2]');
    expect(roles.person('Nether Wallow')).toBe('[Person 1]');
  });

  it('is not what a word of it is known by', () => {
    const roles = roleLabels();
    roles.place('Oswaldine');
    roles.organisation('Pranthe');
    expect([roles.known('Oswaldine'), roles.known('Pranthe')]).toEqual([undefined, undefined]);
  });
});

describe('a number that a text has printed', () => {
  const next = (text: string): string => {
    const roles = roleLabels();
    roles.reserve(text);
    const people = [roles.person('Odo'), roles.person('Adeyemi', { practitioner: true })];
    return [...people, roles.place('Wallow'), roles.organisation('Pranthe')]
      .map((label) => label.replace(/[^0-9]/gu, ''))
      .join(' ');
  };

  it.each([
    ['[Person 4]', '5 1 1 1'],
    ['[Practitioner 4]', '1 5 1 1'],
    ['[Place 4]', '1 1 5 1'],
    ['[Organisation 4]', '1 1 1 5'],
    ['[Person 3] met [Place 7] and [Person 12]', '13 1 8 1'],
    ['[Person 12] met [Person 3]', '13 1 1 1'],
    ['[Practitioner 4 (police)]', '1 5 1 1'],
    ['[Practitioner 4 (children s social care)]', '1 5 1 1'],
    [`[Practitioner 4 (${'a'.repeat(40)})]`, '1 5 1 1'],
    ['[Person 999999]', '1000000 1 1 1'],
  ])('is given to nobody else: %p', (text, expected) => {
    expect(next(text)).toBe(expected);
  });

  it.each([
    'Person 4',
    '[Person 4',
    'Person 4]',
    '[Person]',
    '[Person ]',
    '[Person x]',
    '[Person 4 x]',
    '[Person 1000000]',
    '[Person 4 ()]',
    '[Person 4 (X1)]',
    `[Person 4 (${'a'.repeat(41)})]`,
    '[Carer 4]',
    '[person 4]',
  ])('is not told by %p', (text) => {
    expect(next(text)).toBe('1 1 1 1');
  });

  it('never makes a number go back', () => {
    const roles = roleLabels();
    expect([roles.person('Odo'), roles.person('Okonjowe')]).toEqual(['[Person 1]', '[Person 2]']);
    roles.reserve('[Person 1]');
    expect(roles.person('Jenkinson')).toBe('[Person 3]');
  });
});

describe('a word of a name', () => {
  const roles = roleLabels();
  roles.person("Al Odo Jenkinson-O'Hare");
  roles.person('Odo Quillfeather');

  it.each([
    ['Odo', '[Person 1]'],
    ['ODO', '[Person 1]'],
    ["Odo's", '[Person 1]'],
    ["Jenkinson-O'Hare", '[Person 1]'],
    ['Quillfeather', '[Person 2]'],
    ['Al', undefined],
    ['Jenkinson', undefined],
    ['Okonjowe', undefined],
    ['', undefined],
  ])('is known by whoever was met with it first: %p', (word, expected) => {
    expect(roles.known(word)).toBe(expected);
  });
});
