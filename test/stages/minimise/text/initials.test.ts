import { initialsIn, initialsOf } from '../../../../src/stages/minimise/text/initials';

const PEOPLE: ReadonlyMap<string, string> = new Map([
  ['OQ', '[Child A]'],
  ['ORF', '[Mother]'],
  ['ORFH', '[Father]'],
  ['ÖÑ', '[Sibling A]'],
]);
const found = (text: string): string[] =>
  initialsIn(text, PEOPLE).map(({ start, end, label }) => `${text.slice(start, end)} ${label}`);

describe('initials in a text', () => {
  it('are a name, in the exact spelling, where they stand', () => {
    expect(initialsIn('seen by O.Q. today', PEOPLE)).toEqual([
      { start: 8, end: 12, kind: 'NAME', label: '[Child A]', exact: true },
    ]);
    expect(initialsIn('OQ was seen by ORF.', PEOPLE)).toEqual([
      { start: 0, end: 2, kind: 'NAME', label: '[Child A]', exact: true },
      { start: 15, end: 19, kind: 'NAME', label: '[Mother]', exact: true },
    ]);
    expect(initialsIn('OQ was seen by ORF.', new Map())).toEqual([]);
  });

  it.each([
    ['by OQ', 'OQ [Child A]'],
    ['by O.Q', 'O.Q [Child A]'],
    ['by O.Q.', 'O.Q. [Child A]'],
    ['by O Q', 'O Q [Child A]'],
    ['by O. Q.', 'O. Q. [Child A]'],
    ['by ORF', 'ORF [Mother]'],
    ['by O.R.F.', 'O.R.F. [Mother]'],
    ['by O R F', 'O R F [Mother]'],
    ['by ORFH', 'ORFH [Father]'],
    ['by O. R. F. H.', 'O. R. F. H. [Father]'],
    ['by ÖÑ', 'ÖÑ [Sibling A]'],
    ['by (OQ)', undefined],
    ['(by OQ)', 'OQ [Child A]'],
    ['by OQ, then', 'OQ [Child A]'],
  ])('may be written as in %p', (text, expected) => {
    expect(found(text)).toEqual(expected ? [expected] : []);
  });

  it.each([
    'XOQ was seen',
    'oOQ was seen',
    '7OQ was seen',
    '.OQ was seen',
    "'OQ was seen",
    '’OQ was seen',
    '-OQ was seen',
    'by OQ7',
    'by OQs',
    'by OQ-X',
    'by O  Q',
    'by O-Q',
    'by O/Q',
    'by oq',
    'by Oq',
    'by ORFHX',
    'by Q',
  ])('are no part of a longer word, and nothing else, in %p', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(['by ZZ', 'ZZ was seen', 'by QO', 'NHS was told'])('are nobody’s in %p', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ...["OQ's bag", 'OQ’s bag', 'OQ, was seen'],
    ...['is', 'was', 'has', 'had', 'said', 'says', 'told', 'state', 'states', 'stated', 'report', 'reports'],
    ...[
      'reported',
      'attends',
      'attended',
      'presents',
      'presented',
      'live',
      'lives',
      'lived',
      'went',
      'moved',
    ],
    ...['came', 'left', 'ran', 'deny', 'denies', 'denied', 'discloses', 'disclosed', 'asks', 'asked'],
    ...['agrees', 'agreed', 'did', 'does', 'will', 'would', 'could', 'can', 'felt', 'feels', 'appears'],
    ...['appeared', 'and', 'also'],
  ])('are somebody before %p', (after) => {
    const text = after.startsWith('OQ') ? after : `Then OQ ${after} so.`;
    expect(found(text)).toEqual(['OQ [Child A]']);
  });

  it.each([
    'OQ issued',
    'OQ wasted',
    'OQ candle',
    'OQ never was',
    'OQ  was',
    'OQ; was',
    'OQ,was',
    'OQ attend',
    'OQ present',
    'OQ form',
    'OQ agree',
    'OQ xs',
    "OQ' bag",
  ])('are nobody before other words, as in %p', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ...['by', 'with', 'to', 'for', 'about', 'from', 'of', 're', 'regarding', 'told', 'saw', 'met', 'visited'],
    ...['called', 'phoned', 'seen', 'that', 'when', 'and', 'child', 'mother', 'father', 'subject', 'client'],
    ...['patient', 'pupil', 'Re', 'Re:', 'child: '],
  ])('are somebody after %p', (before) => {
    const text = before.endsWith(' ') ? `${before}OQ` : `${before} OQ`;
    expect(found(text)).toEqual(['OQ [Child A]']);
    expect(found(`It was written long before ${text} in Nether Wallow`)).toEqual(['OQ [Child A]']);
  });

  it.each([
    'standby OQ',
    'unsaid, form OQ',
    'by the OQ',
    'by, OQ',
    'by   OQ',
    'grandmother OQ',
    'childlike OQ',
    'by a long road to Nether Wallow there is OQ',
  ])('are nobody after other words, as in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('the initials of people', () => {
  const of = (...people: readonly (readonly [label: string, ...names: string[]])[]) => [
    ...initialsOf(people.map(([label, ...names]) => ({ names, label }))),
  ];

  it('are the first letters of all parts of a name, and those of its first and last', () => {
    expect(of(['A', 'Ottilie Rose Ferncombe'])).toEqual([
      ['ORF', 'A'],
      ['OF', 'A'],
    ]);
    expect(of(['A', 'Odo Quillfeather'])).toEqual([['OQ', 'A']]);
  });

  it('are capitals, without those of titles', () => {
    expect(of(['A', 'odo quillfeather'])).toEqual([['OQ', 'A']]);
    expect(of(['A', 'Mr Odo Quillfeather'])).toEqual([['OQ', 'A']]);
  });

  it('are none of a single name, of a title alone or of nothing', () => {
    expect(of(['A', 'Ottilie'], ['B', 'Mrs Ferncombe'], ['C', ''], ['D', 'Mother'], ['E'])).toEqual([]);
  });

  it('are of every name of a person, and of the first of the people who have them', () => {
    expect(of(['A', 'Odo Quillfeather', 'Odo Wick'], ['B', 'Oswin Quell', 'Una Wick'])).toEqual([
      ['OQ', 'A'],
      ['OW', 'A'],
      ['UW', 'B'],
    ]);
  });
});
