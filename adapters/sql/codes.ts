/** First part of the council's ethnicity codes: the five groups of the 2001 census. */
const ETHNIC_GROUPS: Readonly<Record<string, string>> = {
  A: 'White',
  B: 'Mixed',
  C: 'Asian or Asian British',
  D: 'Black or Black British',
  E: 'Chinese or other ethnic group',
};

const ETHNICITIES: Readonly<Record<string, string>> = {
  'A.A1': 'White British',
  'A.A2': 'White Irish',
  'A.A3': 'Any other White background',
  'B.B1': 'White and Black Caribbean',
  'B.B2': 'White and Black African',
  'B.B3': 'White and Asian',
  'B.B4': 'Any other mixed background',
  'C.C1': 'Indian',
  'C.C2': 'Pakistani',
  'C.C3': 'Bangladeshi',
  'C.C4': 'Any other Asian background',
  'D.D1': 'Caribbean',
  'D.D2': 'African',
  'D.D3': 'Any other Black background',
  'E.E1': 'Chinese',
  'E.E2': 'Any other ethnic group',
};

/** The words of an ethnicity code: its own, else those of its group; null for a code of another scheme. */
export function ethnicityTerm(code: string): string | null {
  return ETHNICITIES[code] ?? ETHNIC_GROUPS[code.split('.')[0] ?? ''] ?? null;
}

const CASE_STATUSES: Readonly<Record<string, string>> = {
  CIN: 'Child in need',
  CP: 'Child protection plan',
  LAC: 'Looked after child',
};

export const caseStatusTerm = (code: string): string | null => CASE_STATUSES[code] ?? null;

/** What the answers of a case status are called, and their codes' words by option (SSDA903 and CIN census codes). */
const ANSWERS: Readonly<
  Record<string, { readonly kind: string; readonly terms: Readonly<Record<string, string>> }>
> = {
  legalStatus: {
    kind: 'legal status',
    terms: {
      C1: 'Interim care order',
      C2: 'Full care order',
      D1: 'Freeing order granted',
      E1: 'Placement order granted',
      V2: 'Single period of accommodation under section 20',
      V3: 'Accommodated under an agreed series of short breaks, individual episodes',
      V4: 'Accommodated under an agreed series of short breaks',
      L1: 'Under police protection and in local authority accommodation',
      L2: 'Emergency protection order',
      L3: 'Under child assessment order and in local authority accommodation',
      J1: 'Remanded to local authority accommodation or youth detention accommodation',
      J2: 'Detained in local authority accommodation under PACE',
      J3: 'Sentenced to youth rehabilitation order with residence requirement',
    },
  },
  category: {
    kind: 'child protection category',
    terms: { C1: 'Neglect', C2: 'Physical abuse', C3: 'Emotional abuse', C4: 'Sexual abuse' },
  },
  placementReason: {
    kind: 'primary need',
    terms: {
      N1: 'Abuse or neglect',
      N2: 'Child’s disability or illness',
      N3: 'Parental disability or illness',
      N4: 'Family in acute stress',
      N5: 'Family dysfunction',
      N6: 'Socially unacceptable behaviour',
      N7: 'Low income',
      N8: 'Absent parenting',
      N9: 'Cases other than children in need',
    },
  },
  placementType: {
    kind: 'placement',
    terms: { R5: 'Young offender institution or prison', U1: 'Foster placement with relative or friend' },
  },
  reasonCeased: {
    kind: 'reason ceased',
    terms: { E9: 'Sentenced to custody', E14: 'Accommodation on remand ended' },
  },
};

export const answerKind = (option: string): string => ANSWERS[option]?.kind ?? option;

export const answerTerm = (option: string, value: string): string | null =>
  ANSWERS[option]?.terms[value.trim().toUpperCase()] ?? null;

/** `F` and `M` in the contract's words; any other word as the source has it. */
export function genderTerm(code: string): string {
  const words: Readonly<Record<string, string>> = { F: 'female', M: 'male', FEMALE: 'female', MALE: 'male' };
  return words[code.toUpperCase()] ?? code;
}
