import { CONDITIONS, type Condition } from '../../policy/conditions';
import { PARTY_CLASSES, type PartyClass } from '../../policy/party';
import { AGREEMENT_STATES, type AgreementState } from './agreement';
import type { GateFacts } from './gates';

/** The facts that are either so or not, by name. */
const TRUTHS = [
  'contactCheckOpen',
  'packInForce',
  'impactAssessmentNamed',
  'policyDocumentNamed',
  'trainingInDate',
  'reminderAcknowledged',
  'ukNetwork',
  // Named when it is so: what was recorded before there was such an answer reads as it was decided.
  'adultExcluded',
  'scopeWindowSet',
] as const satisfies readonly (keyof GateFacts)[];

/** What a decision rested on, beside what every audit event says: names only. */
export interface NamedFacts {
  readonly truths: ReadonlySet<string>;
  readonly agreement: AgreementState;
  readonly party: PartyClass | undefined;
  readonly recorded: ReadonlySet<Condition>;
}

/** The part of a verdict that goes on record for replay. */
export interface Recordable {
  readonly facts: GateFacts;
  readonly party: PartyClass | undefined;
  readonly recorded: ReadonlySet<Condition>;
  readonly shut: { readonly gate: string } | null;
}

/** The facts as an audit event's details keep them. */
export function factDetails({ facts, party, recorded, shut }: Recordable): Readonly<Record<string, string>> {
  return {
    facts: TRUTHS.filter((name) => facts[name]).join(','),
    agreement: facts.agreement,
    ...(party !== undefined && { party }),
    ...(recorded.size > 0 && { conditions: [...recorded].sort().join(',') }),
    ...(shut && { gate: shut.gate }),
  };
}

/** The facts back from the details; undefined where they do not hold them. */
export function readFactDetails(details: Readonly<Record<string, string>>): NamedFacts | undefined {
  const agreement = AGREEMENT_STATES.find((state) => state === details['agreement']);
  if (details['facts'] === undefined || agreement === undefined) return undefined;
  const conditions = new Set((details['conditions'] ?? '').split(','));
  return {
    truths: new Set(details['facts'].split(',')),
    agreement,
    party: PARTY_CLASSES.find((one) => one === details['party']),
    recorded: new Set(CONDITIONS.filter((condition) => conditions.has(condition))),
  };
}

/** The gate facts of those names, with what the event itself says. */
export function gateFacts(
  { truths, agreement }: NamedFacts,
  said: Pick<GateFacts, 'standing' | 'purpose' | 'reviewType' | 'reviewState'>,
): GateFacts {
  const known = Object.fromEntries(TRUTHS.map((name) => [name, truths.has(name)])) as Record<
    (typeof TRUTHS)[number],
    boolean
  >;
  return { ...said, ...known, agreement };
}
