import type { Outcome } from './pack-oracle';
import { DATED, PARTIES, SINGLE, wordsOf, type Json, type JsonObject } from './records';

/** Anything may stand here; a canary still has to be one of those that the marker names after it. */
export const ANY = '~any';
/** Something must stand here. */
export const SOME = '~some';
export const YEAR = '~year';
export const MONTH = '~month';

/** What of one record leaves, apart from its outcomes. */
export interface Treatment {
  /** Whether this recipient reads what a person of that agency told without its being released. */
  readonly readsTexts: boolean;
  /** Whether the person's whereabouts are hidden from this recipient. */
  readonly withoutPlaces: boolean;
  /** Whether the second entries, which lie outside a narrow period, are left out. */
  readonly narrow: boolean;
}

const text = (value: Json | undefined, { readsTexts }: Treatment): Json =>
  readsTexts ? `${ANY} ${wordsOf(value)}` : null;

const RISK: Json = { score: ANY, reasons: [ANY], released: ANY, textIds: [ANY] };

const addenda = (value: Json | undefined, readsTexts: boolean): Json =>
  (value as readonly JsonObject[]).map((one) => ({
    recordedOn: ANY,
    text: readsTexts ? `${ANY} ${wordsOf(one['text'])}` : ANY,
  }));

type Each = (entry: JsonObject, treatment: Treatment) => JsonObject;

const clearStatement: Each = (entry, treatment) => ({
  ...entry,
  handle: SOME,
  addenda: addenda(entry['addenda'], treatment.readsTexts),
  narrative: text(entry['narrative'], treatment),
  narrativeRisk: treatment.readsTexts ? RISK : null,
  service: treatment.withoutPlaces ? null : (entry['service'] ?? null),
});

const pseudonymisedStatement: Each = (entry, treatment) => ({
  ...clearStatement(entry, treatment),
  addenda: addenda(entry['addenda'], false),
  narrative: null,
  narrativeRisk: null,
  from: MONTH,
  to: MONTH,
});

const generalisedStatement: Each = (entry) => ({
  ...Object.fromEntries(Object.keys(entry).map((leaf) => [leaf, ANY])),
  assertion: entry['assertion'] ?? null,
  addenda: addenda(entry['addenda'], false),
  handle: SOME,
  narrative: null,
  narrativeRisk: null,
});

const placesOf = (entry: JsonObject, { withoutPlaces }: Treatment): JsonObject =>
  withoutPlaces ? { organisation: null, addresses: null } : { organisation: entry['organisation'] ?? null };

const clearParty: Each = (entry, treatment) => ({
  ...entry,
  handle: SOME,
  addenda: addenda(entry['addenda'], treatment.readsTexts),
  ...placesOf(entry, treatment),
});

const NOTHING_OF_PARTY: JsonObject = {
  dateOfBirth: null,
  addresses: null,
  relationship: null,
  role: null,
  organisation: null,
};

const coarseAddress: Each = () => ({
  lines: [ANY],
  postcode: ANY,
  uprn: null,
  kind: null,
  from: YEAR,
  to: ANY,
});

const pseudonymisedPerson: Each = (entry, { withoutPlaces }) => ({
  ...NOTHING_OF_PARTY,
  assertion: entry['assertion'] ?? null,
  addenda: addenda(entry['addenda'], false),
  handle: SOME,
  name: SOME,
  dateOfBirth: YEAR,
  relationship: entry['relationship'] ?? null,
  addresses: withoutPlaces ? null : each(entry['addresses'], coarseAddress),
});

const pseudonymisedPractitioner: Each = (entry, treatment) => ({
  ...NOTHING_OF_PARTY,
  assertion: entry['assertion'] ?? null,
  addenda: addenda(entry['addenda'], false),
  handle: SOME,
  name: SOME,
  role: entry['role'] ?? null,
  ...placesOf(entry, treatment),
});

const generalisedParty: Each = (entry) => ({
  ...NOTHING_OF_PARTY,
  assertion: entry['assertion'] ?? null,
  addenda: addenda(entry['addenda'], false),
  handle: SOME,
  name: null,
  relationship: ANY,
});

const PLAIN: Treatment = { readsTexts: false, withoutPlaces: false, narrow: false };

const each = (list: Json | undefined, make: Each, treatment = PLAIN): Json =>
  (list as readonly JsonObject[]).map((entry) => make(entry, treatment));

type Leaving = Exclude<Outcome, 'WITHHELD'>;
type Rule = (value: Json, treatment: Treatment) => Json;

const STATEMENTS: Readonly<Record<Leaving, Each>> = {
  CLEAR: clearStatement,
  PSEUDONYMISED: pseudonymisedStatement,
  GENERALISED: generalisedStatement,
};
const partiesOf = (category: string): Readonly<Record<Leaving, Each>> => ({
  CLEAR: clearParty,
  PSEUDONYMISED: category === 'practitioners' ? pseudonymisedPractitioner : pseudonymisedPerson,
  GENERALISED: generalisedParty,
});

const rulesOf = (by: (outcome: Leaving) => Rule): Readonly<Record<Leaving, Rule>> => ({
  CLEAR: by('CLEAR'),
  PSEUDONYMISED: by('PSEUDONYMISED'),
  GENERALISED: by('GENERALISED'),
});
const asIs: Rule = (value) => value;
const always = (value: Json) => (): Json => value;
const simple = (pseudonymised: Json, generalised: Json): Readonly<Record<Leaving, Rule>> => ({
  CLEAR: asIs,
  PSEUDONYMISED: always(pseudonymised),
  GENERALISED: always(generalised),
});
const coarseAddresses: Rule = (value) => each(value, coarseAddress);

const RULES: Readonly<Record<string, Readonly<Record<Leaving, Rule>>>> = {
  name: simple(SOME, null),
  dateOfBirth: simple(YEAR, YEAR),
  addresses: { CLEAR: asIs, PSEUDONYMISED: coarseAddresses, GENERALISED: coarseAddresses },
  age: { ...simple(ANY, ANY), CLEAR: String },
  gender: simple(ANY, ANY),
  contactDetails: simple([{ kind: ANY, value: ANY }], [{ kind: ANY, value: ANY }]),
  nationalInsuranceNumber: simple(SOME, null),
  nhsNumber: simple(SOME, null),
  ...Object.fromEntries(
    SINGLE.map((one) => [
      one,
      rulesOf((outcome) => (value, treatment) => STATEMENTS[outcome](value as JsonObject, treatment)),
    ]),
  ),
  ...Object.fromEntries(
    DATED.map((one) => [
      one,
      rulesOf((outcome) => (value, treatment) => {
        const entries = value as readonly JsonObject[];
        return each(treatment.narrow ? entries.slice(0, 1) : entries, STATEMENTS[outcome], treatment);
      }),
    ]),
  ),
  ...Object.fromEntries(
    PARTIES.map((one) => [
      one,
      rulesOf((outcome) => (value, treatment) => each(value, partiesOf(one)[outcome], treatment)),
    ]),
  ),
};

/** What leaves of one category's value: exactly this, where no marker stands. */
export function leaving(
  { category, outcome }: { readonly category: string; readonly outcome: Outcome },
  value: Json,
  treatment: Treatment,
): Json {
  if (outcome === 'WITHHELD') return null;
  const rules = RULES[category];
  if (!rules) throw new Error(`The oracle does not know ${category}.`);
  return rules[outcome](value, treatment);
}
