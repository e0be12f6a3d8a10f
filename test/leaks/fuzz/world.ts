/** The partnerships, agencies, people and reviews that the operations are about; plain data. */

export const TRUST = 'fz-trust';
export const COUNCIL = 'fz-council';
export const WIDER = 'fz-wider';
export const REVIEWER = 'fz-reviewer';
export const STRANGER = 'fz-stranger';
/** Agencies that hold records and answer, in the order of their ids; the council sends more than it is asked for. */
export const SOURCES = [COUNCIL, TRUST] as const;

export const PACKS = [
  'baseline',
  'lancashire',
  'staffordshire',
  'cheshire-merseyside',
  'derby-derbyshire',
  'csap',
] as const;
export type Pack = (typeof PACKS)[number];

/** Who coordinates a pack's partnership: nobody has a standing in the reviews of another one by it. */
export const unitOf = (pack: string): string => `fz-unit-${pack}`;

/** What each pack's agreement calls the agencies; the reviewer's has not signed Staffordshire's. */
export const PARTY_OF: Readonly<Record<Pack, Readonly<Record<string, string>>>> = {
  baseline: {},
  lancashire: {},
  staffordshire: { [TRUST]: 'NAMED_AGENCY', [COUNCIL]: 'PARTNER', [WIDER]: 'NAMED_AGENCY' },
  'cheshire-merseyside': {
    [TRUST]: 'RESPONSIBLE_AUTHORITY',
    [COUNCIL]: 'PROCESSOR',
    [WIDER]: 'NAMED_AGENCY',
    [REVIEWER]: 'PARTNER',
  },
  'derby-derbyshire': { [TRUST]: 'INVOLVED', [COUNCIL]: 'NOT_INVOLVED', [WIDER]: 'INVOLVED' },
  csap: { [TRUST]: 'PARTNER', [COUNCIL]: 'PARTNER', [WIDER]: 'PARTNER', [REVIEWER]: 'PARTNER' },
};

export interface ReviewPlan {
  readonly type: string;
  readonly state: string;
  /** The flags of each person. The council holds no record of the third. */
  readonly people: readonly (readonly string[])[];
  readonly period: 'WIDE' | 'NARROW' | null;
  /** Recorded conditions. */
  readonly conditions: readonly string[];
  /** Whether the wider agency has answered its contact check. */
  readonly widerAnswered: boolean;
}

const plan = (type: string, state: string, some: Partial<ReviewPlan> = {}): ReviewPlan => ({
  type,
  state,
  people: [[]],
  period: 'WIDE',
  conditions: [],
  widerAnswered: false,
  ...some,
});

const CSPR = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const ADULT = 'SAFEGUARDING_ADULT_REVIEW';

/** The reviews of each partnership. */
export const PLANS: readonly ReviewPlan[] = [
  plan(CSPR, 'GATHERING', { people: [[], [], []] }),
  plan(CSPR, 'PANEL', { people: [['PROTECTED_ADDRESS'], ['ADOPTED'], []], period: 'NARROW' }),
  plan(CSPR, 'GATHERING', { people: [['GENDER_RECOGNITION'], []], conditions: ['CONSENT', 'OFFENCE_BASIS'] }),
  plan(ADULT, 'GATHERING', { people: [['PROTECTED_PERSON'], ['GENDER_RECOGNITION']] }),
  plan('DOMESTIC_HOMICIDE_REVIEW', 'GATHERING', { people: [['RESTRICTED_PROCESSING'], []] }),
  plan('RAPID_REVIEW', 'GATHERING', { period: null }),
  plan('CHILD_DEATH_REVIEW', 'REPORTING', { period: 'NARROW' }),
  plan(CSPR, 'OPEN', { people: [[], ['PROTECTED_ADDRESS'], ['PROTECTED_PERSON']] }),
  plan(ADULT, 'OPEN', { widerAnswered: true }),
  plan(CSPR, 'CLOSED'),
];

export interface Person {
  /** Over the whole world; everything else of the person follows from it. */
  readonly index: number;
  readonly flags: readonly string[];
  /** The agencies that hold a record, each with its handle. */
  readonly handles: Readonly<Record<string, string>>;
}

export interface WorldReview extends Omit<ReviewPlan, 'people'> {
  readonly id: string;
  readonly reference: string;
  readonly pack: Pack;
  readonly people: readonly Person[];
}

/** The standing of an agency in a review; undefined where it has none. */
export function standingOf(review: WorldReview, agency: string): string | undefined {
  if (agency === unitOf(review.pack)) return 'COORDINATOR';
  const isOpen = review.state === 'OPEN';
  if (agency === TRUST || agency === COUNCIL) return isOpen ? 'WIDER' : 'PARTICIPATING';
  if (agency === WIDER) return 'WIDER';
  return agency === REVIEWER && !isOpen ? 'REVIEWER' : undefined;
}

/** Somebody who asks. */
export interface Principal {
  readonly user: string;
  readonly agency: string;
  readonly roles: readonly string[];
  /** Days since the last training; null where none is on record. */
  readonly trainedDaysAgo: number | null;
  /** Whether a proxy says that the request comes from elsewhere. */
  readonly forwarded: boolean;
  readonly auditPartnerships: readonly string[];
}
