import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../config/package-root';

/** A review that the demo begins with: the first one gathers, the second one waits for its contact checks. */
export interface DemoReview {
  readonly id: string;
  readonly reference: string;
  /** Key of the policy pack in force for it. */
  readonly pack: string;
}

/** A tab of the page: an operation with its variables as JSON, in GraphiQL's terms. */
export interface StoryTab {
  readonly query: string;
  readonly variables: string;
}

interface Chosen {
  readonly gathering: string;
  readonly waiting: string;
}

type Variables = Readonly<Record<string, unknown>>;

/** An operation of `schema/operations`, the persona who sends it, and the variables to begin with. */
type StoryOperation = readonly [file: string, persona: string, variables: (reviews: Chosen) => Variables];

const CSPR = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

/** Whom the auditors' look-up asks about; the sibling that the story adds. */
const PERSON: Variables = { name: 'Robin Example', dateOfBirth: '2018-02-09' };

const mutation =
  (idempotencyKey: string, input: (reviews: Chosen) => Variables): ((reviews: Chosen) => Variables) =>
  (reviews) => ({ input: { idempotencyKey, ...input(reviews) } });

/** The story's operations in the order in which it tells them. */
const STORY: readonly StoryOperation[] = [
  ['viewer', 'coordinator', () => ({})],
  ['reviews', 'coordinator', () => ({})],
  [
    'open-review',
    'coordinator',
    mutation('page-open-review', () => ({ type: CSPR, reference: 'PAGE-CSPR-001' })),
  ],
  [
    'add-subject',
    'lancashire-coordinator',
    mutation('page-add-subject', ({ waiting }) => ({
      reviewId: waiting,
      role: 'SIBLING',
      name: 'Robin Example',
      dateOfBirth: '2018-02-09',
      addresses: [{ lines: ['2 Chapel Row', 'Zedminster'], postcode: 'ZZ1 1ZZ' }],
      protectedAddress: true,
    })),
  ],
  [
    'set-scope-window',
    'lancashire-coordinator',
    mutation('page-set-scope-window', ({ waiting }) => ({
      reviewId: waiting,
      from: '2020-01-01',
      to: '2025-12-31',
    })),
  ],
  [
    'set-subject-flags',
    'lancashire-coordinator',
    mutation('page-set-subject-flags', ({ waiting }) => ({
      reviewId: waiting,
      ref: 'ref of ReviewSettings',
      flags: ['PROTECTED_ADDRESS'],
    })),
  ],
  ['review-settings', 'lancashire-coordinator', ({ waiting }) => ({ reviewId: waiting })],
  [
    'send-contact-check',
    'lancashire-coordinator',
    mutation('page-send-contact-check', ({ waiting }) => ({
      reviewId: waiting,
      agencyIds: ['housing-association', 'nhs-trust'],
    })),
  ],
  ['contact-checks', 'housing', () => ({})],
  ['contact-check-subjects', 'housing', ({ waiting }) => ({ reviewId: waiting })],
  ['health-attempt', 'housing', ({ waiting }) => ({ reviewId: waiting, purpose: 'CONTACT_CHECK' })],
  [
    'answer-contact-check',
    'housing',
    mutation('page-answer-contact-check', () => ({
      contactCheckId: 'id of ContactChecks',
      outcome: 'NOT_KNOWN',
      searchedScope: 'Whole case system, current and previous names.',
    })),
  ],
  ['contact-check-answers', 'lancashire-coordinator', ({ waiting }) => ({ reviewId: waiting })],
  [
    'set-standing',
    'coordinator',
    mutation('page-set-standing', ({ gathering }) => ({
      reviewId: gathering,
      agencyId: 'nhs-trust',
      standing: 'PARTICIPATING',
    })),
  ],
  [
    'advance-review',
    'lancashire-coordinator',
    mutation('page-advance-review', ({ waiting }) => ({ reviewId: waiting, to: 'SCOPED' })),
  ],
  [
    'record-condition',
    'coordinator',
    mutation('page-record-condition', ({ gathering }) => ({
      reviewId: gathering,
      condition: 'CONSENT',
      citation: 'Signed form of 2 November, kept with the terms of reference.',
    })),
  ],
  [
    'withdraw-condition',
    'coordinator',
    mutation('page-withdraw-condition', ({ gathering }) => ({ reviewId: gathering, condition: 'CONSENT' })),
  ],
  ['reminder', 'nhs-trust', ({ gathering }) => ({ reviewId: gathering })],
  [
    'acknowledge-reminder',
    'nhs-trust',
    mutation('page-acknowledge-reminder', ({ gathering }) => ({ reviewId: gathering })),
  ],
  ['review-data', 'nhs-trust', ({ gathering }) => ({ reviewId: gathering, purpose: CSPR })],
  [
    'explain',
    'coordinator',
    ({ gathering }) => ({ reviewId: gathering, purpose: CSPR, agencyId: 'nhs-trust' }),
  ],
  ['audit-trail', 'auditor', ({ gathering }) => ({ reviewId: gathering })],
  ['policy-matrix', 'coordinator', () => ({ pack: 'baseline' })],
  ['agency-registrations', 'coordinator', () => ({})],
  [
    'register-agency',
    'coordinator',
    mutation('page-register-agency', () => ({
      agencyId: 'school',
      name: 'A school with a subgraph of its own',
      kind: 'SCHOOL',
      endpoint: 'http://127.0.0.1:4100/graphql',
      residency: 'UK',
    })),
  ],
  [
    'rotate-agency-key',
    'coordinator',
    mutation('page-rotate-agency-key', () => ({
      agencyId: 'school',
      authority: 'the new certificate, as PEM',
    })),
  ],
  ['remove-agency', 'coordinator', mutation('page-remove-agency', () => ({ agencyId: 'school' }))],
  [
    'request-subject-lookup',
    'auditor',
    () => ({ input: { caseReference: 'DSAR-2026-001', partnership: 'demo-lancashire', person: PERSON } }),
  ],
  [
    'decide-subject-lookup',
    'guardian',
    () => ({ input: { requestId: 'requestId of RequestSubjectLookup', decision: 'APPROVED' } }),
  ],
  [
    'view-subject-lookup',
    'auditor',
    () => ({
      input: {
        requestId: 'requestId of RequestSubjectLookup',
        key: 'key of RequestSubjectLookup',
        person: PERSON,
      },
    }),
  ],
];

/**
 * The tabs of the page, with the demo's reviews filled in and the persona to act as in a first line.
 *
 * @param titles of the personas, by key.
 */
export function storyTabs(
  reviews: readonly DemoReview[],
  titles: ReadonlyMap<string, string>,
): readonly StoryTab[] {
  const [first, second] = reviews;
  const chosen = { gathering: first?.id ?? '', waiting: second?.id ?? first?.id ?? '' };
  return STORY.map(([file, persona, variables]) => ({
    query: `# Act as: ${titles.get(persona) ?? persona}\n${operationText(file)}`,
    variables: JSON.stringify(variables(chosen), null, 2),
  }));
}

const operationText = (file: string): string =>
  readFileSync(join(packageRoot(), 'schema', 'operations', `${file}.graphql`), 'utf8');
