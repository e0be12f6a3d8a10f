import {
  deidentify,
  knownInText,
  roleLabels,
  type DeidentifyLevel,
  type KnownInText,
  type LabelledSpan,
  type TextPerson,
} from '../../../../src/stages/minimise/text';

/** A finder of just those stretches, whatever the text. */
const finding = (
  ...spans: readonly (readonly [start: number, end: number, label: string])[]
): KnownInText => ({
  labels: [],
  find: () => spans.map(([start, end, label]) => ({ start, end, label, kind: 'NAME', exact: true })),
});
const reads = (text: string, known: KnownInText, level: DeidentifyLevel = 'KNOWN'): string =>
  deidentify(text, { known, level }).text;
const nobody = knownInText([]);
const spansOf = (text: string, level: DeidentifyLevel): readonly LabelledSpan[] =>
  deidentify(text, { known: nobody, level }).spans;

describe('stretches that were found', () => {
  const [A, B, C] = ['[A]', '[B]', '[C]'];
  const text = '0123456789';

  it.each<readonly [string, readonly (readonly [number, number, string])[], string]>([
    [
      'apart',
      [
        [2, 4, A],
        [6, 8, B],
      ],
      '01[A]45[B]89',
    ],
    [
      'apart, out of order',
      [
        [6, 8, B],
        [2, 4, A],
      ],
      '01[A]45[B]89',
    ],
    [
      'side by side',
      [
        [2, 4, A],
        [4, 8, B],
      ],
      '01[A][B]89',
    ],
    [
      'that meet, the second longer',
      [
        [0, 4, A],
        [3, 9, B],
      ],
      '[B]9',
    ],
    [
      'that meet, the first longer',
      [
        [0, 6, A],
        [5, 9, B],
      ],
      '[A]9',
    ],
    [
      'that meet, as long as each other',
      [
        [0, 4, A],
        [3, 7, B],
      ],
      '[A]789',
    ],
    [
      'one in another',
      [
        [1, 9, A],
        [3, 5, B],
      ],
      '0[A]9',
    ],
    [
      'that begin together',
      [
        [1, 3, A],
        [1, 8, B],
      ],
      '0[B]89',
    ],
    [
      'that meet by three, the first the longest',
      [
        [0, 6, A],
        [4, 7, B],
        [6, 9, B],
        [8, 10, C],
      ],
      '[A]',
    ],
    [
      'that meet by three, the last the longest',
      [
        [0, 3, A],
        [2, 5, B],
        [4, 10, C],
      ],
      '[C]',
    ],
    ['over the whole text', [[0, 10, A]], '[A]'],
    [
      'at its ends',
      [
        [0, 1, A],
        [9, 10, B],
      ],
      '[A]12345678[B]',
    ],
  ])(
    'are printed as one over all where they meet, and called as the longest is: %s',
    (_what, spans, expected) => {
      expect(reads(text, finding(...spans))).toBe(expected);
    },
  );

  it('keep the length of the longest of all, not of those that they were made one with', () => {
    expect(reads(text, finding([0, 5, A], [4, 6, B], [5, 9, C]))).toBe('[A]9');
  });

  const names = (of: string): readonly (readonly [number, number, string])[] =>
    [...of.matchAll(/Odo|Ottilie/gu)].map(({ 0: name, index }) => [
      index,
      index + name.length,
      name === 'Odo' ? A : B,
    ]);

  it.each([
    ['Odo Odo', '[A]'],
    ['Odo, Odo', '[A]'],
    ['Odo-Odo', '[A]'],
    ['Odo\nOdo', '[A]'],
    ['OdoOdo', '[A]'],
    ['Odo - Odo', '[A]'],
    ['Odo - , Odo', '[A] - , [A]'],
    ['Odo; Odo', '[A]; [A]'],
    ['Odo. Odo', '[A]. [A]'],
    ['Odo x Odo', '[A] x [A]'],
    ['Odo Ottilie', '[A] [B]'],
    ['Odo, Odo, Ottilie, Ottilie Odo', '[A], [B] [A]'],
  ])('tell by no number of labels how many names somebody has: %p', (of, expected) => {
    expect(reads(of, finding(...names(of)))).toBe(expected);
  });

  it('are told at their places, and counted once for each label printed', () => {
    const of = 'Odo, Odo and Ottilie; 07700 900456 or 07700 900457';
    const { spans, counts } = deidentify(of, { known: finding(...names(of)), level: 'PATTERNS' });
    expect(spans).toEqual([
      { start: 0, end: 8, kind: 'NAME', label: A },
      { start: 13, end: 20, kind: 'NAME', label: B },
      { start: 22, end: 34, kind: 'TELEPHONE', label: '[telephone]' },
      { start: 38, end: 50, kind: 'TELEPHONE', label: '[telephone]' },
    ]);
    expect([...counts]).toEqual([
      ['NAME', 2],
      ['TELEPHONE', 2],
    ]);
  });
});

describe('labels that a text has already', () => {
  // No label holds a name; these people are called like what is printed.
  const people: readonly TextPerson[] = [
    { label: 'Carer A', names: ['Odo Carer'] },
    { label: 'Member with JQ', names: ['Jennifer Quillfeather'] },
    { label: 'Father', names: ['Ottilie Postcode', 'Zeb Withheld'] },
    { label: `Sibling ${'A'.repeat(112)}`, names: ['Wrenna Sibling'] },
    { label: `Cousin ${'A'.repeat(114)}`, names: ['Tolland Cousin'] },
  ];
  const known = knownInText(people);

  it.each([
    ['Carer said [Carer A] rang', '[Carer A] said [Carer A] rang'],
    ['[Carer A]Carer', '[Carer A][Carer A]'],
    ['Carer[Carer A]', '[Carer A][Carer A]'],
    ['[Carer A] Carer [Carer A] Carer [Carer A]', '[Carer A] [Carer A] [Carer A] [Carer A] [Carer A]'],
    ['Postcode [postcode] Postcode', '[Father] [postcode] [Father]'],
    ['[name withheld] Withheld [Carer A] Carer', '[name withheld] [Father] [Carer A] [Carer A]'],
    ['[Carer A] Carer [name withheld] Withheld', '[Carer A] [Carer A] [name withheld] [Father]'],
    ['[Member with JQ] and Jennifer', '[Member with JQ] and [Member with JQ]'],
    [
      'JQ said to [Member with JQ] and Jennifer',
      '[Member with JQ] said to [Member with JQ] and [Member with JQ]',
    ],
    [`[Sibling ${'A'.repeat(112)}] rang`, `[Sibling ${'A'.repeat(112)}] rang`],
  ])('stay as they are: %p', (text, expected) => {
    for (const level of ['KNOWN', 'PATTERNS', 'NAMES'] as const) {
      expect(reads(text, known, level)).toBe(expected);
      expect(reads(expected, known, level)).toBe(expected);
    }
  });

  it.each([
    ['[Carer B]', '[[Carer A] B]'],
    ['[Carer A', '[[Carer A] A'],
    ['Carer A]', '[Carer A] A]'],
    ['[\nCarer]', '[\n[Carer A]]'],
    ['[Carer]', '[[Carer A]]'],
    ['(Carer)', '([Carer A])'],
    [`[Cousin ${'A'.repeat(114)}]`, `[[Cousin ${'A'.repeat(114)}] ${'A'.repeat(114)}]`],
  ])('are not brackets around a name: %p', (text, expected) => {
    expect(reads(text, known)).toBe(expected);
  });

  it('hold no number of their own, and give theirs to nobody else', () => {
    expect(reads('tel: [Person 960018] rang 07700 900456', nobody, 'PATTERNS')).toBe(
      'tel: [Person 960018] rang [telephone]',
    );
    const roles = roleLabels();
    expect(deidentify('[Place 4] is shut.', { known: nobody, roles, level: 'KNOWN' }).text).toBe(
      '[Place 4] is shut.',
    );
    expect(roles.place('Nether Wallow')).toBe('[Place 5]');
  });
});

describe('what the levels look for', () => {
  it('tells each name by its kind', () => {
    const kinds = spansOf(
      'Mrs Okonjowe and Nurse Adeyemi met at Netherby Royal Infirmary. They moved to Oswaldthorpe.',
      'NAMES',
    ).map(({ kind, label }) => `${kind} ${label}`);
    expect(kinds).toEqual([
      'PERSON [Person 1]',
      'PRACTITIONER [Practitioner 1]',
      'ORGANISATION [Organisation 1]',
      'PLACE [Place 1]',
    ]);
  });

  it('tells lines of addresses as such', () => {
    expect(spansOf('It is Oswald Court Flat 3 now.', 'PATTERNS')).toEqual([]);
    expect(spansOf('Send to 4 Moor Lane, Netherby.', 'NAMES')).toEqual([
      { start: 8, end: 29, kind: 'ADDRESS', label: '[address]' },
    ]);
  });

  it.each([
    ['It is Red and red.', 'It is [Person 9] and red.'],
    ['So it is a Garden’s wall.', 'So it is a [Person 9]’s wall.'],
    ['The [Person 8] Red', 'The [Person 8] [Person 9]'],
  ])(
    'knows words of names that another text gave by their capital and three letters: %p',
    (text, expected) => {
      const roles = {
        ...roleLabels(),
        known: (word: string) => (/^(?:it|red|garden|\[x\])$/iu.test(word) ? '[Person 9]' : undefined),
      };
      expect(reads(text, nobody, 'NAMES')).toBe(text);
      expect(deidentify(text, { known: nobody, roles, level: 'NAMES' }).text).toBe(expected);
      expect(deidentify(text, { known: nobody, roles, level: 'PATTERNS' }).text).toBe(text);
    },
  );
});
