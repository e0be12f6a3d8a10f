import { randomUUID } from 'node:crypto';

import { Client } from 'pg';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { loadConfig } from '../../src/config/load';
import { systemClock, systemRandomness } from '../../src/config/system';
import type { ReviewId } from '../../src/domain/ids';
import { PURPOSES } from '../../src/domain/purpose';
import { derivePseudonym, openConfiguredKeyStore, purposeKey } from '../../src/pseudonyms';
import type { SubjectFlag } from '../../src/domain/subject-flag';
import { canaryRecord, serveCanaryAgency } from './canary-agency';
import {
  actor,
  COORDINATOR,
  IDENTITY,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  type FixtureReview,
} from './review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type Caller,
  type GraphQLAnswer,
  type ServiceGateway,
} from './service-gateway';

export const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

/** A gateway with two agencies that answer, and the people who go the way back from a pseudonym. */
export interface WayBack {
  readonly service: ServiceGateway;
  /** A connection of its own to the gateway's database. */
  readonly client: Client;
  readonly agencies: readonly Subgraph[];
  /** Milliseconds by which the gateway's clock is ahead. */
  readonly time: { offset: number };
  endpoints(): Readonly<Record<typeof OWN | typeof OTHER, string>>;
  signIn(user: string, agency: string, role: string): Promise<Caller>;
  /** A user of their own for each use, since requests are counted by user. */
  contactOf(agency: string): Promise<Caller>;
  coordinatorNamed(user: string): Promise<Caller>;
  officer(): Promise<Caller>;
  /** A review that gathers, with its subject's pseudonym. */
  review(flags?: readonly SubjectFlag[]): Promise<FixtureReview & { readonly pseudonym: string }>;
  setFlag(review: Pick<FixtureReview, 'reviewId' | 'subjectId'>, flag: SubjectFlag): Promise<unknown>;
  close(): Promise<void>;
}

/** Tokens hold however far a test turns the clock. */
const LONG_SECONDS = 400 * 86_400;

export async function startWayBack(): Promise<WayBack> {
  const time = { offset: 0 };
  const service = await startServiceGateway({
    clock: { now: () => new Date(Date.now() + time.offset) },
  });
  const { register } = service.gateway;
  const [own, other] = await Promise.all([
    serveCanaryAgency(OWN, service.gateway),
    serveCanaryAgency(OTHER, service.gateway),
  ]);
  const endpoints = { [OWN]: own.url, [OTHER]: other.url };
  await registerAgencies(register, endpoints);
  const client = new Client({ connectionString: service.database.url });
  await client.connect();
  const signIn = (user: string, agency: string, role: string): Promise<Caller> =>
    service.as({ user, agency, roles: [role], expiresIn: LONG_SECONDS });
  return {
    service,
    client,
    agencies: [own, other],
    time,
    endpoints: () => endpoints,
    signIn,
    contactOf: (agency) => signIn(`contact-${randomUUID()}`, agency, 'AGENCY_CONTACT'),
    coordinatorNamed: (user) => signIn(user, COORDINATOR, 'COORDINATOR'),
    officer: () =>
      service.as({
        user: 'officer',
        agency: 'audit-office',
        roles: ['AUDITOR'],
        auditPartnerships: ['partnership-baseline'],
        expiresIn: LONG_SECONDS,
      }),
    async review(flags = []) {
      const opened = await openFixtureReview(register, {
        pack: 'baseline',
        type: PURPOSE,
        state: 'GATHERING',
        flags,
      });
      const coordinator = await signIn('reader', COORDINATOR, 'COORDINATOR');
      const answer = await coordinator(
        'query Refs($id: ID!, $purpose: Purpose) { review(id: $id, purpose: $purpose) { subjects { ref } } }',
        { id: opened.reviewId, purpose: PURPOSE },
      );
      return { ...opened, pseudonym: String(at(answer.data, 'review', 'subjects', 0, 'ref')) };
    },
    setFlag: ({ reviewId, subjectId }, flag) =>
      register.setSubjectFlags(actor(COORDINATOR, 'COORDINATOR'), {
        idempotencyKey: randomUUID(),
        reviewId,
        subjectId,
        flags: [flag],
      }),
    async close() {
      await client.end();
      await service.close();
      await Promise.all([own.close(), other.close()]);
    },
  };
}

export const codeOf = ({ errors }: GraphQLAnswer): string | undefined => errors[0]?.extensions.code;

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
