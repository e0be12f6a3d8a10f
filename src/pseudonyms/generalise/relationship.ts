export const RELATIONSHIP_GROUPS = [
  'parent',
  'child',
  'sibling',
  'partner',
  'grandparent',
  'carer',
  'other relative',
  'not related or not stated',
] as const;

export type RelationshipGroup = (typeof RELATIONSHIP_GROUPS)[number];

/** Tried in order: the longer words hold the shorter ones. */
const TERMS: readonly (readonly [RegExp, RelationshipGroup])[] = [
  [/not related|not stated|unrelated/i, 'not related or not stated'],
  [/grand ?(?:parent|mother|father|ma|pa)|\bnan\b/i, 'grandparent'],
  [/foster|carer|guardian/i, 'carer'],
  [/grand|in.law|aunt|uncle|niece|nephew|cousin|relative/i, 'other relative'],
  [/parent|mother|father|\bmum\b|\bdad\b/i, 'parent'],
  [/sibling|brother|sister|twin/i, 'sibling'],
  [/partner|spouse|husband|wife|civil|boyfriend|girlfriend/i, 'partner'],
  [/child|\bson\b|daughter/i, 'child'],
];

/** A relationship in the source's words to its group; whatever is unknown -> `not related or not stated`. */
export const generaliseRelationship = (relationship: string | null | undefined): RelationshipGroup =>
  TERMS.find(([pattern]) => pattern.test(relationship ?? ''))?.[1] ?? 'not related or not stated';
