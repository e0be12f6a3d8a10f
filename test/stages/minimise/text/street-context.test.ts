import type { Run } from '../../../../src/stages/minimise/text/name-runs';
import { isBesideNumber, isInAddress, isNumbered } from '../../../../src/stages/minimise/text/street-context';
import { wordsIn, type Word } from '../../../../src/stages/minimise/text/words';

type Rule = (words: readonly Word[], run: Run) => boolean;

/** What a rule says of a name in a text where what stands in square brackets is masked. */
function saysOf(rule: Rule, text: string, name: string): boolean {
  const labels = [...text.matchAll(/\[[^\]]+\]/gu)];
  const stretches = labels.map(({ 0: label, index }) => ({ start: index, end: index + label.length, label }));
  const words = wordsIn(text, stretches);
  const start = text.lastIndexOf(name);
  const from = words.findIndex((word) => word.start === start);
  const to = words.findIndex((word) => word.end === start + name.length) + 1;
  if (from < 0 || to <= from) throw new Error(`no ${name} in ${text}`);
  return rule(words, { from, to });
}

const spaces = (count: number): string => ' '.repeat(count);

describe('the number of a door right before a name', () => {
  it.each([
    'at 46 Puruntie',
    'at 46, Puruntie',
    'at 46,Puruntie',
    'at 46Puruntie',
    'at\n46\nPuruntie',
    'at 4 Puruntie',
    'at 12345 Puruntie',
    'at, 46 Puruntie',
    '[address]46 Puruntie',
    `at 46${spaces(4)}Puruntie`,
  ])('is seen in %p', (text) => {
    expect(saysOf(isNumbered, text, 'Puruntie')).toBe(true);
    expect(saysOf(isBesideNumber, text, 'Puruntie')).toBe(true);
  });

  it.each([
    'Puruntie',
    'at Puruntie',
    'at 123456 Puruntie',
    'at (46 Puruntie',
    'at/46 Puruntie',
    'at 46 (Puruntie',
    'at 46. Puruntie',
    'at 46) Puruntie',
    'at 46 - Puruntie',
    'at 46,, Puruntie',
    `at 46${spaces(5)}Puruntie`,
    'at 46 of Puruntie',
  ])('is not seen in %p', (text) => {
    expect(saysOf(isNumbered, text, 'Puruntie')).toBe(false);
    expect(saysOf(isBesideNumber, text, 'Puruntie')).toBe(false);
  });

  it('is none where the number stands behind', () => {
    expect(saysOf(isNumbered, 'at Puruntie 46', 'Puruntie')).toBe(false);
  });

  it('is that before the first word of a longer name', () => {
    expect(saysOf(isNumbered, 'at 46 Nether Wallow', 'Nether Wallow')).toBe(true);
    expect(saysOf(isNumbered, 'at Nether 46 Wallow', 'Nether 46 Wallow')).toBe(false);
  });
});

describe('the number of a door behind a name', () => {
  it.each([
    ['at Puruntie 4', 'Puruntie'],
    ['at Puruntie 46.', 'Puruntie'],
    ['at Puruntie 46 now', 'Puruntie'],
    ['at Puruntie 12345', 'Puruntie'],
    ['at Puruntie\n46', 'Puruntie'],
    [`at Puruntie${spaces(4)}46`, 'Puruntie'],
    ['Puruntie 46', 'Puruntie'],
    ['at Nether Wallow 4', 'Nether Wallow'],
    ['at Nether Wallow 46.', 'Nether Wallow'],
    ['at Nether Wallow 46 now', 'Nether Wallow'],
    ['at Nether Wallow 12345', 'Nether Wallow'],
    ['Nether Wallow 46', 'Nether Wallow'],
  ])('is seen in %p', (text, name) => {
    expect(saysOf(isBesideNumber, text, name)).toBe(true);
  });

  it.each([
    ['at Puruntie 123456', 'Puruntie'],
    ['at Puruntie 46٣', 'Puruntie'],
    ['at Puruntie, 46', 'Puruntie'],
    ['at Puruntie - 46', 'Puruntie'],
    ['at Puruntie (46)', 'Puruntie'],
    [`at Puruntie${spaces(5)}46`, 'Puruntie'],
    ['at Puruntie is 46', 'Puruntie'],
    ['at Nether Wallow 123456', 'Nether Wallow'],
    ['at Nether Wallow 46٣', 'Nether Wallow'],
    ['at Nether Wallow, 46', 'Nether Wallow'],
    ['at Nether Wallow - 46', 'Nether Wallow'],
    ['at Nether Wallow  46', 'Nether Wallow'],
    // Two names by themselves on a line are somebody.
    ['at Nether Wallow\n46', 'Nether Wallow'],
    ['Nether Wallow\n46', 'Nether Wallow'],
  ])('is not seen in %p', (text, name) => {
    expect(saysOf(isBesideNumber, text, name)).toBe(false);
  });
});

describe('a name between two numbers', () => {
  it.each([
    'with 46 Puruntie 188',
    'with 46 Puruntie, 188',
    'with 46, Puruntie 188.',
    'with 46 Puruntie 12345',
  ])('is of an address in %p', (text) => {
    expect(saysOf(isInAddress, text, 'Puruntie')).toBe(true);
  });

  it.each([
    'Puruntie',
    'with 46 Puruntie',
    'with Puruntie 188',
    'with 46 Puruntie,188',
    'with 46 Puruntie  188',
    'with 46 Puruntie - 188',
    'with 46 Puruntie\n188',
    'with 46 Puruntie 123456',
    'with 46 Puruntie 188٣',
  ])('is told by both, and not in %p', (text) => {
    expect(saysOf(isInAddress, text, 'Puruntie')).toBe(false);
  });
});

describe('a street with its door behind it', () => {
  it.each(['on', 'at', 'near', 'off', 'along', 'On'])('is seen after %p', (word) => {
    expect(saysOf(isInAddress, `he is ${word} Nether Wallow 188 now`, 'Nether Wallow')).toBe(true);
    expect(saysOf(isInAddress, `he is ${word} Nether Wallow, 188`, 'Nether Wallow')).toBe(true);
    expect(saysOf(isInAddress, `he is ${word} Nether Wallow`, 'Nether Wallow')).toBe(false);
    expect(saysOf(isInAddress, `he is ${word} Puruntie 188`, 'Puruntie')).toBe(false);
  });

  it.each(['with', 'upon', 'onto', 'that', 'attends', 'nearby', 'offset', 'alongside', 'by'])(
    'is not seen after %p',
    (word) => {
      expect(saysOf(isInAddress, `he is ${word} Nether Wallow 188`, 'Nether Wallow')).toBe(false);
    },
  );

  it('is not seen where nothing stands before', () => {
    expect(saysOf(isInAddress, 'Nether Wallow 188', 'Nether Wallow')).toBe(false);
  });
});

describe('a corner of two streets', () => {
  it.each([
    ['at the corner of Puruntie', 'Puruntie'],
    ['at the corner of Puruntie and Netherlo', 'Netherlo'],
    ['at the corner of Puruntie Street and Netherlo', 'Netherlo'],
    ['at the corner of Puruntie Street and Netherlo', 'Puruntie Street'],
    ['Corner of Puruntie Street and Netherlo', 'Netherlo'],
    ['at the corner of Great Puruntie', 'Puruntie'],
    ['at the corner of Puruntie and Great Old Netherlo', 'Netherlo'],
    ['at the corner of one two three four five six seven and Netherlo', 'Netherlo'],
  ])('is seen in %p for %p', (text, name) => {
    expect(saysOf(isInAddress, text, name)).toBe(true);
  });

  it.each([
    ['at the end of Puruntie', 'Puruntie'],
    ['at the end of Puruntie and Netherlo', 'Netherlo'],
    ['at the corner near Puruntie and Netherlo', 'Netherlo'],
    ['at the corner of Puruntie, Netherlo', 'Netherlo'],
    ['at the corner of Puruntie near Netherlo', 'Netherlo'],
    ['at the corner of the roof Netherlo', 'Netherlo'],
    ['at the corner of Puruntie often Netherlo', 'Netherlo'],
    ['at the corner of Puruntie. Odo and Netherlo', 'Netherlo'],
    ['at the corner of the Netherlo', 'Netherlo'],
    ['at the corner of one two three four five six seven eight and Netherlo', 'Netherlo'],
    ['Puruntie and Netherlo', 'Netherlo'],
    ['of Netherlo', 'Netherlo'],
    ['Great Netherlo', 'Netherlo'],
  ])('is not seen in %p for %p', (text, name) => {
    expect(saysOf(isInAddress, text, name)).toBe(false);
  });
});

describe('a town before its state and code', () => {
  it.each([
    'to Puruntie, NY 10001',
    'to Puruntie NY 10001',
    'to Puruntie,\n NY 10001.',
    'to Puruntie\nNSW 10001',
    'to Puruntie, ON Canada',
    'to Puruntie, NSW Australia',
    'to Puruntie APO',
    'to Puruntie, FPO',
    'to Puruntie DPO.',
    'to Puruntie BFPO 801',
    'Puruntie, NY 10001',
  ])('is seen in %p', (text) => {
    expect(saysOf(isInAddress, text, 'Puruntie')).toBe(true);
  });

  it.each([
    'to Puruntie, NY',
    'to Puruntie, NY 1000',
    'to Puruntie, NY 100012',
    'to Puruntie, NY, 10001',
    'to Puruntie, NY  10001',
    'to Puruntie, NY - 10001',
    'to Puruntie, Ny 10001',
    'to Puruntie, ny 10001',
    'to Puruntie - NY 10001',
    'to Puruntie (NY 10001',
    'to Puruntie. NY 10001',
    `to Puruntie${spaces(4)}NY 10001`,
    'to Puruntie, NSWX 10001',
    'to Puruntie, PC 12345',
    'to Puruntie, GP 12345',
    'to Puruntie, ON, Canada',
    'to Puruntie, ON Okonjowe',
    'to Puruntie, NSWX Australia',
    'to Puruntie, PC Australia',
    'to Puruntie XPO',
    'to Puruntie PO',
    'to Puruntie XAPO',
    'to Puruntie APOX',
    'to Puruntie XBFPO',
    'to Puruntie BFPOX',
    'to Puruntie Bfpo',
    'to Puruntie (APO',
  ])('is not seen in %p', (text) => {
    expect(saysOf(isInAddress, text, 'Puruntie')).toBe(false);
  });
});
