import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Subgraph } from '../../adapters/shared/subgraph-server';
import { serveCanaryAgency } from '../support/canary-agency';
import { FULL_QUERY } from '../support/full-query';
import { auditorOf, type TestClaims } from '../support/issuer';
import { IDENTITY, openFixtureReview, OTHER, OWN, registerAgencies } from '../support/review-fixture';
import { at, startServiceGateway, type ServiceGateway } from '../support/service-gateway';
import { run, type Outcome } from './terminal-double';

const LOG = 'partnership-baseline';
const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

let service: ServiceGateway;
let agencies: readonly Subgraph[];
let folder: string;

beforeAll(async () => {
  [service, folder] = await Promise.all([
    startServiceGateway(),
    mkdtemp(join(tmpdir(), 'review-gateway-subject-')),
  ]);
  agencies = await Promise.all([OWN, OTHER].map((agency) => serveCanaryAgency(agency, service.gateway)));
  const { register } = service.gateway;
  await registerAgencies(register, { [OWN]: agencies[0]?.url ?? '', [OTHER]: agencies[1]?.url ?? '' });
  const review = await openFixtureReview(register, { pack: 'baseline', type: PURPOSE, state: 'GATHERING' });
  const nurse = await service.as({ user: 'nurse', agency: OWN, roles: ['AGENCY_CONTACT'] });
  await nurse(FULL_QUERY, { id: review.reviewId, purpose: PURPOSE });
  const { name, dateOfBirth } = IDENTITY;
  await writeFile(file('person'), JSON.stringify({ name, dateOfBirth }));
  await signIn('first', auditorOf(LOG));
  await signIn('second', { ...auditorOf(LOG), user: 'guardian' });
  await signIn('elsewhere', { ...auditorOf('partnership-csap'), user: 'stranger' });
}, 240_000);

afterAll(async () => {
  await service.close();
  await Promise.all(agencies.map((agency) => agency.close()));
  await rm(folder, { recursive: true, force: true });
});

const file = (name: string): string => join(folder, name);

async function signIn(name: string, claims: TestClaims): Promise<void> {
  await writeFile(file(name), await service.issuer.token(claims));
}

/** The command, run by whoever that token belongs to. */
const subject = (who: string, ...args: readonly string[]): Promise<Outcome> =>
  run(
    ['audit', 'subject', ...args, '--gateway', service.gateway.url, '--token-file', file(who)],
    service.environment,
  );
const asked = (key: string): readonly string[] => ['--person', file('person'), '--key-file', file(key)];

async function request(key: string): Promise<string> {
  const { code, out } = await subject(
    'first',
    'request',
    '--partnership',
    LOG,
    '--case',
    'DSAR-7',
    ...asked(key),
  );
  expect([code, out]).toEqual([0, expect.stringMatching(/^Request [0-9a-f-]{36}:/)]);
  return out.split(/[ :]/)[1] ?? '';
}

const decide = (who: string, id: string, decision: string): Promise<Outcome> =>
  subject(who, 'decide', '--request', id, '--decision', decision);
const view = (who: string, id: string, key: string): Promise<Outcome> =>
  subject(who, 'view', '--request', id, ...asked(key), '--json');

describe('audit subject, on the command line', () => {
  it('takes two auditors, each with a token of their own, and one look', async () => {
    const id = await request('key');
    expect((await stat(file('key'))).mode & 0o777).toBe(0o600);
    const refused = [
      await view('first', id, 'key'),
      await decide('first', id, 'APPROVED'),
      await decide('elsewhere', id, 'APPROVED'),
    ];
    expect(refused.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(refused.map(({ err }) => err.split(':')[0])).toEqual([
      'Wait until a second person has approved the request.\n',
      'Ask another person',
      'Check the id',
    ]);
    expect((await decide('second', id, 'APPROVED')).out).toBe('APPROVED.\n');
    expect((await view('second', id, 'key')).code).toBe(2);
    const { code, out } = await view('first', id, 'key');
    expect(code).toBe(0);
    const seen = JSON.parse(out) as unknown;
    expect(at(seen, 'matches')).toBe(1);
    expect(at(seen, 'disclosures', 0)).toMatchObject({ user: 'nurse', agency: OWN, purpose: PURPOSE });
    expect(out).not.toContain(IDENTITY.name);
    expect((await view('first', id, 'key')).code).toBe(2);
  });

  it('lets nobody look after a refusal, nor at another person than was approved', async () => {
    const refused = await request('refused');
    await decide('second', refused, 'REFUSED');
    expect((await view('first', refused, 'refused')).code).toBe(2);
    const other = await request('other');
    await decide('second', other, 'APPROVED');
    await writeFile(file('person'), JSON.stringify({ name: 'Somebody Else', dateOfBirth: '1990-01-01' }));
    const { code, out } = await view('first', other, 'other');
    expect([code, out]).toEqual([2, '']);
  });

  it('overwrites no key, and says nothing of a file that it cannot read', async () => {
    const before = await readFile(file('key'), 'utf8');
    const again = await subject(
      'first',
      'request',
      '--partnership',
      LOG,
      '--case',
      'DSAR-8',
      ...asked('key'),
    );
    expect([again.code, await readFile(file('key'), 'utf8')]).toEqual([2, before]);
    await writeFile(file('person'), 'Wrenna, 2017');
    const { err } = await subject(
      'first',
      'request',
      '--partnership',
      LOG,
      '--case',
      'DSAR-9',
      ...asked('new'),
    );
    expect(err).toContain('--person names a JSON file');
    expect(err).not.toContain('Wrenna');
  });

  it('puts each step and each refusal on the record, and no name', async () => {
    const { events } = await service.gateway.audit.page({}, { first: 1_000 });
    const steps = events.filter(({ event }) => event.action === 'LOOK_UP_SUBJECT');
    expect(steps.slice(0, 4).map(({ event }) => [event.actor.user, event.details['step']])).toEqual([
      ['auditor', 'REQUESTED'],
      ['guardian', 'APPROVED'],
      ['auditor', 'VIEWED'],
      ['auditor', 'FOUND'],
    ]);
    const codes = events.filter(({ event }) => event.action === 'DENIED').map(({ event }) => event.code);
    expect(codes).toEqual(
      expect.arrayContaining(['APPROVAL_NEEDED', 'SECOND_PERSON_NEEDED', 'REQUEST_OVER']),
    );
    expect(JSON.stringify(events)).not.toContain(IDENTITY.name);
  });
});
