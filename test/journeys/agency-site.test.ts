import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AgencyId, RecordHandle } from '../../src/domain/ids';
import { readLedger, type LedgerLine } from '../../src/domain/disclosure-ledger';
import { packageRoot } from '../../src/config/package-root';
import { run, type Outcome } from '../cli/terminal-double';
import { makeAuthority } from '../support/certificates';
import { openTestGrants, tree, type TestGrants } from '../support/grants';
import { COORDINATOR, registerAgencies } from '../support/review-fixture';
import { serveAdapter, type ServedAdapter } from '../support/served-adapter';
import { startServiceGateway, type ServiceGateway } from '../support/service-gateway';

const AGENCY = 'example-housing' as AgencyId;
const SECRET = { EXAMPLE_HANDLE_SECRET: 'a secret of at least sixteen bytes' };
const PERSON = { names: ['Test Tenant'], dateOfBirth: '1990-02-03', addresses: [] };
const NOBODY = { names: ['Quill Underwater'], dateOfBirth: '1971-11-30', addresses: [] };

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A copy of the example in a folder of its own, which verifies grants with those keys. */
function site(keys: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'agency-site-'));
  folders.push(folder);
  cpSync(join(packageRoot(), 'docs/examples/adapter-files'), folder, { recursive: true });
  const lines = [
    'agency: example-housing',
    'residency: UK',
    'adapter: files',
    'source: { form: tenancy, path: tenancies.json, watch: true }',
    'handles: { env: EXAMPLE_HANDLE_SECRET }',
    'dataMap: example-housing.yaml',
    `gateway: { keys: ${keys} }`,
    'serve: { staffDesk: true }',
    'matching: { searched: Tenancies since 2010, acceptsMachineNil: true, people: 2000 }',
  ];
  writeFileSync(join(folder, 'agency.yaml'), lines.join('\n'));
  return folder;
}

const ledgerOf = (folder: string): readonly LedgerLine[] => {
  const { lines, brokenAt } = readLedger(readFileSync(join(folder, 'disclosure-ledger.jsonl'), 'utf8'));
  expect(brokenAt).toBeNull();
  return lines;
};

async function handleOf(served: ServedAdapter, name: string): Promise<RecordHandle | undefined> {
  const response = await fetch(new URL(`/records?name=${name}`, served.url));
  return ((await response.json()) as { readonly handle: RecordHandle }[])[0]?.handle;
}

async function propose(served: ServedAdapter, person: unknown): Promise<unknown> {
  const body = JSON.stringify(person);
  return (await fetch(new URL('/contact-proposals', served.url), { method: 'POST', body })).json();
}

async function ask(
  served: ServedAdapter,
  { handle, token }: { readonly handle: RecordHandle; readonly token?: string },
): Promise<{ readonly status: number; readonly text: string }> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Subject { name } } }`;
  const response = await fetch(served.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables: { r: [{ __typename: 'Subject', handle }] } }),
  });
  return { status: response.status, text: await response.text() };
}

describe('an adapter that is served at the agency’s site', () => {
  let grants: TestGrants;
  let folder: string;
  let served: ServedAdapter;
  let handle: RecordHandle;

  beforeAll(async () => {
    grants = await openTestGrants();
    folder = site('{ file: keys.json }');
    writeFileSync(join(folder, 'keys.json'), JSON.stringify(await grants.keys.jwks()));
    served = await serveAdapter(join(folder, 'agency.yaml'), SECRET);
    handle = (await handleOf(served, 'Tenant')) ?? ('none' as RecordHandle);
  }, 240_000);
  afterAll(async () => {
    expect(await served.stop()).toBe(0);
  });

  it('refuses who brings no grant, answers one with a grant, and keeps its ledger', async () => {
    const refused = await ask(served, { handle });
    expect(refused.text).toContain('GRANT_REFUSED');
    expect(refused.text).not.toContain('Tenant');
    const token = await grants.grant({ agency: AGENCY, handles: [handle], fields: tree('name') });
    expect((await ask(served, { handle, token })).text).toContain('Test Tenant');
    expect((await ask(served, { handle, token })).text).toContain('GRANT_REFUSED');
    expect(
      ledgerOf(folder).map(({ outcome, reason, unverified }) => ({ outcome, reason, unverified })),
    ).toEqual([
      { outcome: 'ANSWERED', reason: null, unverified: 1 },
      { outcome: 'REFUSED', reason: 'REPLAYED', unverified: 0 },
    ]);
  });

  it('proposes answers to its own staff, and NOT_KNOWN by machine as the agency has declared', async () => {
    await expect(propose(served, PERSON)).resolves.toMatchObject({ outcome: 'KNOWN', needsPerson: true });
    await expect(propose(served, NOBODY)).resolves.toMatchObject({
      outcome: 'NOT_KNOWN',
      needsPerson: false,
    });
  });

  it('takes a new file into use and says so, and says why it refuses one', async () => {
    const file = join(folder, 'tenancies.json');
    const put = (text: string): void => {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    };
    const before = readFileSync(file, 'utf8');
    put(before.replace('"T1"', '"T2"').replace('"Tenant"', '"Newcomer"').replace('["T1"]', '["T2"]'));
    await served.prints(/example-housing: new files are in use\./);
    expect(await handleOf(served, 'Newcomer')).not.toBe(handle);
    put('{ "tenants": ');
    await served.prints(/example-housing: new files are refused, mend them: .*cannot be read/);
  }, 60_000);
});

describe('an adapter that keeps a copy of the published keys', () => {
  it('answers grants of the next key without asking for keys again, and still those of the old one', async () => {
    let behind = 11 * 60_000;
    const grants = await openTestGrants({ now: () => new Date(Date.now() - behind) });
    behind = 0;
    const published = JSON.stringify(await grants.keys.jwks());
    let asked = 0;
    const gateway = createServer((_request, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json').end(published);
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    const { port } = gateway.address() as AddressInfo;
    const folder = site(`{ url: 'http://127.0.0.1:${port}/.well-known/jwks.json' }`);
    const served = await serveAdapter(join(folder, 'agency.yaml'), SECRET);
    const handle = (await handleOf(served, 'Tenant')) ?? ('none' as RecordHandle);
    const grant = (): Promise<string> =>
      grants.grant({ agency: AGENCY, handles: [handle], fields: tree('name') });
    expect((await ask(served, { handle, token: await grant() })).status).toBe(200);
    const underTheOldKey = await grant();
    // The keys cannot be read any more: what the adapter knows of the new one, it knows from before.
    gateway.closeAllConnections();
    gateway.close();
    await grants.keys.rotate({ record: () => Promise.resolve() });
    expect((await ask(served, { handle, token: await grant() })).status).toBe(200);
    expect((await ask(served, { handle, token: underTheOldKey })).status).toBe(200);
    await grants.keys.rotate({ record: () => Promise.resolve(), compromised: true });
    expect((await ask(served, { handle, token: await grant() })).status).toBe(401);
    expect(asked).toBe(1);
    expect(await served.stop()).toBe(0);
  }, 60_000);
});

describe('the commands of an agency', () => {
  let service: ServiceGateway;
  let served: ServedAdapter;
  let folder: string;

  beforeAll(async () => {
    service = await startServiceGateway();
    await registerAgencies(service.gateway.register, {});
    folder = site(`{ url: '${service.gateway.url}/.well-known/jwks.json' }`);
    served = await serveAdapter(join(folder, 'agency.yaml'), SECRET);
    const claims = { user: 'c', agency: COORDINATOR, roles: ['COORDINATOR'] };
    writeFileSync(join(folder, 'token.txt'), await service.issuer.token(claims));
  }, 240_000);
  afterAll(async () => {
    await served.stop();
    await service.close();
  });

  const agency = (...args: readonly string[]): Promise<Outcome> => {
    const session = ['--gateway', service.gateway.url, '--token-file', join(folder, 'token.txt')];
    return run(['agency', ...args, ...session], service.environment);
  };
  const listed = async (): Promise<unknown> => {
    const { out } = await agency('list', '--json');
    return (JSON.parse(out) as { readonly id: string }[]).find(({ id }) => id === AGENCY);
  };

  it('register it with a service, list it, give it another authority and take it off', async () => {
    const handle = (await handleOf(served, 'Tenant')) ?? '';
    const words = ['add', served.url, '--id', AGENCY, '--handle', handle, '--residency'];
    const abroad = await agency(...words, 'FR');
    expect(abroad).toMatchObject({ code: 1, err: '' });
    expect(abroad.out).toContain(`${AGENCY} is not registered.`);
    const added = await agency(...words, 'UK');
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(added.out).toContain(`${AGENCY} is registered. It is asked for `);
    expect(await listed()).toMatchObject({ endpoint: served.url, authorityFingerprint: null });

    const { file } = await makeAuthority();
    const rotated = await agency('rotate-key', AGENCY, file);
    const fingerprint = /by (\S+) alone/.exec(rotated.out)?.[1];
    expect(fingerprint).toBeDefined();
    expect(await listed()).toMatchObject({ authorityFingerprint: fingerprint });

    expect(await agency('remove', AGENCY)).toMatchObject({
      code: 0,
      out: `${AGENCY} is off the register.\n`,
    });
    expect(await listed()).not.toMatchObject({ state: 'ACTIVE' });
  }, 60_000);

  it('leave lines of checks in the agency’s ledger, which the two ledgers do not differ by', async () => {
    const lines = ledgerOf(folder).filter(({ outcome }) => outcome !== 'REFUSED');
    expect(lines.length).toBeGreaterThan(0);
    const ledger = join(folder, 'disclosure-ledger.jsonl');
    const { code, out } = await run(
      ['audit', 'reconcile', '--agency', AGENCY, '--ledger', ledger, '--json'],
      service.environment,
    );
    expect(JSON.parse(out)).toMatchObject({ matched: 0, checks: { lines: lines.length }, differences: [] });
    expect(code).toBe(0);
  });
});
