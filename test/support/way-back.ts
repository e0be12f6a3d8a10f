import { randomUUID } from 'node:crypto';

import { loadConfig } from '../../src/config/load';
import { systemClock, systemRandomness } from '../../src/config/system';
import type { ReviewId } from '../../src/domain/ids';
import { PURPOSES } from '../../src/domain/purpose';
import { derivePseudonym, openConfiguredKeyStore, purposeKey } from '../../src/pseudonyms';
import { canaryRecord } from './canary-agency';
import { IDENTITY, OTHER, OWN } from './review-fixture';
import { at, listAt, type Caller, type GraphQLAnswer, type ServiceGateway } from './service-gateway';

/** A reason that is long enough and names nobody. */
export const REASON = 'Two agencies may be speaking of different children';

export const request = (caller: Caller, input: Readonly<Record<string, unknown>>): Promise<GraphQLAnswer> =>
  caller(
    `mutation Ask($input: RequestReidentificationInput!) {
      requestReidentification(input: $input) { requestId breakGlass postApprovalDueOn warning } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        reasonCode: 'CORRECT_PERSON_CHECK',
        reason: REASON,
        lawfulBasis: '6(1)(e)',
        ...input,
      },
    },
  );

export async function requested(caller: Caller, input: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await request(caller, input);
  expect(answer.errors).toEqual([]);
  return String(at(answer.data, 'requestReidentification', 'requestId'));
}

export const decide = (caller: Caller, requestId: string, decision = 'APPROVED'): Promise<GraphQLAnswer> =>
  caller(
    'mutation Decide($input: ApproveReidentificationInput!) { approveReidentification(input: $input) { decision } }',
    { input: { idempotencyKey: randomUUID(), requestId, decision } },
  );

export const VIEW = `viewReidentification(requestId: $id) { warning auditEventId
  people { pseudonym role returns { agency status name dateOfBirth addresses { lines postcode } } } }`;

export const view = (caller: Caller, id: string): Promise<GraphQLAnswer> =>
  caller(`mutation View($id: ID!) { ${VIEW} }`, { id });

export const returnsOf = (answer: GraphQLAnswer): readonly unknown[] =>
  listAt(answer.data, 'viewReidentification', 'people', 0, 'returns');

/**
 * What somebody who has stolen a review's key makes of all that could be guessed: the names, numbers, dates and addresses
 * of its records, each in every namespace and for every purpose.
 */
export async function dictionaryOf(
  { environment }: Pick<ServiceGateway, 'environment'>,
  reviewId: ReviewId,
): Promise<readonly string[]> {
  const keys = await openConfiguredKeyStore(loadConfig(environment), {
    clock: systemClock,
    randomness: systemRandomness,
  });
  const reviewKey = await keys.reviewKey(reviewId);
  if (!reviewKey) throw new Error('The review has no key.');
  const guesses = new Set<string>();
  const gather = (value: unknown): void => {
    if (typeof value === 'string') guesses.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  for (const agency of [OWN, OTHER]) {
    const { name, dateOfBirth, nhsNumber, nationalInsuranceNumber, addresses } = canaryRecord(
      agency,
      `rec-${agency}`,
    );
    gather([name, dateOfBirth, nhsNumber, nationalInsuranceNumber, addresses, IDENTITY, reviewId]);
  }
  for (const guess of [...guesses]) gather([guess.toUpperCase(), guess.replace(/\s/g, ''), guess.split(' ')]);
  return [...guesses].flatMap((guess) =>
    PURPOSES.flatMap((purpose) =>
      (['subject', 'person', 'practitioner', 'record', 'identifier'] as const).map((namespace) =>
        derivePseudonym(purposeKey(reviewKey, purpose), namespace, guess),
      ),
    ),
  );
}
