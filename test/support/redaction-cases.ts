import { expectedResponse, type Json, type RedactionRule } from './redaction-rules';
import type { DocumentName } from '../../adapters/rest/integration/documents';
import type { RecordCategory } from '../../src/domain/data-category';
import type { Outcome } from '../../src/domain/outcome';

/** One of their before/after pairs, and the cells of the pack that answer it here. */
export interface RedactionCase {
  readonly policy: string;
  /** Their file with the answer after redaction; null where they have none, and their rule makes it. */
  readonly after: string | null;
  readonly endpoint: string;
  readonly before: () => Promise<Json>;
  readonly document: DocumentName;
  /** What the agency's own document is in the answer, where theirs joins two agencies'. */
  readonly own?: (data: Json) => Json;
  readonly cells: Partial<Record<RecordCategory, Outcome>>;
}

const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const part = (value: Json | undefined, key: string): Json =>
  isObject(value) ? (value[key] ?? null) : null;

/** Both documents in one: what either has. */
function merged(one: Json, other: Json): Json {
  if (Array.isArray(one) && Array.isArray(other))
    return one.map((item: Json, place) => merged(item, (other[place] ?? null) as Json));
  if (!isObject(one) || !isObject(other)) return one ?? other;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(keys.map((key) => [key, merged(one[key] ?? null, other[key] ?? null)]));
}

/** The masks filled with words, and keys put in that the rule takes out: a document that the rule makes into theirs. */
async function unredacted(after: string, more: Json = {}): Promise<Json> {
  const text = JSON.stringify(await expectedResponse(after)).replaceAll('**REDACTED**', 'words');
  return merged(JSON.parse(text) as Json, more);
}

const SCORES = { convictions: 'PSEUDONYMISED' } as const;
const NO_SCORES = { convictions: 'GENERALISED' } as const;
const scores = (policy: 'general' | 'epf', after: string, before: () => Promise<Json>): RedactionCase => ({
  policy: `${policy}-risk-score-redactions`,
  after,
  endpoint: '/v1/persons/{id}/risks/scores',
  before,
  document: 'scores',
  cells: policy === 'general' ? SCORES : NO_SCORES,
});

/** Each consumer's answer lacks what the other's has; together they are what the API had before. */
const both = (one: string, other: string) => async (): Promise<Json> =>
  merged(await expectedResponse(one), await expectedResponse(other));

const score = { score: 1 };
const allScores = { allReoffendingPredictor: score, violentReoffendingPredictor: score };
const REMOVED_DATES = {
  adjustments: { additionalDaysAwarded: 3 },
  earlyRemovalSchemeEligibilityDate: '2020-02-03',
  earlyTerm: { date: '2020-02-03' },
  homeDetentionCurfew: { eligibilityDate: '2020-02-03', eligibilityCalculatedDate: '2020-02-03' },
  midTerm: { date: '2020-02-03' },
  paroleEligibility: { date: '2020-02-03' },
  topupSupervision: { expiryDate: '2020-02-03' },
};
const POM = { prisonOffenderManager: { forename: 'words', surname: 'words' } };

export const REDACTION_CASES: readonly RedactionCase[] = [
  {
    policy: 'prison-education',
    after: 'person-offender-and-probation-search-redacted-response',
    endpoint: '*',
    before: () => expectedResponse('person-offender-and-probation-search-response'),
    document: 'person',
    // Prison and probation are two agencies here: the one that is not asked is not in the other's answer.
    own: (data) => ({ prisonerOffenderSearch: part(data, 'prisonerOffenderSearch') }),
    cells: { dateOfBirth: 'GENERALISED', gender: 'CLEAR', ethnicity: 'CLEAR', name: 'PSEUDONYMISED' },
  },
  {
    policy: 'person-search-id-only',
    after: null,
    endpoint: '/v1/persons',
    before: () => expectedResponse('person-name-search-response'),
    document: 'person',
    own: (data) => ({ prisonerOffenderSearch: Array.isArray(data) ? ((data[0] ?? null) as Json) : null }),
    cells: { convictions: 'CLEAR' },
  },
  {
    policy: 'person-responsible-officer-redactions',
    after: 'person-responsible-officer-redacted',
    endpoint: '/v1/persons/{id}/person-responsible-officer',
    before: () => unredacted('person-responsible-officer-redacted', { data: POM }),
    document: 'officers',
    cells: { practitioners: 'PSEUDONYMISED' },
  },
  {
    policy: 'risks-text-redactions',
    after: 'risk-serious-harm-redacted',
    endpoint: '/v1/persons/{id}/risks/serious-harm',
    before: () => expectedResponse('risk-serious-harm'),
    document: 'seriousHarm',
    cells: { safeguardingConcerns: 'PSEUDONYMISED', convictions: 'PSEUDONYMISED' },
  },
  {
    policy: 'risks-text-redactions',
    after: 'person-risk-dynamic-text-redacted',
    endpoint: '/v1/persons/{id}/risks/dynamic',
    before: () => unredacted('person-risk-dynamic-text-redacted'),
    document: 'dynamicRisks',
    cells: { safeguardingConcerns: 'PSEUDONYMISED', convictions: 'PSEUDONYMISED' },
  },
  scores('general', 'person-risk-scores-v1', both('person-risk-scores-v1', 'person-risk-scores-v1-epf')),
  scores('general', 'person-risk-scores-v2', both('person-risk-scores-v2', 'person-risk-scores-v2-epf')),
  scores('general', 'person-risk-scores-v1-and-v2', () =>
    unredacted('person-risk-scores-v1-and-v2', { data: [allScores] }),
  ),
  scores('epf', 'person-risk-scores-v1-epf', both('person-risk-scores-v1-epf', 'person-risk-scores-v1')),
  scores(
    'epf',
    'person-risk-scores-v1-epf-decimals',
    both('person-risk-scores-v1-epf-decimals', 'person-risk-scores-v1'),
  ),
  scores('epf', 'person-risk-scores-v2-epf', both('person-risk-scores-v2-epf', 'person-risk-scores-v2')),
  scores(
    'epf',
    'person-risk-scores-v2-epf-decimals',
    both('person-risk-scores-v2-epf-decimals', 'person-risk-scores-v2'),
  ),
  {
    policy: 'unused-key-dates-redactions',
    after: 'person-sentence-key-dates-redacted',
    endpoint: '/v1/persons/{id}/sentences/latest-key-dates-and-adjustments',
    before: () => unredacted('person-sentence-key-dates-redacted', { data: REMOVED_DATES }),
    document: 'keyDates',
    cells: { convictions: 'CLEAR' },
  },
];

/** The rule of a policy for an endpoint. */
export const ruleFor = (
  policies: readonly { readonly name: string; readonly rules: readonly RedactionRule[] }[],
  { policy, endpoint }: RedactionCase,
): RedactionRule | undefined =>
  policies
    .find(({ name }) => name === policy)
    ?.rules.find(({ endpoints }) => endpoints.includes(endpoint) || endpoints.includes('*'));
