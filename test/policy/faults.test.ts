import fc from 'fast-check';

import { readPack } from '../../src/policy/load';
import { faultsOf, packText, SAMPLE, sampleWith } from './support';

describe('a pack without fault', () => {
  it('has none', () => {
    expect(faultsOf(SAMPLE)).toEqual([]);
  });
});

/** One slip each, and the whole of what the author is told. */
const SLIPS: readonly { readonly slip: string; readonly text: string; readonly told: readonly string[] }[] = [
  {
    slip: 'a cell without clause',
    text: sampleWith('own: { outcome: CLEAR, clauses: [y] }', 'own: { outcome: CLEAR, clauses: [] }'),
    told: ['pack.yaml:52:28: cells.name.own.clauses: rests on no clause: name the clause that it rests on'],
  },
  {
    slip: 'an unknown clause',
    text: sampleWith('own: { outcome: CLEAR, clauses: [y] }', 'own: { outcome: CLEAR, clauses: [y, z] }'),
    told: ['pack.yaml:52:41: cells.name.own.clauses[1]: clause "z" is unknown: add it under clauses'],
  },
  {
    slip: 'an unused clause',
    text: sampleWith('  n: {', '  x: { document: notice, place: Nowhere, quote: Unused. }\n  n: {'),
    told: ['pack.yaml:13:3: clauses.x: nothing rests on this clause: use it or remove it'],
  },
  {
    slip: 'a clause of an unknown document',
    text: sampleWith('y: { document: notice', 'y: { document: letter'),
    told: ['pack.yaml:12:18: clauses.y.document: document "letter" is unknown: add it under documents'],
  },
  {
    slip: 'a disclosure that rests on words that are not there',
    text: sampleWith('own: { outcome: CLEAR, clauses: [y] }', 'own: { outcome: CLEAR, clauses: [n] }'),
    told: [
      'pack.yaml:52:21: cells.name.own.outcome: CLEAR rests on words that the document does not have: withhold it or name a clause with a quote',
    ],
  },
  {
    slip: 'an unknown category',
    text: `${SAMPLE}  shoeSize:\n    own: { outcome: CLEAR, clauses: [y] }\n`,
    told: ['pack.yaml:160:3: cells.shoeSize: is not a data category: use one of the 22 of the vocabulary'],
  },
  {
    slip: 'an unknown column',
    text: sampleWith('    own: { outcome: CLEAR', '    onw: { outcome: CLEAR'),
    told: [
      'pack.yaml:50:3: cells.name.own: the cell is missing: state what column "own" gives of name',
      'pack.yaml:52:5: cells.name.onw: column "onw" is unknown: declare it under recipients or correct its spelling',
    ],
  },
  {
    slip: 'a column without cells',
    text: sampleWith('  public: {', '  spare: { title: Spare, serves: [] }\n  public: {'),
    told: ['pack.yaml:48:3: recipients.spare: the column has no cells: state all 22 categories or remove it'],
  },
  {
    slip: 'a missing cell',
    text: sampleWith('    public: { outcome: WITHHELD, clauses: [n] }\n', ''),
    told: [
      'pack.yaml:50:3: cells.name.public: the cell is missing: state what column "public" gives of name',
    ],
  },
  {
    slip: 'overlapping columns',
    text: sampleWith('contributions: [OTHER] }', 'contributions: [OWN, OTHER] }'),
    told: [
      'pack.yaml:47:9: recipients.other.serves[0]: PARTICIPATING for SAFEGUARDING_ADULT_REVIEW (OWN) is served by column "own" already: leave it to one column',
    ],
  },
  {
    slip: 'a purpose that discloses without a lawful basis',
    text: sampleWith('- purposes: [CONTACT_CHECK]', '- purposes: [STATISTICS]'),
    told: [
      'pack.yaml:20:1: lawfulBases: CONTACT_CHECK discloses without a lawful basis: add one or withhold its cells',
      'pack.yaml:21:5: warning: lawfulBases[0].purposes: no column serves STATISTICS: serve somebody or remove the basis',
    ],
  },
  {
    slip: 'two lawful bases for one purpose',
    text: sampleWith(
      '- purposes: [SAFEGUARDING_ADULT_REVIEW]',
      '- purposes: [SAFEGUARDING_ADULT_REVIEW, CONTACT_CHECK]',
    ),
    told: [
      'pack.yaml:28:5: lawfulBases[1].purposes: CONTACT_CHECK has a lawful basis already: state one per purpose',
    ],
  },
  {
    slip: 'special category data without a condition of article 9',
    text: sampleWith('normalised: [9(2)(g)]', 'normalised: []'),
    told: [
      'pack.yaml:30:32: lawfulBases[1].article9.normalised: SAFEGUARDING_ADULT_REVIEW discloses special category data without a condition of article 9: add one or withhold it',
    ],
  },
  {
    slip: 'criminal offence data without a condition under article 10',
    text: sampleWith('article10: { schedule1: [paragraph 18] }', 'article10: { schedule1: [] }'),
    told: [
      'pack.yaml:32:18: lawfulBases[1].article10.schedule1: SAFEGUARDING_ADULT_REVIEW discloses criminal offence data without a condition under article 10: add one or withhold it',
    ],
  },
  {
    slip: 'an end before the beginning',
    text: sampleWith('to: null', 'to: 2025-12-31'),
    told: ['pack.yaml:5:36: effective.to: lies before effective.from: correct one of them'],
  },
  {
    slip: 'a terminated pack without an end',
    text: sampleWith('status: ACTIVE', 'status: TERMINATED'),
    told: ['pack.yaml:5:36: effective.to: a TERMINATED pack has ended: give its last day in force'],
  },
  {
    slip: 'a document due for review before it was issued',
    text: sampleWith('reviewDue: 2026-06-01', 'reviewDue: 2024-06-01'),
    told: ['pack.yaml:8:107: documents[0].reviewDue: lies before the date of issue: correct one of them'],
  },
  {
    slip: 'a switch turned without a decision',
    text: sampleWith(
      'switches: {}',
      'switches:\n  previousAddressesInContactCheck: { question: Previous too?, answer: true, decidedBy: null }',
    ),
    told: [
      'pack.yaml:15:88: switches.previousAddressesInContactCheck.decidedBy: true is not the safe answer: name the post that decided it or answer false',
    ],
  },
  {
    slip: 'an unknown key',
    text: sampleWith('controller:', 'contoller:'),
    told: [
      'pack.yaml:1:1: controller: is missing: add it',
      'pack.yaml:6:1: contoller: is an unknown key: correct its spelling or remove it',
    ],
  },
  {
    slip: 'an unknown outcome',
    text: sampleWith('own: { outcome: CLEAR', 'own: { outcome: CLAER'),
    told: [
      'pack.yaml:52:21: cells.name.own.outcome: is not known: use one of CLEAR, PSEUDONYMISED, GENERALISED, WITHHELD',
    ],
  },
  {
    slip: 'an unknown purpose',
    text: sampleWith('purposes: [CONTACT_CHECK], contributions', 'purposes: [MARKETS], contributions'),
    told: [
      'pack.yaml:39:42: recipients.wider.serves[0].purposes[0]: is not known: use one of CONTACT_CHECK, PANEL_PAPERS, STATISTICS, CHILD_SAFEGUARDING_PRACTICE_REVIEW, RAPID_REVIEW, SAFEGUARDING_ADULT_REVIEW, DOMESTIC_HOMICIDE_REVIEW, CHILD_DEATH_REVIEW',
    ],
  },
  {
    slip: 'a purpose that no pack can permit',
    text: sampleWith('purposes: [CONTACT_CHECK], contributions', 'purposes: [MARKETING], contributions'),
    told: [
      'pack.yaml:39:42: recipients.wider.serves[0].purposes[0]: is a purpose that no pack can permit: remove it',
    ],
  },
  {
    slip: 'a version that YAML reads as a number',
    text: sampleWith('version: 1.0.0', 'version: 1.0'),
    told: ['pack.yaml:3:10: version: has the wrong type: write a text (in quotes if it looks like a number)'],
  },
  {
    slip: 'a day that does not exist',
    text: sampleWith('from: 2026-01-01', 'from: 2026-02-30'),
    told: ['pack.yaml:5:20: effective.from: is not a date: write it as YYYY-MM-DD'],
  },
  {
    slip: 'several articles 6 at once',
    text: sampleWith('article6: 6(1)(e)', 'article6: 6(1)(c) and (e)'),
    told: ['pack.yaml:22:15: lawfulBases[0].article6: is not of the form 6(1)(e): write it so'],
  },
  {
    slip: 'a key that stands twice',
    text: sampleWith('title: Sample\n', 'title: Sample\ntitle: Sample\n'),
    told: ['pack.yaml:3:1: is not valid YAML: Map keys must be unique'],
  },
  {
    slip: 'an alias in place of a value',
    text: sampleWith('[y] }', '&hidden [y] }').replace(
      'own: { outcome: CLEAR, clauses: [y] }',
      'own: { outcome: CLEAR, clauses: *hidden }',
    ),
    told: ['pack.yaml:52:37: an alias hides what a cell says: write the value out'],
  },
  {
    slip: 'a key that would vanish',
    text: sampleWith(
      '    public: { outcome',
      '    __proto__: { outcome: CLEAR, clauses: [y] }\n    public: { outcome',
    ),
    told: ['pack.yaml:54:5: __proto__ is not a usable key: remove it'],
  },
  {
    slip: 'a second document',
    text: `${SAMPLE}---\npack: other\n`,
    told: ['pack.yaml:160:1: holds several documents: keep one pack per file'],
  },
  {
    slip: 'a text that is no mapping',
    text: 'hello',
    told: ['pack.yaml:1:1: has the wrong type: write a mapping'],
  },
  { slip: 'an empty file', text: '', told: ['pack.yaml:1:1: has the wrong type: write a mapping'] },
];

describe('a pack with', () => {
  it.each(SLIPS)('$slip is refused with its place and its remedy', ({ text, told }) => {
    expect(faultsOf(text)).toEqual(told);
  });
});

describe('faults', () => {
  it('are all told at once, in the order of their lines', () => {
    const text = sampleWith('status: ACTIVE', 'status: SUPERSEDED')
      .replace('y: { document: notice', 'y: { document: letter')
      .replace('own: { outcome: CLEAR, clauses: [y] }', 'own: { outcome: CLEAR, clauses: [] }');
    expect(faultsOf(text).map((fault) => fault.split(':')[1])).toEqual(['5', '12', '52']);
  });

  it('do not repeat a single breach for each of the purposes that it touches', () => {
    const text = sampleWith(
      'purposes: [CONTACT_CHECK], contributions',
      'purposes: [STATISTICS, PANEL_PAPERS], contributions',
    );
    const breaches = faultsOf(text).filter(
      (fault) => fault.includes('cells.name.wider.outcome') && fault.includes('no other purpose'),
    );
    expect(breaches).toHaveLength(1);
  });

  it('tell of a file that is not UTF-8', () => {
    const { packs, faults } = readPack({ file: 'pack.yaml', bytes: Buffer.from([0xc3, 0x28]) });
    expect(packs).toEqual([]);
    expect(faults.map(({ message }) => message)).toEqual(['is not UTF-8: save it as UTF-8']);
  });

  it('are found in a pack that is cut short anywhere, without an exception', () => {
    const whole = packText('lancashire').trimEnd();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 3 }), (length) => {
        const { packs, faults } = readPack({ file: 'pack.yaml', bytes: Buffer.from(whole.slice(0, length)) });
        return (
          packs.length === 0 &&
          faults.length > 0 &&
          faults.every(({ line, column }) => line > 0 && column > 0)
        );
      }),
      { numRuns: 40 },
    );
  });

  it('are found in any other text, without an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { packs, faults } = readPack({ file: 'pack.yaml', bytes });
        return packs.length === 0 && faults.length > 0;
      }),
    );
  });
});
