/** A SNOMED CT concept: code and words. */
export type Finding = readonly [code: string, display: string];

/** What one visit to the trust left in the record. */
export interface Visit {
  /** Days before the samples' today. */
  readonly daysAgo: number;
  readonly type: Finding;
  readonly department: string;
  readonly condition?: Finding;
  /** Not yet confirmed: the clinician's opinion. */
  readonly provisional?: boolean;
  readonly note?: string;
  readonly medication?: Finding;
  readonly dosage?: string;
  readonly procedure?: Finding;
}

const EMERGENCY: Finding = ['50849002', 'Emergency department patient visit'];
const OUTPATIENT: Finding = ['33022008', 'Hospital outpatient visit'];
const ADMISSION: Finding = ['32485007', 'Hospital admission'];

const ED = 'Emergency Department';
const PAEDIATRICS = 'Paediatric Outpatients';
const MENTAL_HEALTH = 'Liaison Mental Health Team';

/** The child of the demo family. */
export const DEMO_CHILD: readonly Visit[] = [
  {
    daysAgo: 1_460,
    type: OUTPATIENT,
    department: PAEDIATRICS,
    condition: ['24079001', 'Atopic dermatitis'],
    medication: ['396458002', 'Hydrocortisone'],
    dosage: 'Apply thinly twice a day for one week',
  },
  {
    daysAgo: 700,
    type: EMERGENCY,
    department: ED,
    condition: ['195967001', 'Asthma'],
    medication: ['372897005', 'Salbutamol'],
    dosage: 'Two puffs as needed through a spacer',
  },
  {
    daysAgo: 214,
    type: EMERGENCY,
    department: ED,
    condition: ['125667009', 'Contusion'],
    note: 'Bruising to both upper arms. Mother’s partner gave the history; the child did not speak.',
  },
  {
    daysAgo: 61,
    type: EMERGENCY,
    department: ED,
    condition: ['65966004', 'Fracture of forearm'],
    note: 'Presented 30 hours after the injury. Referred to the safeguarding team.',
    procedure: ['274474001', 'Bone immobilization'],
    medication: ['387517004', 'Paracetamol'],
    dosage: '250 mg up to four times a day',
  },
  {
    daysAgo: 58,
    type: OUTPATIENT,
    department: PAEDIATRICS,
    condition: ['54840006', 'Failure to thrive'],
    provisional: true,
    note: 'Weight on the second centile; two appointments not brought.',
  },
];

/** The mother of the demo family. */
export const DEMO_MOTHER: readonly Visit[] = [
  {
    daysAgo: 2_330,
    type: ADMISSION,
    department: 'Maternity',
    condition: ['58703003', 'Postpartum depression'],
    medication: ['372594008', 'Sertraline'],
    dosage: '50 mg once a day',
  },
  {
    daysAgo: 395,
    type: EMERGENCY,
    department: ED,
    condition: ['706893006', 'Victim of intimate partner abuse'],
    note: 'Disclosed in triage, alone. Declined referral to the independent domestic violence adviser.',
  },
  {
    daysAgo: 394,
    type: EMERGENCY,
    department: ED,
    condition: ['370247008', 'Facial laceration'],
    procedure: ['225358003', 'Wound care'],
  },
  {
    daysAgo: 120,
    type: OUTPATIENT,
    department: MENTAL_HEALTH,
    condition: ['35489007', 'Depressive disorder'],
    medication: ['372767007', 'Fluoxetine'],
    dosage: '20 mg once a day',
    note: 'Low mood, poor sleep, no plans to end her life.',
  },
];

/** The mother's partner of the demo family. */
export const DEMO_PARTNER: readonly Visit[] = [
  {
    daysAgo: 1_100,
    type: EMERGENCY,
    department: ED,
    condition: ['7200002', 'Alcoholism'],
    note: 'Brought by police from a public house; discharged to their custody.',
  },
  {
    daysAgo: 540,
    type: OUTPATIENT,
    department: MENTAL_HEALTH,
    condition: ['47505003', 'Posttraumatic stress disorder'],
    provisional: true,
  },
  {
    daysAgo: 214,
    type: EMERGENCY,
    department: ED,
    condition: ['20946005', 'Closed fracture'],
    note: 'Boxer’s fracture of the right hand.',
    procedure: ['274474001', 'Bone immobilization'],
  },
  { daysAgo: 213, type: OUTPATIENT, department: ED, condition: ['361055000', 'Misuses drugs'] },
  {
    daysAgo: 212,
    type: OUTPATIENT,
    department: MENTAL_HEALTH,
    condition: ['266948004', 'Has a criminal record'],
  },
];

/** What may happen to a child of any other family. */
export const CHILD_VISITS: readonly Omit<Visit, 'daysAgo'>[] = [
  {
    type: OUTPATIENT,
    department: PAEDIATRICS,
    condition: ['406506008', 'Attention deficit hyperactivity disorder'],
  },
  {
    type: EMERGENCY,
    department: ED,
    condition: ['65363002', 'Otitis media'],
    medication: ['372687004', 'Amoxicillin'],
    dosage: '250 mg three times a day for five days',
  },
  { type: EMERGENCY, department: ED, condition: ['110030002', 'Concussion injury of brain'] },
  {
    type: EMERGENCY,
    department: ED,
    condition: ['125666000', 'Burn'],
    procedure: ['225358003', 'Wound care'],
  },
  { type: OUTPATIENT, department: PAEDIATRICS, condition: ['84757009', 'Epilepsy'], provisional: true },
  { type: OUTPATIENT, department: PAEDIATRICS, condition: ['48694002', 'Anxiety'] },
  {
    type: EMERGENCY,
    department: ED,
    condition: ['195967001', 'Asthma'],
    medication: ['372897005', 'Salbutamol'],
    dosage: 'Two puffs as needed',
  },
];

/** What may happen to an adult of any other family. */
export const ADULT_VISITS: readonly Omit<Visit, 'daysAgo'>[] = [
  {
    type: OUTPATIENT,
    department: MENTAL_HEALTH,
    condition: ['197480006', 'Anxiety disorder'],
    medication: ['372594008', 'Sertraline'],
    dosage: '100 mg once a day',
  },
  {
    type: EMERGENCY,
    department: ED,
    condition: ['55680006', 'Drug overdose'],
    note: 'Assessed by the mental health team.',
  },
  { type: EMERGENCY, department: ED, condition: ['39848009', 'Whiplash injury to neck'] },
  { type: OUTPATIENT, department: 'Diabetes Clinic', condition: ['44054006', 'Diabetes mellitus type 2'] },
  { type: OUTPATIENT, department: 'Cardiology', condition: ['38341003', 'Hypertensive disorder'] },
  {
    type: ADMISSION,
    department: 'Mental Health Ward',
    condition: ['58214004', 'Schizophrenia'],
    provisional: true,
  },
  {
    type: EMERGENCY,
    department: ED,
    condition: ['33737001', 'Fracture of rib'],
    procedure: ['399208008', 'Plain chest X-ray'],
  },
  {
    type: OUTPATIENT,
    department: 'Substance Misuse Clinic',
    condition: ['5602001', 'Opioid abuse'],
    medication: ['387286002', 'Methadone'],
    dosage: '30 mL once a day, supervised',
  },
];
