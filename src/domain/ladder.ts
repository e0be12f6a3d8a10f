/** The outcomes in which a value leaves by a ladder. */
export const LADDER_OUTCOMES = ['PSEUDONYMISED', 'GENERALISED'] as const;

export type LadderOutcome = (typeof LADDER_OUTCOMES)[number];

/** One ladder: its levels from fine to coarse. */
interface Ladder<Level extends string> {
  /** The finer level that each follows from, so that it tells nothing which that one does not; null: the finest. */
  readonly follows: Readonly<Record<Level, NoInfer<Level> | null>>;
  /** The level of each outcome where a pack chooses none. */
  readonly standard: Readonly<Record<LadderOutcome, NoInfer<Level>>>;
  /** Whether the finest level says who somebody is, so that it stands beside no pseudonym. */
  readonly identifies?: boolean;
}

const ladder = <Level extends string>(of: Ladder<Level>): Ladder<Level> => Object.freeze(of);

const offences = ladder({
  follows: { code: null, group: 'code', kind: 'group', none: 'kind' },
  standard: { PSEUDONYMISED: 'code', GENERALISED: 'none' },
});

/**
 * The generalisation ladders (catalogue 4.5), each by the data category whose values climb it; `dates` are those of
 * events, `services` the names of schools, practices, wards and the like. The ladder of dates of birth has two branches:
 * an age counts from the day of birth, and neither a year nor an age follows from the other.
 */
export const LADDERS = Object.freeze({
  dateOfBirth: ladder({
    follows: { full: null, month: 'full', year: 'month', ageAtIndexEvent: 'full', band: 'ageAtIndexEvent' },
    standard: { PSEUDONYMISED: 'year', GENERALISED: 'year' },
    identifies: true,
  }),
  addresses: ladder({
    follows: { full: null, sector: 'full', district: 'sector', area: 'district', region: 'area' },
    standard: { PSEUDONYMISED: 'district', GENERALISED: 'district' },
    identifies: true,
  }),
  age: ladder({
    follows: { years: null, band: 'years' },
    standard: { PSEUDONYMISED: 'band', GENERALISED: 'band' },
  }),
  dates: ladder({
    follows: { day: null, offset: 'day', month: 'offset', quarter: 'month', year: 'quarter' },
    standard: { PSEUDONYMISED: 'month', GENERALISED: 'year' },
  }),
  ethnicity: ladder({
    follows: { code: null, group: 'code' },
    standard: { PSEUDONYMISED: 'code', GENERALISED: 'group' },
  }),
  religion: ladder({
    follows: { code: null, group: 'code' },
    standard: { PSEUDONYMISED: 'code', GENERALISED: 'group' },
  }),
  health: ladder({
    follows: { code: null, chapter: 'code', broad: 'chapter', none: 'broad' },
    standard: { PSEUDONYMISED: 'code', GENERALISED: 'none' },
  }),
  legalStatuses: ladder({
    follows: { code: null, group: 'code', none: 'group' },
    standard: { PSEUDONYMISED: 'code', GENERALISED: 'group' },
  }),
  convictions: offences,
  investigations: offences,
  services: ladder({
    follows: { name: null, type: 'name', none: 'type' },
    standard: { PSEUDONYMISED: 'name', GENERALISED: 'none' },
  }),
});

export type LadderName = keyof typeof LADDERS;

export type LevelOf<Name extends LadderName> = keyof (typeof LADDERS)[Name]['follows'];

export const LADDER_NAMES = Object.freeze(Object.keys(LADDERS) as LadderName[]);

/** A level of every ladder. */
export type Levels = { readonly [Name in LadderName]: LevelOf<Name> };

/** The levels of each outcome. */
export type LevelTable = Readonly<Record<LadderOutcome, Levels>>;

const followsOf = (name: LadderName): Readonly<Partial<Record<string, string | null>>> =>
  LADDERS[name].follows;

/** The levels of a ladder, finest first along each branch. */
export const levelsOf = <Name extends LadderName>(name: Name): readonly LevelOf<Name>[] =>
  Object.keys(LADDERS[name].follows) as LevelOf<Name>[];

/** Whether `level` tells nothing that `than` does not: it is that level, or follows from it. */
export function isAsCoarse(name: LadderName, level: string, than: string): boolean {
  for (let at: string | null | undefined = level; at; at = followsOf(name)[at]) if (at === than) return true;
  return false;
}

/**
 * The levels that a pack may choose for an outcome. What is generalised never leaves as recorded, and beside a pseudonym
 * stands nothing that says whose it is.
 */
export function choosableLevels<Name extends LadderName>(
  name: Name,
  outcome: LadderOutcome,
): readonly LevelOf<Name>[] {
  const identifies = 'identifies' in LADDERS[name] && LADDERS[name].identifies;
  const mayBeFinest = outcome === 'PSEUDONYMISED' && !identifies;
  return levelsOf(name).filter((level) => mayBeFinest || followsOf(name)[String(level)] !== null);
}

/** The levels of an outcome where a pack chooses none. */
function standardLevels(outcome: LadderOutcome): Levels {
  const levels = Object.fromEntries(LADDER_NAMES.map((name) => [name, LADDERS[name].standard[outcome]]));
  return Object.freeze(levels as Levels);
}

/** The levels that hold where a pack chooses none. */
export const STANDARD_LEVELS: LevelTable = Object.freeze({
  PSEUDONYMISED: standardLevels('PSEUDONYMISED'),
  GENERALISED: standardLevels('GENERALISED'),
});
