import type { LevelOf } from '../../domain/ladder';

/** Sorts of service. A clinic's speciality tells what somebody has, so that all of health is one. */
export const SERVICE_TYPES = [
  'early years setting',
  'school',
  'college or university',
  'health service',
  "children's social care",
  'adult social care',
  'housing service',
  'police',
  'voluntary organisation',
  'council service',
  'other service',
] as const;

export type ServiceType = (typeof SERVICE_TYPES)[number];

/** Tried in order: a hospital school is a school, a police surgeon's practice police. */
const TERMS: readonly (readonly [RegExp, ServiceType])[] = [
  [
    /nursery|pre.?school|playgroup|early years|child ?minder|children.s centre|sure start/iu,
    'early years setting',
  ],
  [/school|academy|pupil referral|\bPRU\b/iu, 'school'],
  [/college|university|sixth form/iu, 'college or university'],
  [/police|constabulary/iu, 'police'],
  [
    /\bNHS\b|hospital|infirmary|surgery|\bGP\b|practice|clinic|health|medical|\bCAMHS\b|ward\b|\bA ?& ?E\b|midwi|matern|dental|dentist|pharmacy|ambulance|hospice|\bGUM\b|\bIAPT\b|psychiatr|physio|therap/iu,
    'health service',
  ],
  [/adult (?:social care|services|safeguarding)|care home|nursing home|domiciliary/iu, 'adult social care'],
  [
    /social care|social work|children.s (?:services|social)|early help|\bMASH\b|safeguarding|foster|looked after|children in (?:need|care)|duty and assessment/iu,
    "children's social care",
  ],
  [/housing|homeless|tenan|landlord/iu, 'housing service'],
  [/council|borough|county|local authority/iu, 'council service'],
  [
    /charit|trust\b|foundation|voluntary|community|church|mosque|club|women.s aid/iu,
    'voluntary organisation',
  ],
];

/** What sort of service a name is of; whatever it does not tell -> `other service`, nothing -> null. */
export function generaliseService(name: string | null | undefined): ServiceType | null {
  const words = (name ?? '').trim();
  if (words === '') return null;
  const known = SERVICE_TYPES.find((type) => type === words);
  return known ?? TERMS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other service';
}

/** A service at a level of its ladder. */
export function serviceAt(name: string | null | undefined, level: LevelOf<'services'>): string | null {
  if (level === 'none') return null;
  return level === 'name' ? (name ?? null) : generaliseService(name);
}
