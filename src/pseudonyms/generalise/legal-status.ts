import { climb, codesOf, type Coded, type CodeLadder } from './coded';

/** What a child's legal status comes down to. */
export const LEGAL_STATUS_GROUPS = [
  'looked after',
  'child protection',
  'child in need',
  'early help',
  'other',
] as const;

export type LegalStatusGroup = (typeof LEGAL_STATUS_GROUPS)[number];

const LADDER: CodeLadder<LegalStatusGroup> = {
  // SSDA903 legal status, child protection category and children in need census primary need.
  codes: codesOf([
    ['looked after', 'C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3 LAC CLA CIC'],
    ['child protection', 'CP CPP NEG PHY EMO SAB MUL'],
    ['child in need', 'CIN N1 N2 N3 N4 N5 N6 N7 N8 N9'],
    ['early help', 'EH CAF'],
  ]),
  terms: [
    [/care leaver/i, 'other'],
    [
      /looked after|in care|care order|placement order|freeing order|accommodat|section 20\b|\bs\.? ?20\b/i,
      'looked after',
    ],
    [
      /police protection|emergency protection|assessment order|remand|\bPACE\b|short breaks?/i,
      'looked after',
    ],
    [/child protection|section 47\b|\bs\.? ?47\b/i, 'child protection'],
    [/child(?:ren)? in need|section 17\b|\bs\.? ?17\b/i, 'child in need'],
    [/early help|common assessment/i, 'early help'],
  ],
  otherwise: 'other',
};

/** The group of a recorded legal status; whatever is unknown -> `other`. */
export const generaliseLegalStatus = (status: Coded): LegalStatusGroup => climb(status, LADDER);
