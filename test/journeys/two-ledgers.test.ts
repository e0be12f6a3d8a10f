import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDisclosureLedger, type DisclosureLedger } from '../../adapters/shared/disclosure-ledger';
import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { systemClock, systemRandomness } from '../../src/config/system';
import { GRANT_ISSUER } from '../../src/domain/disclosure-grant';
import type { AgencyId, AuditEventId, RecordHandle } from '../../src/domain/ids';
import { GRANT_KEY_FILE, openGrantIssuer, openGrantKeys } from '../../src/grants';
import { run, type Outcome } from '../cli/terminal-double';
import { serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { tree } from '../support/grants';
import { COORDINATOR, openFixtureReview, OTHER, OWN, registerAgencies } from '../support/review-fixture';
import {
  at,
  listAt,
  startServiceGateway,
  type GraphQLAnswer,
  type ServiceGateway,
} from '../support/service-gateway';

const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

/** An agency in a process of its own that begins an answer and never ends it. */
const HALF_AN_ANSWER = `
  const server = require('node:http').createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"data":{"_entities":[{"handle":"rec-${OTHER}","name":"cnry.leak');
    process.stdout.write('asked\\n');
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\\n'));
`;

let service: ServiceGateway;
let own: Subgraph;
let ledger: DisclosureLedger;
let agencyProcess: ChildProcess;
let folder: string;
let keyFolder: string;
let reviewId: string;
let said = '';

const until = async (text: RegExp): Promise<string> => {
  for (;;) {
    const [, found] = text.exec(said) ?? [];
    if (found !== undefined) return found;
    await new Promise((resolve) => agencyProcess.stdout?.once('data', resolve));
  }
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'two-ledgers-'));
  keyFolder = join(folder, 'keys');
  service = await startServiceGateway({
    environment: { GATEWAY_KEY_FOLDER: keyFolder, GATEWAY_AGENCY_DEADLINE_MS: '20000' },
  });
  ledger = await openDisclosureLedger({
    file: join(folder, 'own.jsonl'),
    agency: OWN as AgencyId,
    clock: systemClock,
  });
  own = await serveCanaryAgency(OWN, service.gateway, ledger);
  agencyProcess = spawn(process.execPath, ['-e', HALF_AN_ANSWER], { stdio: ['ignore', 'pipe', 'inherit'] });
  agencyProcess.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const port = await until(/^(\d+)\n/);
  await registerAgencies(service.gateway.register, {
    [OWN]: own.url,
    [OTHER]: `http://127.0.0.1:${port}/graphql`,
  });
  const fixture = { pack: 'baseline', type: PURPOSE, state: 'GATHERING' } as const;
  reviewId = (await openFixtureReview(service.gateway.register, fixture)).reviewId;
}, 240_000);

afterAll(async () => {
  agencyProcess.kill('SIGKILL');
  await service.close();
  await own.close();
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(): Promise<GraphQLAnswer> {
  const coordinator = await service.as({ user: 'c', agency: COORDINATOR, roles: ['COORDINATOR'] });
  return coordinator(FULL_QUERY, { id: reviewId, purpose: PURPOSE });
}

const reconcile = (agency: string, file: string): Promise<Outcome> =>
  run(['audit', 'reconcile', '--agency', agency, '--ledger', file, '--json'], {
    DATABASE_URL: service.database.url,
    GATEWAY_KEY_FOLDER: keyFolder,
  });

describe('two ledgers of one disclosure', () => {
  it("killing an agency's process in the middle of its answer changes its own status and nothing else", async () => {
    const asking = ask();
    await until(/(asked)/);
    agencyProcess.kill('SIGKILL');
    const answer = await asking;
    const returns = listAt(answer.data, 'review', 'subjects', 0, 'returns');
    expect(answer.errors).toEqual([]);
    expect(returns.map((part) => [at(part, 'agency'), at(part, 'status')])).toEqual(
      expect.arrayContaining([
        [OWN, 'OK'],
        [OTHER, 'UNAVAILABLE'],
      ]),
    );
    expect(answer.text).not.toContain('cnry.leak');
  });

  it('tell the same of each request, field by field and count by count', async () => {
    await ask();
    const { code, out } = await reconcile(OWN, join(folder, 'own.jsonl'));
    expect(JSON.parse(out)).toMatchObject({
      agency: OWN,
      lines: 2,
      matched: 2,
      brokenAt: null,
      differences: [],
    });
    expect(code).toBe(0);
  });

  it('differ where the agency answered a grant that our log does not tell of', async () => {
    const ports = { clock: systemClock, randomness: systemRandomness };
    const keys = await openGrantKeys({ file: join(keyFolder, GRANT_KEY_FILE), ...ports });
    const event = systemRandomness.uuid(new Date()) as AuditEventId;
    const { token } = await openGrantIssuer({ keys, issuer: GRANT_ISSUER, ...ports }).issue({
      agency: OWN as AgencyId,
      event,
      review: reviewId,
      purpose: PURPOSE,
      recipient: { agency: COORDINATOR as AgencyId, standing: 'COORDINATOR' },
      fields: tree('name'),
      handles: [`rec-${OWN}` as RecordHandle],
      period: null,
      pack: { key: 'baseline', version: '1', digest: 'd' },
    });
    const query = `{ _entities(representations: [{ __typename: "Subject", handle: "rec-${OWN}" }]) { ... on Subject { name } } }`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(own.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(response.status).toBe(200);
    const { code, out } = await reconcile(OWN, join(folder, 'own.jsonl'));
    expect(JSON.parse(out)).toMatchObject({ differences: [{ kind: 'NOT_IN_OUR_LOG', event, line: 3 }] });
    expect(code).toBe(1);
  });

  it('differ where a line of the agency is missing or changed', async () => {
    const text = await readFile(join(folder, 'own.jsonl'), 'utf8');
    const lines = text.trimEnd().split('\n');
    const short = join(folder, 'short.jsonl');
    await writeFile(short, `${lines[0] ?? ''}\n`);
    const missing = await reconcile(OWN, short);
    expect(JSON.parse(missing.out)).toMatchObject({ matched: 1, differences: [{ kind: 'NOT_IN_LEDGER' }] });
    await writeFile(short, text.replace('"ANSWERED"', '"FAILED"'));
    const changed = await reconcile(OWN, short);
    expect([changed.code, JSON.parse(changed.out)]).toMatchObject([1, { brokenAt: 1 }]);
    expect((await reconcile(OTHER, join(folder, 'own.jsonl'))).code).toBe(2);
  });

  it('rest on keys that the gateway publishes, and that an operator may rotate on the record', async () => {
    const settings = { DATABASE_URL: service.database.url, GATEWAY_KEY_FOLDER: keyFolder };
    const tooEarly = await run(['grant', 'rotate-key', '--by', 'custodian'], settings);
    expect(tooEarly).toMatchObject({ code: 2, err: expect.stringContaining('ten minutes') as unknown });
    const rotate = ['grant', 'rotate-key', '--by', 'custodian', '--compromised'];
    expect((await run(rotate, settings)).code).toBe(0);
    const published = await (await fetch(`${service.gateway.url}/.well-known/jwks.json`)).text();
    expect(JSON.parse((await run(['grant', 'keys'], settings)).out)).toEqual(JSON.parse(published));
    expect(listAt(JSON.parse(published), 'keys')).toHaveLength(2);
    expect(published).not.toContain('"d"');
    const { events } = await service.gateway.audit.page({ action: 'ROTATE_KEY' }, { first: 5 });
    expect(events.map(({ event }) => event.details['of'])).toEqual(['disclosure grants']);
    // An agency looks at the published keys again once its last look is a while ago.
    const statuses: unknown[] = [];
    for (let tries = 0; tries < 10 && !statuses.includes('OK'); tries += 1) {
      const returns = listAt((await ask()).data, 'review', 'subjects', 0, 'returns');
      statuses.push(...returns.map((part) => at(part, 'status')));
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(statuses).toContain('OK');
  });
});
