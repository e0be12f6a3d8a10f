import { answerOf, outcomeOf, type Outcome, type PackText } from './pack-oracle';
import { standingOf, unitOf, WIDER, type Person, type Principal, type WorldReview } from './world';

/**
 * Who may receive what, from the pack's text and the fixture's facts (catalogue, sections 0, 2 and 3.5). It is written
 * from the documents and shares no line with the server.
 */
export interface OracleVerdict {
  /** The code with which the operation is refused as a whole; null where it is answered. */
  readonly refused: string | null;
  readonly isCoordinator: boolean;
  readonly standing: string;
  /** Whether anything may leave; else not even the people's roles are shown. */
  readonly anything: boolean;
  /** What may leave of a category; the source null is the register's own set. */
  outcome(source: string | null, category: string): Outcome;
  /** Whether the person is on this recipient's list at all. */
  lists(person: Person): boolean;
}

export interface Asked {
  readonly principal: Principal;
  /** Undefined where there is no such review. */
  readonly review: WorldReview | undefined;
  readonly purpose: string;
}

const WINDOWS: Readonly<Record<string, readonly string[]>> = {
  COORDINATOR: ['DRAFT', 'OPEN', 'SCOPED', 'GATHERING', 'PANEL', 'REPORTING', 'PUBLISHED', 'NOT_PUBLISHED'],
  PARTICIPATING: ['SCOPED', 'GATHERING', 'PANEL'],
  WIDER: ['OPEN'],
  REVIEWER: ['GATHERING', 'PANEL', 'REPORTING'],
};
/** What serves every type of review. */
const COMMON = ['CONTACT_CHECK', 'PANEL_PAPERS', 'STATISTICS'];
/** What the register itself holds. */
const REGISTERED = ['name', 'dateOfBirth', 'addresses', 'knownToAgency'];
const DEFAULT_MONTHS = 12;

const today = (): string => new Date().toISOString().slice(0, 10);

interface Facts extends Asked {
  readonly pack: PackText;
  readonly review: WorldReview;
  readonly standing: string;
}

/** Days of the last training are whole years or none in the fixture: beyond a year is out of date. */
const isTrained = ({ principal, pack }: Facts): boolean => {
  const { trainedDaysAgo } = principal;
  if (trainedDaysAgo === null || trainedDaysAgo < 0) return false;
  return trainedDaysAgo <= (pack.settings.training?.months ?? DEFAULT_MONTHS) * 30;
};

function isAgreed({ pack, principal, review }: Facts): boolean {
  const { agreement } = pack;
  if (agreement === null) return true;
  if (agreement.terminatedOn !== null && agreement.terminatedOn <= today()) return false;
  return [principal.agency, unitOf(review.pack)].every((agency) =>
    agreement.parties.some(
      (one) => one.agency === agency && one.status === 'SIGNED' && (one.signedOn ?? '9') <= today(),
    ),
  );
}

const named = ({ pack }: Facts, kind: string): boolean =>
  pack.documents.some((one) => one.kind === kind && one.supplied !== false);

const isInForce = ({ pack: { status, effective } }: Facts): boolean =>
  status === 'ACTIVE' && effective.from <= today() && (effective.to === null || today() <= effective.to);

/** Whether everything before the pack's cells is in order; training is told apart, since it is refused in words. */
function gates(facts: Facts): 'OPEN' | 'SHUT' | 'UNTRAINED' | 'NO_RETURNS' {
  const { pack, principal, review, standing, purpose } = facts;
  const before =
    isInForce(facts) &&
    named(facts, 'DATA_PROTECTION_IMPACT_ASSESSMENT') &&
    named(facts, 'APPROPRIATE_POLICY_DOCUMENT') &&
    isAgreed(facts);
  if (!before) return 'SHUT';
  if (!isTrained(facts)) return 'UNTRAINED';
  const isAdultCheck = purpose === 'CONTACT_CHECK' && review.type === 'SAFEGUARDING_ADULT_REVIEW';
  const after =
    !(principal.forwarded && (pack.settings.transfers?.ukOnly ?? true)) &&
    (WINDOWS[standing]?.includes(review.state) ?? false) &&
    (COMMON.includes(purpose) || purpose === review.type) &&
    !(isAdultCheck && !answerOf(pack, 'contactCheckCoversAdult')) &&
    !(principal.agency === WIDER && review.widerAnswered) &&
    purpose !== 'STATISTICS';
  if (!after) return 'SHUT';
  const asksPeriod = pack.settings.scopeWindow?.purposes.includes(purpose) ?? purpose !== 'CONTACT_CHECK';
  return asksPeriod && review.period === null ? 'NO_RETURNS' : 'OPEN';
}

const REFUSED: Omit<OracleVerdict, 'refused'> = {
  isCoordinator: false,
  standing: '',
  anything: false,
  outcome: () => 'WITHHELD',
  lists: () => false,
};

/** @param packs the texts in force, by key. */
export function verdictOf(asked: Asked, packs: ReadonlyMap<string, PackText>): OracleVerdict {
  const { principal, review, purpose } = asked;
  const standing = review && standingOf(review, principal.agency);
  const pack = review && packs.get(review.pack);
  if (!review || !pack || standing === undefined) return { ...REFUSED, refused: 'REVIEW_NOT_FOUND' };
  const gate = gates({ ...asked, review, pack, standing });
  if (gate === 'UNTRAINED') return { ...REFUSED, refused: 'TRAINING_OUT_OF_DATE' };
  const isCoordinator = standing === 'COORDINATOR';
  const party = pack.agreement?.parties.find(({ agency }) => agency === principal.agency)?.class;
  const recorded = new Set(review.conditions);
  const cell = (contribution: 'OWN' | 'OTHER', category: string): Outcome =>
    outcomeOf(pack, { standing, purpose, party, contribution, category, recorded });
  const categories = Object.keys(pack.cells);
  const stated = categories.some(
    (one) => cell('OWN', one) !== 'WITHHELD' || cell('OTHER', one) !== 'WITHHELD',
  );
  return {
    refused: null,
    isCoordinator,
    standing,
    anything: gate !== 'SHUT' && stated,
    outcome(source, category) {
      if (gate === 'SHUT') return 'WITHHELD';
      if (gate === 'NO_RETURNS' && !(source === null && REGISTERED.includes(category))) return 'WITHHELD';
      return cell(source === principal.agency ? 'OWN' : 'OTHER', category);
    },
    lists: ({ flags }) =>
      !flags.includes('RESTRICTED_PROCESSING') &&
      (isCoordinator || !(flags.includes('ADOPTED') || flags.includes('PROTECTED_PERSON'))),
  };
}
