import { climb, codesOf, type Coded, type CodeLadder } from './coded';

/** The groups of the census question on religion in England and Wales, and the absence of an answer. */
export const RELIGION_GROUPS = [
  'No religion',
  'Christian',
  'Buddhist',
  'Hindu',
  'Jewish',
  'Muslim',
  'Sikh',
  'Other',
  'Not stated',
] as const;

export type ReligionGroup = (typeof RELIGION_GROUPS)[number];

const LADDER: CodeLadder<ReligionGroup> = {
  // NHS Data Dictionary, religious or other belief system affiliation group.
  codes: codesOf([
    ['Buddhist', 'B'],
    ['Christian', 'C'],
    ['Hindu', 'D'],
    ['Jewish', 'F'],
    ['Muslim', 'G'],
    ['Sikh', 'I'],
    ['No religion', 'L'],
    ['Other', 'A E H J K'],
    ['Not stated', 'M N'],
  ]),
  terms: [
    [
      /not (?:stated|known|recorded|disclosed)|unknown|refused|declined|prefer not|no information/i,
      'Not stated',
    ],
    [
      /\b(?:no|none|nil|without) ?(?:religion|belief|faith)?\b|atheis|agnostic|humanis|not religious/i,
      'No religion',
    ],
    [/jewish|juda/i, 'Jewish'],
    [/muslim|islam|sunni|shi.?a\b|shi.?ite/i, 'Muslim'],
    [/hindu/i, 'Hindu'],
    [/sikh/i, 'Sikh'],
    [/buddh/i, 'Buddhist'],
    [
      /christ|catholic|anglican|church|protestant|methodist|baptist|orthodox|pentecost|presbyter|quaker/i,
      'Christian',
    ],
    [/\p{L}/u, 'Other'],
  ],
  otherwise: 'Not stated',
};

/** The census group of a recorded religion: a word of none of the great religions -> `Other`, nothing -> `Not stated`. */
export const generaliseReligion = (religion: Coded): ReligionGroup => climb(religion, LADDER);
