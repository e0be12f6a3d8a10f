import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { existingSigningKeys, openAuditLog, SIGNING_KEY_FILE } from '../../src/audit';
import { systemClock, systemRandomness } from '../../src/config/system';
import { openStore, type Store } from '../../src/store';
import { createDatabase, type TestDatabase } from '../support/database';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import { at } from '../support/service-gateway';

/** How often the gateway is killed; 200 on demand, a few every time. */
const ROUNDS = Number(process.env['AUDIT_KILL_ROUNDS'] ?? '3');
const WORKERS = 6;
const LONGEST_LIFE_MS = 1_500;
const ROUND_LIMIT_MS = 60_000;

/** What clients were told; kept over all rounds. */
interface Told {
  readonly events: Set<string>;
  readonly reviews: Set<string>;
}

interface Question {
  readonly persona: string;
  readonly query: string;
}

let folder: string;
let database: TestDatabase;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  [database, folder] = await Promise.all([createDatabase(), mkdtemp(join(tmpdir(), 'review-gateway-kill-'))]);
  environment = {
    DATABASE_URL: database.url,
    GATEWAY_DATA_FOLDER: join(folder, 'data'),
    GATEWAY_KEY_FOLDER: join(folder, 'keys'),
    GATEWAY_RATE_LIMIT_PER_MINUTE: '1000000',
    GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: '1000000',
    GATEWAY_LOG_LEVEL: 'info',
  };
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const questions = ([gathering, open]: readonly string[]): readonly Question[] => [
  {
    persona: 'nhs-trust',
    query: `{ review(id: "${gathering ?? ''}", purpose: CHILD_SAFEGUARDING_PRACTICE_REVIEW) {
      subjects { ref returns { agency status health { description assertion addenda { text } } } } } }`,
  },
  {
    persona: 'housing',
    query: `{ review(id: "${open ?? ''}", purpose: CONTACT_CHECK) { subjects { ref name dateOfBirth } } }`,
  },
];

const openReview = (): Question => ({
  persona: 'coordinator',
  query: `mutation { openReview(input: { idempotencyKey: "${randomUUID()}", type: RAPID_REVIEW,
    reference: "KILL-${randomBytes(4).readUInt32BE().toString(36)}" }) { reviewId auditEventId } }`,
});

async function getJson(gateway: GatewayProcess, path: string): Promise<unknown> {
  return (await fetch(`${gateway.url}${path}`)).json();
}

async function tokensOf(gateway: GatewayProcess): Promise<ReadonlyMap<string, string>> {
  const personas = ['nhs-trust', 'housing', 'coordinator'];
  const tokens = personas.map(async (persona): Promise<[string, string]> => {
    return [persona, String(at(await getJson(gateway, `/demo/token?persona=${persona}`), 'token'))];
  });
  return new Map(await Promise.all(tokens));
}

/** Every byte of an answer that arrived, whether or not it came to its end. */
async function receive(url: string, token: string, query: string): Promise<string> {
  let text = '';
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
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
  const tokens = await tokensOf(gateway);
  const reviews = ((await getJson(gateway, '/demo/reviews')) as { readonly id: string }[]).map(
    ({ id }) => id,
  );
  let over = false;
  const work = async (worker: number): Promise<void> => {
    for (let turn = worker; !over; turn += 1) {
      const { persona, query } = [...questions(reviews), openReview()][turn % 3]!;
      const text = await receive(gateway.url, tokens.get(persona) ?? '', query);
      for (const [, event] of text.matchAll(/"auditEventId":"([^"]+)"/g)) told.events.add(event ?? '');
      for (const [, review] of text.matchAll(/"reviewId":"([^"]+)"/g)) told.reviews.add(review ?? '');
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
      const told: Told = { events: new Set(), reviews: new Set() };
      for (let round = 1; round <= ROUNDS; round += 1) {
        const before = told.events.size;
        const gateway = await startGatewayProcess(environment);
        const { killed } = await load(gateway, told);
        // At least one answer, so that no round proves nothing; then any moment.
        while (told.events.size === before) await new Promise((resolve) => setTimeout(resolve, 5));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_LIFE_MS));
        expect(await gateway.end('SIGKILL')).toBe('SIGKILL');
        await killed();
      }
      const store = await openStore({ databaseUrl: database.url });
      try {
        expect(await missing(store, told)).toEqual([]);
        expect(told.reviews.size).toBeGreaterThan(0);
        const ports = { clock: systemClock, randomness: systemRandomness };
        const signingKeys = await existingSigningKeys({
          file: join(folder, 'keys', SIGNING_KEY_FILE),
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
