export const GENDER_GROUPS = ['male', 'female', 'other or not stated'] as const;

export type GenderGroup = (typeof GENDER_GROUPS)[number];

const MALE: ReadonlySet<string> = new Set(['m', 'male', '1']);
const FEMALE: ReadonlySet<string> = new Set(['f', 'female', '2']);

/**
 * A recorded gender in words (DfE M and F, NHS person stated gender 1 and 2), everyone else together: the group is
 * small, and a gender history is protected information (Gender Recognition Act 2004, s.22).
 */
export function generaliseGender(gender: string | null | undefined): GenderGroup {
  const word = (gender ?? '').trim().toLowerCase();
  if (MALE.has(word)) return 'male';
  return FEMALE.has(word) ? 'female' : 'other or not stated';
}
