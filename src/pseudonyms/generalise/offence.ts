import type { Coded } from './coded';

/** The offence groups of police recorded crime (Home Office counting rules), driving apart, and one for the rest. */
export const OFFENCE_GROUPS = [
  'Violence against the person',
  'Sexual offences',
  'Robbery',
  'Theft',
  'Criminal damage and arson',
  'Drug offences',
  'Possession of weapons',
  'Public order',
  'Fraud',
  'Driving',
  'Other',
] as const;

export type OffenceGroup = (typeof OFFENCE_GROUPS)[number];

export const OFFENCE_GROUP_KINDS = ['violence', 'sexual', 'other'] as const;

export type OffenceGroupKind = (typeof OFFENCE_GROUP_KINDS)[number];

/** Tried in order: an assault that is sexual is no mere violence, and a robbery no mere theft. */
const TERMS: readonly (readonly [RegExp, OffenceGroup])[] = [
  [/sexual|\brape|indecen|grooming|voyeur|exposure|incest|prostitut/iu, 'Sexual offences'],
  [/robbery|\brob\b/iu, 'Robbery'],
  [/criminal damage|arson|\bfire\b.*intent|malicious damage/iu, 'Criminal damage and arson'],
  [
    /careless driving|dangerous driving|drink.?driv|driving|speeding|road traffic|no insurance|excess alcohol/iu,
    'Driving',
  ],
  [/weapon|bladed|firearm|\bknife|offensive article|ammunition/iu, 'Possession of weapons'],
  [
    /assault|murder|manslaughter|wound|bodily harm|\bABH\b|\bGBH\b|\bkill|cruelty|neglect|harass|stalk|coercive|controlling behaviou?r|battery|strangul|kidnap|imprisonment|slavery|homicide|threats? to|violen|infanticide|endangering life/iu,
    'Violence against the person',
  ],
  [/drug|cannabis|cocaine|heroin|class [abc]\b|controlled substance/iu, 'Drug offences'],
  [/theft|\bsteal|stolen|burglar|shoplift|handling|going equipped|taking a (?:motor )?vehicle/iu, 'Theft'],
  [/fraud|forg|false accounting|deception|false representation|money launder/iu, 'Fraud'],
  [/public order|affray|riot|disorder|drunk/iu, 'Public order'],
];

/** The group of an offence by its words; whatever they do not tell -> `Other`. */
export function offenceGroup({ code, description }: Coded): OffenceGroup {
  const known = OFFENCE_GROUPS.find((group) => group === description);
  if (known) return known;
  for (const words of [description ?? '', code ?? '']) {
    const found = TERMS.find(([pattern]) => pattern.test(words));
    if (found) return found[1];
  }
  return 'Other';
}

const VIOLENT: ReadonlySet<OffenceGroup> = new Set<OffenceGroup>(['Violence against the person', 'Robbery']);

/** Whether a group of offences is of violence, sexual or another. */
export function offenceKind(group: OffenceGroup): OffenceGroupKind {
  if (group === 'Sexual offences') return 'sexual';
  return VIOLENT.has(group) ? 'violence' : 'other';
}
