import type { Words } from '../form';

/*
 * Codes of the Department for Education's children in need census, in words (CIN census guide). A code that is not here
 * is carried as it is.
 */

export const ABUSE: Words = {
  NEG: 'Neglect',
  PHY: 'Physical abuse',
  SAB: 'Sexual abuse',
  EMO: 'Emotional abuse',
  MUL: 'Multiple categories of abuse',
};

export const REFERRAL_SOURCES: Words = {
  '1A': 'Individual: family member, relative or carer',
  '1B': 'Individual: acquaintance',
  '1C': 'Individual: self',
  '1D': 'Individual: other',
  '2A': 'Schools',
  '2B': 'Education services',
  '3A': 'Health: general practitioner',
  '3B': 'Health visitor',
  '3C': 'School nurse',
  '3D': 'Other primary health service',
  '3E': 'Accident and emergency department',
  '3F': 'Other health service',
  '4': 'Housing',
  '5A': 'Local authority social care',
  '5B': 'Other local authority service, internal',
  '5C': 'Other local authority service, external',
  '6': 'Police',
  '7': 'Other legal agency',
  '8': 'Other',
  '9': 'Anonymous',
  '10': 'Unknown',
};

export const DISABILITIES: Words = {
  NONE: 'No disability',
  MOB: 'Mobility',
  HAND: 'Hand function',
  PC: 'Personal care',
  INC: 'Incontinence',
  COMM: 'Communication',
  LD: 'Learning',
  HEAR: 'Hearing',
  VIS: 'Vision',
  BEH: 'Behaviour',
  CON: 'Consciousness',
  AUT: 'Diagnosed with autism or Asperger syndrome',
  DDA: 'Other disability under the Equality Act 2010',
};

/** Factors of an assessment that tell of somebody's health, the child's or another's: they are answered as health. */
export const HEALTH_FACTORS: Words = {
  '1A': 'Alcohol misuse: the child',
  '1B': 'Alcohol misuse: a parent or carer',
  '1C': 'Alcohol misuse: another person in the household',
  '2A': 'Drug misuse: the child',
  '2B': 'Drug misuse: a parent or carer',
  '2C': 'Drug misuse: another person in the household',
  '4A': 'Mental health: the child',
  '4B': 'Mental health: a parent or carer',
  '4C': 'Mental health: another person in the household',
  '5A': 'Learning disability: the child',
  '5B': 'Learning disability: a parent or carer',
  '5C': 'Learning disability: another person in the household',
  '6A': 'Physical disability or illness: the child',
  '6B': 'Physical disability or illness: a parent or carer',
  '6C': 'Physical disability or illness: another person in the household',
  '15A': 'Self-harm',
};

export const CONCERN_FACTORS: Words = {
  '3A': 'Domestic abuse: the child',
  '3B': 'Domestic abuse: a parent or carer',
  '3C': 'Domestic abuse: another person in the household',
  '7A': 'Young carer',
  '8B': 'Privately fostered: overseas children who intend to return',
  '8C': 'Privately fostered: overseas children who intend to stay',
  '8D': 'Privately fostered: UK children in educational placements',
  '8E': 'Privately fostered: UK children making alternative family arrangements',
  '8F': 'Privately fostered: other',
  '9A': 'Unaccompanied asylum-seeking child',
  '10A': 'Going missing',
  '11A': 'Child sexual exploitation',
  '12A': 'Trafficking',
  '13A': 'Gangs',
  '14A': 'Socially unacceptable behaviour',
  '16A': 'Neglect',
  '17A': 'Emotional abuse',
  '18B': 'Physical abuse by a child',
  '18C': 'Physical abuse by an adult',
  '19B': 'Sexual abuse by a child',
  '19C': 'Sexual abuse by an adult',
  '20': 'Other',
  '21': 'No factors identified',
  '22A': 'Female genital mutilation',
  '23A': 'Abuse linked to faith or belief',
  '24A': 'Child criminal exploitation',
};

/** The census says 1 and 2, later years M and F. */
export const SEXES: Words = {
  '1': 'male',
  '2': 'female',
  M: 'male',
  F: 'female',
  Male: 'male',
  Female: 'female',
};
