import { climb, codesOf, type Coded, type CodeLadder } from './coded';

/** The five census groups, and the absence of an answer. */
export const ETHNIC_GROUPS = ['White', 'Mixed', 'Asian', 'Black', 'Other', 'Not stated'] as const;

export type EthnicGroup = (typeof ETHNIC_GROUPS)[number];

/**
 * NHS Data Dictionary letters (2001 census), police and ONS self-defined 16+1 and 18+1, DfE school census codes and
 * the CDC race codes that FHIR test data carry. Chinese is Other in the 2001 schemes and Asian in those since 2011.
 */
const LADDER: CodeLadder<EthnicGroup> = {
  codes: codesOf([
    ['White', 'A B C W1 W2 W3 W9 WBRI WIRI WIRT WROM WOTH 2106-3'],
    ['Mixed', 'D E F G M1 M2 M3 M9 MWBC MWBA MWAS MOTH'],
    ['Asian', 'H J K L A1 A2 A3 A4 A9 AIND APKN ABAN AOTH CHNE 2028-9'],
    ['Black', 'M N P B1 B2 B9 BCRB BAFR BOTH 2054-5'],
    ['Other', 'R S O1 O2 O9 OOTH 1002-5 2076-8 2131-1'],
    ['Not stated', 'Z 99 NS REFU NOBT UNK ASKU'],
  ]),
  terms: [
    [
      /not (?:stated|known|recorded|disclosed|yet obtained)|unknown|refused|declined|prefer not/i,
      'Not stated',
    ],
    [/mixed|multiple|dual heritage|\bwhite and (?:black|asian)/i, 'Mixed'],
    [/american indian|alaska|hawaiian|pacific islander/i, 'Other'],
    [/black|african|caribbean|west indian/i, 'Black'],
    [/asian|\bindian\b|pakistani|bangladeshi|chinese|sri lankan|tamil/i, 'Asian'],
    [/\barab\b/i, 'Other'],
    [/white|british|english|welsh|scottish|irish|gypsy|traveller|\broma\b|european/i, 'White'],
    [/other/i, 'Other'],
  ],
  otherwise: 'Not stated',
};

/** The census group of a recorded ethnicity; whatever is unknown -> `Not stated`. */
export const generaliseEthnicity = (ethnicity: Coded): EthnicGroup => climb(ethnicity, LADDER);
