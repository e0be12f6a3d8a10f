import {
  extend,
  institutionOf,
  isAdverb,
  isInitial,
  isLanguage,
  isListed,
  isNamelike,
  isSaint,
  isTitle,
  phrase,
  trim,
} from '../../../../src/stages/minimise/text/name-runs';
import { wordsIn, type Word } from '../../../../src/stages/minimise/text/words';

const wordsOf = (text: string): readonly Word[] => wordsIn(text, []);

/** Those words of a text of which a rule is true. */
const ofText = (text: string, rule: (word: Word) => boolean): string =>
  wordsOf(text)
    .filter(rule)
    .map((word) => word.text)
    .join(' ');

/** What is of one name with the word behind the bar. */
function extended(text: string): string {
  const [before = ''] = text.split('|');
  const words = wordsOf(text.replace('|', ''));
  return phrase(words, extend(words, wordsOf(before).length));
}

/** What is left of the words between the bars. */
function trimmed(text: string): string {
  const [before = '', run = ''] = text.split('|');
  const words = wordsOf(text.replaceAll('|', ''));
  const from = wordsOf(before).length;
  const left = trim(words, { from, to: from + wordsOf(run).length });
  return left === undefined ? '' : phrase(words, left);
}

function institution(text: string): string | undefined {
  const words = wordsOf(text);
  return institutionOf(words, { from: 0, to: words.length });
}

describe('a word by itself', () => {
  it('is a title where it is a form of address or an office', () => {
    expect(ofText('Mr mx Dr nurse School and Okonjowe', isTitle)).toBe('Mr mx Dr nurse');
  });

  it.each([
    // Up to five Latin capitals, but for names; towns of three letters are abbreviations still.
    ['Okonjowe okonjowe A Odo', 'Okonjowe A Odo'],
    ['BBC BBCDE BBCDEF', 'BBCDEF'],
    ['CAROL HALL HULL ELY', 'CAROL HALL HULL'],
    ['NHS ΠΑΦ', 'ΠΑΦ'],
  ])('of %p is like a name in %p', (text, expected) => {
    expect(ofText(text, isNamelike)).toBe(expected);
  });

  it('is like no name where it is masked already', () => {
    const [masked] = wordsIn('Odo rang', [{ start: 0, end: 3 }]);
    expect(masked && isNamelike({ ...masked, capital: true })).toBe(false);
  });

  it('is an initial where it is one capital letter', () => {
    expect(ofText('A b Cd and É', isInitial)).toBe('A É');
  });

  it('is of the language, or listed as a name, or both, or neither', () => {
    const text = 'School Carol Adams Aalborg Hall Okonjowe';
    expect(ofText(text, isLanguage)).toBe('School Hall');
    expect(ofText(text, isListed)).toBe('Carol Adams Aalborg Hall');
  });

  it.each([
    ['Sadly Recently', 'Sadly Recently'],
    ['sadly Sad Xyzably Lily Fly Lying Analyst', ''],
  ])('of %p is an adverb with a capital in %p', (text, expected) => {
    expect(ofText(text, isAdverb)).toBe(expected);
  });

  it.each([
    ['St Okonjowe', true],
    ['St. Okonjowe', true],
    ['St okonjowe', false],
    ['St, Okonjowe', false],
    ['Rd Okonjowe', false],
    ['St', false],
  ])('is a saint in %p: %p', (text, expected) => {
    expect(isSaint(wordsOf(text), 0)).toBe(expected);
  });

  it('is told of where it stands, and of nowhere else', () => {
    expect(isSaint(wordsOf('at St Okonjowe'), 1)).toBe(true);
    expect(isSaint(wordsOf('at St Okonjowe'), 0)).toBe(false);
    expect(isSaint([], 0)).toBe(false);
    expect(phrase(wordsOf('They saw Odo Quillfeather there'), { from: 2, to: 4 })).toBe('odo quillfeather');
  });
});

describe('all that may be of one name', () => {
  it.each([
    ['|Okonjowe', 'okonjowe'],
    ['They saw |Okonjowe Zuidhove there', 'okonjowe zuidhove'],
    ['|Okonjowe Alo Blo Clo Dlo Elo Flo', 'okonjowe alo blo clo dlo elo'],
    ['|Okonjowe van Zuidhove rang', 'okonjowe van zuidhove'],
    ['|Okonjowe and Sons rang', 'okonjowe and sons'],
    ['|Okonjowe II rang', 'okonjowe ii'],
    ['|Okonjowe III rang', 'okonjowe iii'],
    ['|Okonjowe IV rang', 'okonjowe iv'],
    ['|Okonjowe Jr rang', 'okonjowe jr'],
    ['|Okonjowe Sr rang', 'okonjowe sr'],
    // The kind of a body or a site, though it is written like an abbreviation.
    ['|Okonjowe LTD rang', 'okonjowe ltd'],
    ['|Okonjowe RD rang', 'okonjowe rd'],
  ])('goes on in %p as far as %p', (text, expected) => {
    expect(extended(text)).toBe(expected);
  });

  it.each([
    '|Okonjowe rang',
    '|Okonjowe, Zuidhove',
    '|Okonjowe’s Zuidhove',
    '|Okonjowe van zuidhove',
    '|Okonjowe van',
    '|Okonjowe van, Zuidhove',
    '|Okonjowe van BBC',
    '|Okonjowe with Zuidhove',
    '|Okonjowe and sons',
    '|Okonjowe and, Sons',
    '|Okonjowe and Zuidhove',
    '|Okonjowe or Sons',
    '|Okonjowe and',
    '|Okonjowe VIII',
    '|Okonjowe IIII',
    '|Okonjowe BBC',
    '|Okonjowe ltd rang',
    '|Okonjowe park rang',
    '|Okonjowe Dr Zuidhove',
    '|Okonjowe Mrs Zuidhove',
  ])('ends in %p with the first word', (text) => {
    expect(extended(text)).toBe('okonjowe');
  });

  it('ends before what is masked', () => {
    const words = wordsIn('Okonjowe Odo rang', [{ start: 9, end: 12 }]);
    expect(extend(words, 0)).toEqual({ from: 0, to: 1 });
  });
});

describe('the last word of a name', () => {
  it.each([
    ['Okonjowe School', 'ORGANISATION'],
    ['Laura School', 'ORGANISATION'],
    ['Okonjowe and Sons', 'ORGANISATION'],
    ['Okonjowe and Daughters', 'ORGANISATION'],
    ['Okonjowe Park', 'PLACE'],
    ['Okonjowe Hall', 'PLACE'],
    ['Hill Hall', 'PLACE'],
    ['Laura Road', 'PLACE'],
    // Somebody by both names, a last word alone, one partner without the other, and no such word.
    ['Laura Hall', undefined],
    ['Laura Banks', undefined],
    ['School', undefined],
    ['Park', undefined],
    ['Okonjowe or Daughters', undefined],
    ['Okonjowe Daughters', undefined],
    ['Okonjowe Zuidhove', undefined],
  ])('says of %p that it is %p', (text, expected) => {
    expect(institution(text)).toBe(expected);
  });

  it('says nothing of no words', () => {
    expect(institutionOf([], { from: 0, to: 2 })).toBeUndefined();
    expect(trim([], { from: 0, to: 2 })).toBeUndefined();
  });
});

describe('the words of the language at the ends of a name', () => {
  it.each([
    // At the beginning of a sentence, and of two of them in its midst.
    ['|Early Okonjowe| rang', 'okonjowe'],
    ['Then |Early Help Okonjowe| rang', 'help okonjowe'],
    ['Then |Core Help Okonjowe| rang', 'help okonjowe'],
    ['Then |Early| rang', ''],
    ['Then |Help Team| rang', ''],
    ['Then |Recently Okonjowe| rang', 'okonjowe'],
    ['Then |Recently Okonjowe School| rang', 'okonjowe school'],
    ['|Early Okonjowe School| shut', 'okonjowe school'],
    ['|Saint Okonjowe| shut', 'okonjowe'],
    // At the end.
    ['Then |Okonjowe Help| rang', 'okonjowe'],
    ['Then |Okonjowe Help Team| rang', 'okonjowe'],
    ['Then |Carol Help Team| rang', 'carol help'],
    ['Then |Okonjowe Help A| rang', 'okonjowe'],
    // Initials by themselves are nobody.
    ['Then |A| rang', ''],
    ['Then |A B| rang', ''],
    ['Then |Help A| rang', ''],
    ['|A Table| Okonjowe', ''],
    ['|Sadly J| sat', ''],
    ['|Sadly J B| sat', ''],
  ])('do not stay in %p', (text, expected) => {
    expect(trimmed(text)).toBe(expected);
  });

  it.each([
    ['Then |Pudding Okonjowe| rang', 'pudding okonjowe'],
    ['Then |Blessing Okonjowe| rang', 'blessing okonjowe'],
    ['|Hill Okonjowe| rang', 'hill okonjowe'],
    ['|Rose Okonjowe| rang', 'rose okonjowe'],
    ['Then |Okonjowe Hill| rang', 'okonjowe hill'],
    ['Then |Okonjowe Rose| rang', 'okonjowe rose'],
    ['Then |Carol Help| rang', 'carol help'],
    ['Then |B Help| rang', 'b help'],
    ['Then |Okonjowe A| rang', 'okonjowe a'],
    ['Then |Core Help School| shut', 'core help school'],
    ['Then |Okonjowe School| shut', 'okonjowe school'],
    ['|St Okonjowe| shut', 'st okonjowe'],
    ['Then |St Okonjowe| shut', 'st okonjowe'],
    ['|Reading| was far', 'reading'],
    ['|United Kingdom| was far', 'united kingdom'],
    ['Then |Okonjowe| rang', 'okonjowe'],
  ])('stay in %p where they are of the name', (text, expected) => {
    expect(trimmed(text)).toBe(expected);
  });
});
