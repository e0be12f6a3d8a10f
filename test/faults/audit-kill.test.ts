import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { existingSigningKeys, openAuditLog, SIGNING_KEY_FILE } from '../../src/audit';
import { systemClock, systemRandomness } from '../../src/config/system';
import { openStore, type Store } from '../../src/store';
import { canariesIn, serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import type { TestClaims } from '../support/issuer';
import {
  COORDINATOR,
  openFixtureReview,
  OTHER,
  OWN,
  registerAgencies,
  WIDER,
} from '../support/review-fixture';
import { startServiceGateway, type ServiceGateway } from '../support/service-gateway';

/** How often the gateway is killed; 200 on demand, a few every time. */
const ROUNDS = Number(process.env['AUDIT_KILL_ROUNDS'] ?? '3');
const WORKERS = 6;
const LONGEST_LIFE_MS = 1_500;
const ROUND_LIMIT_MS = 90_000;

/** What clients were told; kept over all rounds. */
interface Told {
  readonly events: Set<string>;
  readonly reviews: Set<string>;
  /** How many answers held an agency's data. */
  disclosures: number;
}

interface Question {
  readonly by: TestClaims;
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The replica that stays; those that are killed share its database, its keys, its issuer and its agencies. */
let service: ServiceGateway;
let agencies: readonly Subgraph[];
let reviews: Readonly<Record<'gathering' | 'open', string>>;

beforeAll(async () => {
  service = await startServiceGateway({
    environment: {
      GATEWAY_RATE_LIMIT_PER_MINUTE: '1000000',
      GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '1000000',
      GATEWAY_LOG_LEVEL: 'info',
      // A busy machine must not make every agency late here.
      GATEWAY_AGENCY_DEADLINE_MS: '20000',
      GATEWAY_OPERATION_DEADLINE_MS: '30000',
    },
  });
  const { register } = service.gateway;
  agencies = await Promise.all([OWN, OTHER].map((agency) => serveCanaryAgency(agency, service.gateway)));
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  const review = { pack: 'baseline', type: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW' } as const;
  const gathering = await openFixtureReview(register, { ...review, state: 'GATHERING' });
  const open = await openFixtureReview(register, { ...review, state: 'OPEN' });
  reviews = { gathering: gathering.reviewId, open: open.reviewId };
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
});

const questions = (): readonly Question[] => [
  {
    by: { user: 'user-own', agency: OWN, roles: ['AGENCY_CONTACT'] },
    query: FULL_QUERY,
    variables: { id: reviews.gathering, purpose: 'CHILD_SAFEGUARDING_PRACTICE_REVIEW' },
  },
  {
    by: { user: 'user-wider', agency: WIDER, roles: ['AGENCY_CONTACT'] },
    query: FULL_QUERY,
    variables: { id: reviews.open, purpose: 'CONTACT_CHECK' },
  },
  {
    by: { user: 'user-unit', agency: COORDINATOR, roles: ['COORDINATOR'] },
    query: `mutation ($key: String!, $reference: String!) { openReview(input: { idempotencyKey: $key,
      partnershipId: "partnership-baseline", type: RAPID_REVIEW, reference: $reference }) {
      reviewId auditEventId } }`,
    variables: {
      key: randomUUID(),
      reference: `KILL-${randomBytes(4).readUInt32BE().toString(36)}`,
    },
  },
];

/** Every byte of an answer that arrived, whether or not it came to its end. */
async function receive(url: string, token: string, body: Omit<Question, 'by'>): Promise<string> {
  let text = '';
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? [])
      text += decoder.decode(chunk as Uint8Array, { stream: true });
  } catch {
    // The gateway was killed; what arrived counts.
  }
  return text;
}

async function load(gateway: GatewayProcess, told: Told): Promise<{ killed(): Promise<void> }> {
  const tokens = await Promise.all(questions().map(({ by }) => service.issuer.token(by)));
  let over = false;
  const work = async (worker: number): Promise<void> => {
    for (let turn = worker; !over; turn += 1) {
      const which = turn % tokens.length;
      const { query, variables } = questions()[which]!;
      const text = await receive(gateway.url, tokens[which]!, { query, variables });
      for (const [, event] of text.matchAll(/"auditEventId":"([^"]+)"/g)) told.events.add(event ?? '');
      for (const [, review] of text.matchAll(/"reviewId":"([^"]+)"/g)) told.reviews.add(review ?? '');
      if (canariesIn(text).length > 0) told.disclosures += 1;
    }
  };
  const workers = Array.from({ length: WORKERS }, (_, worker) => work(worker));
  return {
    async killed() {
      over = true;
      await Promise.all(workers);
    },
  };
}

/** What clients were told of and the database does not have. */
async function missing({ db }: Store, told: Told): Promise<readonly string[]> {
  const events = await db.selectFrom('audit_event').select('event_id as id').execute();
  const reviews = await db.selectFrom('review').select('id').execute();
  const there = new Set([...events, ...reviews].map(({ id }) => id));
  return [...told.events, ...told.reviews].filter((id) => !there.has(id));
}

describe('a gateway that is killed under load', () => {
  it(
    `has the event of every answer and every change that a client was told of, ${ROUNDS} times`,
    async () => {
      const told: Told = { events: new Set(), reviews: new Set(), disclosures: 0 };
      for (let round = 1; round <= ROUNDS; round += 1) {
        const before = {
          events: told.events.size,
          reviews: told.reviews.size,
          disclosures: told.disclosures,
        };
        const gateway = await startGatewayProcess(service.environment);
        const { killed } = await load(gateway, told);
        // At least one answer of each kind, so that no round proves nothing; then any moment.
        while (
          told.events.size === before.events ||
          told.reviews.size === before.reviews ||
          told.disclosures === before.disclosures
        )
          await new Promise((resolve) => setTimeout(resolve, 5));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_LIFE_MS));
        expect(await gateway.end('SIGKILL')).toBe('SIGKILL');
        await killed();
      }
      const store = await openStore({ databaseUrl: service.database.url });
      try {
        expect(await missing(store, told)).toEqual([]);
        expect(told.reviews.size).toBeGreaterThan(0);
        expect(told.disclosures).toBeGreaterThan(0);
        const ports = { clock: systemClock, randomness: systemRandomness };
        const signingKeys = await existingSigningKeys({
          file: join(service.environment['GATEWAY_KEY_FOLDER'] ?? '', SIGNING_KEY_FILE),
          passphrase: service.environment['GATEWAY_KEY_PASSPHRASE'] ?? null,
          ...ports,
        });
        expect(signingKeys).toBeDefined();
        const log = openAuditLog({ db: store.db, ...ports, ...(signingKeys && { signingKeys }) });
        // What the killed process left without a checkpoint gets one from whoever opens the log next.
        await log.checkpoint();
        const report = await log.verify();
        expect(report).toMatchObject({ ok: true, signaturesChecked: true });
        expect(report.events).toBeGreaterThanOrEqual(told.events.size);
        expect(report.logs.every(({ events, checkpoints }) => events === 0 || checkpoints > 0)).toBe(true);
      } finally {
        await store.close();
      }
    },
    ROUNDS * ROUND_LIMIT_MS,
  );
});
