import type { Subgraph } from '../../adapters/shared/subgraph-server';
import type { AgencySource } from '../../src/domain/agency-source';
import { canarySource, serveAgency } from './canary-agency';
import { makePolicyFolder, type PackChanges, type PolicyFolder } from './policy-folder';
import {
  COORDINATOR,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  REVIEWER,
  WIDER,
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

/** Asks for a little of everything of a review. */
export const QUERY = `query Gates($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) {
    subjects { ref name returns { agency
      name
      ethnicity { assertion addenda { recordedOn text } description }
      health { assertion addenda { recordedOn text } description } } }
    disclosure { category agency outcome reason }
  }
}`;

/** A party to an agreement; without a date it has not signed. */
export const party = (
  agency: string,
  signedOn: string | null = '2025-01-01',
): Readonly<Record<string, unknown>> => ({
  agency,
  name: agency,
  class: 'PARTNER',
  status: signedOn === null ? 'SENT' : 'SIGNED',
  signedOn,
  position: signedOn === null ? null : 'Director',
});

/** An agreement that every agency of the fixture has signed. */
export const agreement = (
  some: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  kind: 'ISA',
  title: 'Agreement of the tests',
  firstSignature: '2025-01-01',
  reviewDueOn: null,
  overdueEffect: 'WARN',
  terminatedOn: null,
  parties: [COORDINATOR, OWN, OTHER, WIDER, REVIEWER].map((agency) => party(agency)),
  ...some,
});

/** ISO 8601 date. */
export const daysFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The values of one category that the other agency returned. */
export async function returned(
  caller: Caller,
  id: string,
  category: 'health' | 'ethnicity',
): Promise<unknown> {
  const answer = await caller(QUERY, { id, purpose: PURPOSE });
  expect(answer.errors).toEqual([]);
  const subjects = listAt(answer.data, 'review', 'subjects');
  if (subjects.length === 0) return null;
  return at(
    listAt(subjects[0], 'returns').find((part) => at(part, 'agency') === OTHER),
    category,
  );
}

/** The reasons of a disclosure list, each once. */
export async function reasons(caller: Caller, id: string, purpose = PURPOSE): Promise<readonly string[]> {
  const answer = await caller(QUERY, { id, purpose });
  const entries = listAt(answer.data, 'review', 'disclosure');
  return [...new Set(entries.map((entry) => String(at(entry, 'reason'))))];
}

let keys = 0;

/** Makes a change by the mutation of that name. */
export function change(
  caller: Caller,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<GraphQLAnswer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation Change($input: ${type}!) { ${name}(input: $input) { auditEventId } }`;
  return caller(query, { input: { idempotencyKey: `gates-key-${String((keys += 1))}`, ...input } });
}

/** A gateway whose one pack can be changed while it runs, with two agencies that answer. */
export interface GatedService {
  readonly service: ServiceGateway;
  readonly policies: PolicyFolder;
  readonly agencies: readonly Subgraph[];
  /** A user of an agency that participates, and the coordinator. */
  readonly own: Caller;
  readonly coordinator: Caller;
  /** Puts the baseline pack with these changes in force. */
  usePack(changes: PackChanges): Promise<void>;
  /** The id of a new review that gathers, and says from when to when it looks unless told not to. */
  gathering(options?: { readonly period: null }): Promise<string>;
  close(): Promise<void>;
}

/** @param source what an agency holds; every value of it says where it came from where nothing else is given. */
export async function startGatedService(
  environment: Readonly<Record<string, string>> = {},
  source: (agency: string) => AgencySource = canarySource,
): Promise<GatedService> {
  const policies = await makePolicyFolder('baseline');
  const service = await startServiceGateway({
    environment: { GATEWAY_POLICY_FOLDER: policies.path, ...environment },
  });
  const agencies = await Promise.all([
    serveAgency(source(OWN), service.gateway),
    serveAgency(source(OTHER), service.gateway),
  ]);
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0].url, [OTHER]: agencies[1].url });
  return {
    service,
    policies,
    agencies,
    own: await service.as({ user: 'own', agency: OWN, roles: ['AGENCY_CONTACT'] }),
    coordinator: await service.as({ user: 'coordinator', agency: COORDINATOR, roles: ['COORDINATOR'] }),
    async usePack(changes) {
      await policies.write(changes);
      if (!service.gateway.reloadPacks()) throw new Error(service.log.slice(-1).join(''));
    },
    async gathering(options) {
      const { reviewId } = await openFixtureReview(register, {
        pack: 'baseline',
        type: PURPOSE,
        state: 'GATHERING',
        ...options,
      });
      return reviewId;
    },
    async close() {
      await service.close();
      await Promise.all(agencies.map((agency) => agency.close()));
      await policies.remove();
    },
  };
}
