import { residualRisk } from '../../../../src/stages/minimise/text';
import { wordsIn, type Word } from '../../../../src/stages/minimise/text/words';
import type { RiskFacts } from '../../../../src/stages/minimise/text/residual-risk';

const FACTS: RiskFacts = {
  text: 'all was well',
  words: [],
  namesSearched: true,
  misspelt: 0,
  unlisted: 0,
  failedChecks: 0,
  people: 0,
};
const risk = (facts: Partial<RiskFacts>) => residualRisk({ ...FACTS, ...facts });
/** Reasons of a text beyond the one that every text has, and its score. */
const told = (text: string): string =>
  [...risk({ text }).reasons.slice(1), String(risk({ text }).score)].join(' ');
/** A capitalised word in the middle of a sentence that no lexicon has. */
const [, STRANGE] = wordsIn('the Oswaldine', []);

describe('the score of a text', () => {
  it.each(['', ' ', '.', ' - \n', '[ ]'])('is nought where nothing is written, as in %p', (text) => {
    expect(residualRisk({ ...FACTS, text, namesSearched: false, people: 9 })).toEqual({
      score: 0,
      reasons: [],
    });
  });

  it.each(['a', '7', 'я', 'all was well'])('is never nought where there is something, as in %p', (text) => {
    expect(risk({ text })).toEqual({ score: 0.03, reasons: ['AUTOMATED_ONLY'] });
  });

  it.each([
    ['NAMES_NOT_SEARCHED', { namesSearched: false }, 0.32],
    ['MISSPELT_NAMES', { misspelt: 1 }, 0.08],
    ['MISSPELT_NAMES', { misspelt: 2 }, 0.13],
    ['MISSPELT_NAMES', { misspelt: 99 }, 0.22],
    ['UNLISTED_NAMES', { unlisted: 1 }, 0.06],
    ['UNLISTED_NAMES', { unlisted: 99 }, 0.22],
    ['FAILED_CHECKS', { failedChecks: 1 }, 0.06],
    ['FAILED_CHECKS', { failedChecks: 99 }, 0.13],
    ['MANY_PEOPLE', { people: 4 }, 0.08],
    ['MANY_PEOPLE', { people: 5 }, 0.13],
    ['MANY_PEOPLE', { people: 99 }, 0.22],
  ])('rises for %s by facts of the work: %p', (reason, facts, score) => {
    expect(risk(facts)).toEqual({ score, reasons: ['AUTOMATED_ONLY', reason] });
  });

  it('does not rise for three people', () => {
    expect(risk({ people: 3 })).toEqual({ score: 0.03, reasons: ['AUTOMATED_ONLY'] });
  });

  it('rises with each further reason and never reaches one', () => {
    const text = 'The twins, aged 7, said "it was all his doing" on 3 May 2020; ref 123456.';
    expect(
      risk({ text, namesSearched: false, misspelt: 9, unlisted: 9, failedChecks: 9, people: 9 }),
    ).toEqual({
      score: 0.8,
      reasons: [
        'AUTOMATED_ONLY',
        'NAMES_NOT_SEARCHED',
        'MISSPELT_NAMES',
        'UNLISTED_NAMES',
        'FAILED_CHECKS',
        'LONG_NUMBERS',
        'EXACT_DATES',
        'EXACT_AGES',
        'DIRECT_SPEECH',
        'RARE_CIRCUMSTANCES',
        'MANY_PEOPLE',
      ],
    });
  });
});

describe('capitalised words that were left', () => {
  const capitals = (words: readonly Word[]) => risk({ words }).score;
  const strange = (change: Partial<Word> = {}): Word[] => (STRANGE ? [{ ...STRANGE, ...change }] : []);

  it('raise the score, each of them, up to a limit', () => {
    expect(capitals(strange())).toBe(0.08);
    expect(risk({ words: strange() }).reasons).toEqual(['AUTOMATED_ONLY', 'CAPITALISED_WORDS']);
    expect(capitals([...strange(), ...strange()])).toBe(0.13);
    expect(capitals(Array.from({ length: 40 }, () => strange()).flat())).toBe(0.42);
    expect(capitals(strange({ text: 'Os' }))).toBe(0.08);
  });

  it.each([
    ['is masked', { masked: true }],
    ['has no capital', { capital: false }],
    ['begins a sentence', { first: true }],
    ['is in capitals throughout', { shouted: true }],
    ['is one letter', { text: 'O' }],
    [
      'is a word of the language',
      { sense: { given: true, surname: true, place: true, common: true, past: false } },
    ],
  ])('do not where the word %s', (_, change) => {
    expect(capitals(strange(change))).toBe(0.03);
  });
});

describe('long numbers that were left', () => {
  it.each(['ref 123456', 'ref 12 34 56', 'ref 123-456', 'ref 1-2 3-4 5-6.', '7'.repeat(41), '123456x'])(
    'raise the score: %p',
    (text) => {
      expect(told(text)).toBe('LONG_NUMBERS 0.18');
    },
  );

  it('raise it each, up to a limit', () => {
    expect(told('123456, 234567')).toBe('LONG_NUMBERS 0.32');
    expect(told('123456, '.repeat(9))).toBe('LONG_NUMBERS 0.52');
  });

  it.each(['ref 12345', 'ref 123  456', 'ref 123/456', 'ref 123.456', '12345 and 6'])(
    'are not those of %p',
    (text) => {
      expect(told(text)).toBe('0.03');
    },
  );
});

describe('exact dates that were left', () => {
  it.each([
    ...['on 4/3/15', 'on 14/03/2015', 'on 14.03.15', 'on 4.3.15'],
    ...[
      'on 3 May',
      'on 13 May 2015',
      'on 3rd of May',
      'on 1st Jan',
      'on 2nd Feb',
      'on 4th Mar',
      'on 5 March',
    ],
    ...['on 6 April', 'on 7 June', 'on 8 July', 'on 9 Aug', 'on 10 September', 'on 11 Oct', 'on 12 November'],
    ...['on 13 of December', '3 May', '4/3/15'],
  ])('raise the score: %p', (text) => {
    expect(told(text)).toBe('EXACT_DATES 0.08');
  });

  it('raise it beside a long number where the date has six digits or more between dashes', () => {
    expect(told('on 14-03-15')).toBe('LONG_NUMBERS EXACT_DATES 0.22');
    expect(told('on 2015-03-04 at home')).toBe('LONG_NUMBERS EXACT_DATES 0.22');
    expect(told('on 2015-03-041')).toBe('LONG_NUMBERS 0.18');
  });

  it('raise it each, up to a limit', () => {
    expect(told('3 May and 4 May')).toBe('EXACT_DATES 0.13');
    expect(told('3 May, '.repeat(9))).toBe('EXACT_DATES 0.27');
  });

  it.each([
    ...['in May 2015', 'in 2015', 'on 4/3', '4/3/1', '123 May', '3rdMay', '3', 'on 3 may', '3 of the May'],
    ...['4:3:15', '14 03', '3 weeks'],
  ])('are not those of %p', (text) => {
    expect(told(text)).toBe('0.03');
  });
});

describe('exact ages that were left', () => {
  it.each([
    ...['a boy aged 7', 'at age 12', 'Aged 101', 'a 7-year-old', 'is 7 years old', 'two 12 year olds'],
    ...[
      'a 3-month-old',
      '3 months old',
      'a 2 week old',
      '6 weeks-old',
      '1 day old',
      '10 days old',
      '101 years old',
    ],
  ])('raise the score: %p', (text) => {
    expect(told(text)).toBe('EXACT_AGES 0.06');
  });

  it('raise it up to a limit', () => {
    expect(told('aged 7, '.repeat(9))).toBe('EXACT_AGES 0.13');
  });

  it.each([
    'page 7',
    'aged care',
    '7 years later',
    'years old',
    'aged 1234',
    '7 yearly olds',
    'a 7--year-old',
  ])('are not those of %p', (text) => {
    expect(told(text)).toBe('0.03');
  });
});

describe('direct speech that was left', () => {
  it.each([
    '"it was no do"',
    '“it was no do”',
    'He said "it was all his doing" then',
    `"${'o'.repeat(12)}"`,
    `"${'o'.repeat(400)}"`,
  ])('raises the score: %p', (text) => {
    expect(told(text)).toBe('DIRECT_SPEECH 0.08');
  });

  it('raises it up to a limit', () => {
    expect(told('"it was all his doing", '.repeat(9))).toBe('DIRECT_SPEECH 0.18');
  });

  it.each([
    `"${'o'.repeat(11)}"`,
    `"${'o'.repeat(401)}"`,
    '"it was all\nhis doing"',
    '“it was “all” his”',
    'it was all his doing',
    '"it was all his doing',
    'it was all his doing"',
    '”it was all his doing“',
  ])('is not that of %p', (text) => {
    expect(told(text)).toBe('0.03');
  });
});

describe('rare circumstances that were left', () => {
  it.each([
    ...['twin', 'twins', 'triplet', 'triplets', 'newspaper', 'newspapers', 'in the news', 'in the press'],
    ...['in the papers', 'on television', 'famous', 'celebrity', 'footballer', 'mayor', 'inquest'],
    ...['murder', 'murders', 'murdered', 'homicide', 'manslaughter', 'transgender', 'only child in'],
    ...['only family in', 'only person in', 'TWINS'],
  ])('raise the score: %p', (words) => {
    expect(told(`the ${words} there`)).toBe('RARE_CIRCUMSTANCES 0.18');
  });

  it('raise it up to a limit', () => {
    expect(told('twins, '.repeat(9))).toBe('RARE_CIRCUMSTANCES 0.42');
  });

  it.each(['twine', 'betwin', 'the news', 'in the paper', 'only child', 'infamous', 'mayors', 'television'])(
    'are not those of %p',
    (text) => {
      expect(told(text)).toBe('0.03');
    },
  );
});
