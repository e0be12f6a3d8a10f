/*
 * Codes of the Department for Education's children looked-after return (SSDA903 guide), in words. A code that is not
 * here is carried as it is.
 */

export const ETHNICITIES: Readonly<Record<string, string>> = {
  WBRI: 'White British',
  WIRI: 'White Irish',
  WIRT: 'Traveller of Irish heritage',
  WROM: 'Gypsy or Roma',
  WOTH: 'Any other White background',
  MWBC: 'White and Black Caribbean',
  MWBA: 'White and Black African',
  MWAS: 'White and Asian',
  MOTH: 'Any other mixed background',
  AIND: 'Indian',
  APKN: 'Pakistani',
  ABAN: 'Bangladeshi',
  AOTH: 'Any other Asian background',
  BCRB: 'Caribbean',
  BAFR: 'African',
  BOTH: 'Any other Black background',
  CHNE: 'Chinese',
  OOTH: 'Any other ethnic group',
  REFU: 'Refused',
  NOBT: 'Information not yet obtained',
};

export const LEGAL_STATUSES: Readonly<Record<string, string>> = {
  C1: 'Interim care order',
  C2: 'Full care order',
  D1: 'Freeing order granted',
  E1: 'Placement order granted',
  V2: 'Accommodated under section 20, single period',
  V3: 'Accommodated under agreed series of short-term breaks, individual episodes',
  V4: 'Accommodated under agreed series of short-term breaks, agreement level',
  L1: 'Under police protection in local authority accommodation',
  L2: 'Emergency protection order',
  L3: 'Under child assessment order in local authority accommodation',
  J1: 'Remanded to local authority accommodation or youth detention accommodation',
  J2: 'In local authority accommodation under the Police and Criminal Evidence Act 1984',
  J3: 'Sentenced to youth rehabilitation order with residence or fostering requirement',
};

/** Legal statuses that tell of an offence: they are answered as offence data and nowhere else. */
export const OFFENCE_STATUSES: ReadonlySet<string> = new Set(['J1', 'J2', 'J3']);

export const PLACEMENTS: Readonly<Record<string, string>> = {
  A3: 'Placed for adoption with consent, with current foster carer',
  A4: 'Placed for adoption with consent, not with current foster carer',
  A5: 'Placed for adoption with placement order, with current foster carer',
  A6: 'Placed for adoption with placement order, not with current foster carer',
  H5: 'Semi-independent living accommodation',
  K1: 'Secure children’s home',
  K2: 'Children’s home',
  P1: 'Placed with own parents or other person with parental responsibility',
  P2: 'Independent living',
  P3: 'Residential employment',
  R1: 'Residential care home',
  R2: 'National Health Service or health trust establishment',
  R3: 'Family centre or mother and baby unit',
  R5: 'Young offender institution',
  S1: 'Residential school',
  T0: 'All types of temporary move',
  T1: 'Temporary period in hospital',
  T2: 'Temporary absence on holiday',
  T3: 'Temporary accommodation while carer is on holiday',
  T4: 'Temporary accommodation, seven days or less',
  U1: 'Foster placement with relative or friend, long term',
  U2: 'Foster placement with relative or friend, also an approved adopter',
  U3: 'Foster placement with relative or friend, not long term',
  U4: 'Foster placement with other foster carer, long term',
  U5: 'Foster placement with other foster carer, also an approved adopter',
  U6: 'Foster placement with other foster carer, not long term',
  Z1: 'Other placement',
};

/** Placements that tell of an offence. */
export const OFFENCE_PLACEMENTS: ReadonlySet<string> = new Set(['R5']);

/** Reasons for the end of an episode that tell of an offence: sentenced to custody. */
export const OFFENCE_ENDINGS: ReadonlySet<string> = new Set(['E9']);

export const NEEDS: Readonly<Record<string, string>> = {
  N1: 'Abuse or neglect',
  N2: 'Child’s disability',
  N3: 'Parental illness or disability',
  N4: 'Family in acute stress',
  N5: 'Family dysfunction',
  N6: 'Socially unacceptable behaviour',
  N7: 'Low income',
  N8: 'Absent parenting',
};

/** Outcome indicators of the oc2 file that are health data when set to 1. */
export const HEALTH_INDICATORS: Readonly<Record<string, string>> = {
  HEALTH_CHECK: 'Health surveillance checks up to date',
  IMMUNISATIONS: 'Immunisations up to date',
  TEETH_CHECK: 'Teeth checked by a dentist',
  HEALTH_ASSESSMENT: 'Annual health assessment done',
  SUBSTANCE_MISUSE: 'Identified as having a substance misuse problem',
  INTERVENTION_RECEIVED: 'Received intervention for a substance misuse problem',
};
