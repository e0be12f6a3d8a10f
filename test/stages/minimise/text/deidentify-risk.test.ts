import {
  deidentify,
  knownInText,
  type Deidentified,
  type DeidentifyLevel,
} from '../../../../src/stages/minimise/text';

describe('the residual risk of a text', () => {
  const known = knownInText([
    { label: 'Child A', names: ['Ottilie Ferncombe'] },
    { label: 'Mother', names: ['Jennifer Quillfeather'] },
  ]);
  const risk = (text: string, level: DeidentifyLevel = 'NAMES'): Deidentified['residualRisk'] =>
    deidentify(text, { known, level }).residualRisk;
  const NAMES = 'NAMES_NOT_SEARCHED';

  it.each<readonly [string, DeidentifyLevel, readonly string[]]>([
    ['Ottilie was seen.', 'NAMES', []],
    ['Ottilie was seen.', 'PATTERNS', [NAMES]],
    ['Ottilie was seen.', 'KNOWN', [NAMES]],
    ['Otilie was seen.', 'NAMES', ['MISSPELT_NAMES']],
    ['Otilie was seen.', 'KNOWN', [NAMES, 'MISSPELT_NAMES']],
    ['Then Mrs Okonjowe left.', 'NAMES', ['UNLISTED_NAMES']],
    ['Then Mrs Okonjowe left.', 'PATTERNS', [NAMES]],
    ['It was seen by Nurse Okafor.', 'NAMES', ['UNLISTED_NAMES']],
    ['The family moved to Oswaldthorpe.', 'NAMES', []],
    ['NHS no. 9990000018', 'PATTERNS', [NAMES]],
    ['NHS no. 9990000010', 'PATTERNS', [NAMES, 'FAILED_CHECKS']],
    ['see 123456789', 'PATTERNS', [NAMES, 'LONG_NUMBERS']],
    // What is masked is no longer in the text.
    ['rang 07700 900456', 'PATTERNS', [NAMES]],
  ])('of %p at level %s has the reasons %j', (text, level, reasons) => {
    expect(risk(text, level).reasons).toEqual(['AUTOMATED_ONLY', ...reasons]);
  });

  it.each<readonly [string, boolean]>([
    ['Ottilie, Jennifer, Mrs Okonjowe and Nurse Adeyemi met.', true],
    ['Mrs Okonjowe, Mrs Jenkinson, Mrs Okafor and Mrs Ashdown met.', true],
    ['Ottilie, Jennifer and Mrs Okonjowe met.', false],
    ['Ottilie, Jennifer, Ottilie, Jennifer, Ottilie and Mrs Okonjowe met.', false],
    ['Ottilie, Jennifer and Mrs Okonjowe moved to Oswaldthorpe.', false],
    ['Ottilie, Jennifer and Mrs Okonjowe rang 07700 900456.', false],
  ])('of %p counts people beyond three: %p', (text, many) => {
    expect(risk(text).reasons.includes('MANY_PEOPLE')).toBe(many);
  });

  it('is the higher the more names are unlisted or misspelt, and numbers wrong', () => {
    const rising = (one: string, two: string): void => {
      expect(risk(two).score).toBeGreaterThan(risk(one).score);
    };
    rising('Then Mrs Okonjowe left.', 'Then Mrs Okonjowe and Mrs Jenkinson left.');
    rising('Otilie left.', 'Otilie and Ottile left.');
    rising('NHS no. 9990000010', 'NHS no. 9990000010, NHS no. 9990000020');
  });
});
