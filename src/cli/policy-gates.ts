import { RECORD_CATEGORIES, type DataCategory, type RecordCategory } from '../domain/data-category';
import { isListed } from '../domain/subject-flag';
import { ukDay } from '../domain/uk-day';
import { isAdultExcluded } from '../stages/decide/adult-excluded';
import type { AgreementState } from '../stages/decide/agreement';
import { gateShutBy, GATES, type Gate, type GateFacts } from '../stages/decide/gates';
import { settle } from '../stages/decide/settle';
import { flaggedOutcomes } from '../stages/minimise/flags';
import type { Outcomes } from '../stages/plan';
import type { GateModel, Lapse, PackAsked, Situation } from '../policy/tools';

/** What can be out of order, beside how an agreement can stand. */
const LAPSES: readonly (Lapse & { readonly facts: Partial<GateFacts> })[] = [
  { key: 'packNotInForce', words: 'no pack is in force', facts: { packInForce: false } },
  {
    key: 'impactAssessmentMissing',
    words: 'the pack names no data protection impact assessment',
    facts: { impactAssessmentNamed: false },
  },
  {
    key: 'policyDocumentMissing',
    words: 'the pack names no appropriate policy document where one is needed',
    facts: { policyDocumentNamed: false },
  },
  agreement('notAParty', 'the agreement does not list the agency', 'NOT_A_PARTY'),
  agreement('notSigned', 'the agency has not signed the agreement', 'NOT_SIGNED'),
  agreement('agreementTerminated', 'notice of termination of the agreement has taken effect', 'TERMINATED'),
  { key: 'trainingOutOfDate', words: "the user's training is out of date", facts: { trainingInDate: false } },
  {
    key: 'reminderNotAcknowledged',
    words: 'the user has not acknowledged the confidentiality reminder',
    facts: { reminderAcknowledged: false },
  },
  { key: 'outsideUk', words: 'the request comes from outside UK networks', facts: { ukNetwork: false } },
  {
    key: 'adultExcluded',
    words: 'the contact check of an adult review does not cover the adult',
    facts: { adultExcluded: true },
  },
  {
    key: 'scopeWindowMissing',
    words: 'the review does not say from when to when it looks',
    facts: { scopeWindowSet: false },
  },
];

function agreement(key: string, words: string, state: AgreementState): (typeof LAPSES)[number] {
  return { key, words, alternative: 'agreement', facts: { agreement: state } };
}

const IN_ORDER: Omit<GateFacts, keyof Situation> = Object.freeze({
  packInForce: true,
  impactAssessmentNamed: true,
  policyDocumentNamed: true,
  agreement: 'IN_FORCE',
  trainingInDate: true,
  reminderAcknowledged: true,
  ukNetwork: true,
  adultExcluded: false,
  scopeWindowSet: true,
});

/** The gates that requests pass, for the tools; a test hands in fewer of them to show that each one matters. */
export function gateModel(gates: readonly Gate[] = GATES): GateModel {
  return {
    lapses: LAPSES,
    lapsesOf: packLapses,
    standsOf: (situation, lapsed) => {
      const facts = factsOf(situation, lapsed);
      return gates.map((gate) => ({ gate: gate.name, reason: gate.reasonIf(facts) }));
    },
    shutBy: (situation, lapsed) => gateShutBy(factsOf(situation, lapsed), gates),
    settle: ({ pack, place, shut }) => {
      const { standing, purpose, facts } = place;
      const name = gates.find((gate) => gate.name === shut?.gate)?.name;
      const settled = settle({
        pack,
        standing,
        purpose,
        ...facts,
        shut: shut !== null && name !== undefined ? { ...shut, gate: name } : null,
      });
      return ({ contribution, category }) => settled.decision(contribution, category).cell;
    },
    narrow: narrowByFlags,
  };
}

/** What leaves of a person's record: nothing where the flags take them off the recipient's list, else as they narrow it. */
const narrowByFlags: GateModel['narrow'] = ({ standing, flags }) => {
  const recipient = { isCoordinator: standing === 'COORDINATOR' };
  if (!isListed(flags, recipient)) return () => 'WITHHELD';
  return (category, outcome) => {
    const outcomes = Object.fromEntries(RECORD_CATEGORIES.map((of) => [of, outcome])) as Outcomes;
    return isRecordCategory(category) ? flaggedOutcomes(outcomes, flags, recipient)[category] : outcome;
  };
};

const isRecordCategory = (category: DataCategory): category is RecordCategory => category !== 'knownToAgency';

/** What each set of lapses leaves out of order. The same sets are asked for again and again. */
const lapsedFacts = new WeakMap<ReadonlySet<string>, typeof IN_ORDER>();

function factsOf(situation: Situation, lapsed: ReadonlySet<string>): GateFacts {
  const known =
    lapsedFacts.get(lapsed) ??
    LAPSES.filter(({ key }) => lapsed.has(key)).reduce(
      (facts, lapse) => ({ ...facts, ...lapse.facts }),
      IN_ORDER,
    );
  lapsedFacts.set(lapsed, known);
  return { ...known, ...situation };
}

function packLapses({ pack, at, reviewType, purpose, party }: PackAsked): ReadonlySet<string> {
  const { gates, agreement } = pack;
  const basis = purpose === 'CONTACT_CHECK' ? null : pack.lawfulBasis(purpose);
  const needsDocument = basis !== null && basis.schedule1.length + basis.article10.length > 0;
  const terminatedOn = agreement?.terminatedOn ?? null;
  const lapsed: readonly (readonly [key: string, holds: boolean])[] = [
    ['packNotInForce', !pack.isInForce(at)],
    ['impactAssessmentMissing', !gates.dpia],
    ['policyDocumentMissing', needsDocument && !gates.appropriatePolicyDocument],
    ['adultExcluded', isAdultExcluded(pack, reviewType, purpose)],
    ['agreementTerminated', terminatedOn !== null && terminatedOn <= ukDay(at)],
    ['notAParty', agreement !== null && party === undefined],
  ];
  return new Set(lapsed.filter(([, holds]) => holds).map(([key]) => key));
}
