import type { Coded } from './coded';

/** The chapters of ICD-10 in short, and one for what no code and no word places. */
export const HEALTH_CHAPTERS = [
  'Infections',
  'Neoplasms',
  'Blood and immune system',
  'Endocrine, nutrition and metabolism',
  'Mental and behavioural',
  'Nervous system',
  'Eye',
  'Ear',
  'Circulation',
  'Breathing',
  'Digestion',
  'Skin',
  'Muscles and bones',
  'Genital and urinary',
  'Pregnancy and birth',
  'Perinatal',
  'Congenital',
  'Symptoms and findings',
  'Injury and poisoning',
  'External causes',
  'Contact with health services',
  'Not classified',
] as const;

export type HealthChapter = (typeof HEALTH_CHAPTERS)[number];

export const HEALTH_KINDS = ['physical', 'mental', 'not known'] as const;

export type HealthKind = (typeof HEALTH_KINDS)[number];

/** The first code of each chapter (WHO, ICD-10), in their order: a code belongs to the last one that it does not precede. */
const FIRST_CODES: readonly (readonly [string, HealthChapter])[] = [
  ['A00', 'Infections'],
  ['C00', 'Neoplasms'],
  ['D50', 'Blood and immune system'],
  ['E00', 'Endocrine, nutrition and metabolism'],
  ['F00', 'Mental and behavioural'],
  ['G00', 'Nervous system'],
  ['H00', 'Eye'],
  ['H60', 'Ear'],
  ['I00', 'Circulation'],
  ['J00', 'Breathing'],
  ['K00', 'Digestion'],
  ['L00', 'Skin'],
  ['M00', 'Muscles and bones'],
  ['N00', 'Genital and urinary'],
  ['O00', 'Pregnancy and birth'],
  ['P00', 'Perinatal'],
  ['Q00', 'Congenital'],
  ['R00', 'Symptoms and findings'],
  ['S00', 'Injury and poisoning'],
  ['U00', 'Not classified'],
  ['V00', 'External causes'],
  ['Z00', 'Contact with health services'],
];

const ICD_10 = /^[A-Z][0-9]{2}(?:\.?[0-9X]{1,2})?[DA*+]?$/u;

/** Words of a description, tried in order; mental health first, since it is told by few words and matters most. */
const TERMS: readonly (readonly [RegExp, HealthChapter])[] = [
  [
    /depress|anxi|psycho|schizo|bipolar|mental|self.?harm|suicid|eating disorder|anorexia|autis|adhd|attention deficit|stress disorder|ptsd|learning disab|dementia|alcohol|opioid|substance|misuse|personality disorder|behaviou?r|panic|phobia|insomnia/iu,
    'Mental and behavioural',
  ],
  [/pregnan|antenatal|postnatal|labour|miscarriage|obstetric|eclampsia|abortion/iu, 'Pregnancy and birth'],
  [/newborn|neonat|preterm|premature|perinatal|birth weight/iu, 'Perinatal'],
  [/congenital|down.?s syndrome|cleft|spina bifida/iu, 'Congenital'],
  [
    /fracture|injur|wound|lacerat|burn|sprain|concuss|bruis|poison|overdose|dislocat|contusion|bite/iu,
    'Injury and poisoning',
  ],
  [/cancer|carcinom|tumou?r|neoplas|leuk|lymphoma|melanoma|malignan|polyp/iu, 'Neoplasms'],
  [/asthma|pneumon|bronch|respirat|pharyngit|tonsil|sinusit|rhinit|copd|pulmonary/iu, 'Breathing'],
  [
    /epilep|seizure|migraine|headache|parkinson|neuropath|cerebral palsy|multiple sclerosis|sleep apn/iu,
    'Nervous system',
  ],
  [/otitis|hearing|deaf|\bear\b/iu, 'Ear'],
  [/\beye|vision|glaucoma|cataract|conjunctiv|retinopath|blind/iu, 'Eye'],
  [
    /infect|virus|viral|hiv|hepatitis|tubercul|sepsis|covid|influenza|chlamyd|gonorr|syphilis|scabies/iu,
    'Infections',
  ],
  [
    /diabet|obes|thyroid|metabol|prediabet|malnutrit|hyperlipid|cholesterol|hyperglyc|vitamin/iu,
    'Endocrine, nutrition and metabolism',
  ],
  [/anaemia|anemia|sickle|haemophil|thalass|immunodefic/iu, 'Blood and immune system'],
  [/hypertens|heart|cardi|stroke|angina|thromb|atrial|coronary|vascular/iu, 'Circulation'],
  [
    /gastr|bowel|appendic|liver|dental|tooth|teeth|gingiv|dyspep|constipat|hernia|pancrea|coeliac|oesophag/iu,
    'Digestion',
  ],
  [/eczema|dermat|psoria|\bacne|\bskin\b|rash|impetigo|urticaria/iu, 'Skin'],
  [/arthr|back pain|osteo|muscle|joint|\bgout\b|scolios|rheumat/iu, 'Muscles and bones'],
  [/kidney|renal|urin|cystit|menstru|endometri|prostat|\bgenit/iu, 'Genital and urinary'],
  [
    /immunis|immuniz|vaccin|screening|check.?up|registration|health visit|contracept/iu,
    'Contact with health services',
  ],
  [
    /\bfever|\bpain\b|cough|fatigue|nausea|symptom|failure to thrive|weight loss|faint/iu,
    'Symptoms and findings',
  ],
];

/** The chapter of a coded entry: an ICD-10 code by its range, everything else by the words; unknown -> `Not classified`. */
export function healthChapter(
  entry: Coded & { readonly codeSystem?: string | null | undefined },
): HealthChapter {
  const { code, codeSystem, description } = entry;
  const chapter = HEALTH_CHAPTERS.find((known) => known === description);
  if (chapter) return chapter;
  const printed = (code ?? '').trim().toUpperCase();
  if (ICD_10.test(printed) && /^$|icd/iu.test(codeSystem ?? '')) {
    const place = printed.slice(0, 3);
    return FIRST_CODES.findLast(([first]) => first <= place)?.[1] ?? 'Not classified';
  }
  return TERMS.find(([words]) => words.test(description ?? ''))?.[1] ?? 'Not classified';
}

const NEITHER: ReadonlySet<HealthChapter> = new Set<HealthChapter>([
  'Symptoms and findings',
  'External causes',
  'Contact with health services',
  'Not classified',
]);

/** Whether a chapter is of the body or the mind; of some, nobody can say. */
export function healthKind(chapter: HealthChapter): HealthKind {
  if (chapter === 'Mental and behavioural') return 'mental';
  return NEITHER.has(chapter) ? 'not known' : 'physical';
}
