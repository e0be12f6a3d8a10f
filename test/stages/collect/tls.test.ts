import { openConnections } from '../../../src/stages/collect';
import { makeAuthority, type Issued, type TestAuthority } from '../../support/certificates';
import { good, openTestCollect, startAgency, statuses, type TestAgency } from './support';

let authority: TestAuthority;
let stranger: TestAuthority;
let own: Issued;
const agencies: TestAgency[] = [];

beforeAll(async () => {
  [authority, stranger] = await Promise.all([makeAuthority(), makeAuthority()]);
  own = await authority.issue();
});
afterAll(() => agencies.forEach((agency) => agency.close()));

async function agency(id: string, shown: Issued, ask?: TestAuthority): Promise<TestAgency> {
  const mutual = ask && { requestCert: true, rejectUnauthorized: true, ca: ask.certificate };
  const tls = { cert: shown.certificate, key: shown.key, ...mutual };
  const started = await startAgency(id, { listener: good, tls });
  agencies.push(started);
  return started;
}

async function status(one: TestAgency, options: Parameters<typeof openTestCollect>[0] = {}): Promise<string> {
  const { run, connections } = await openTestCollect(options);
  const [result = ''] = statuses(await run([one]));
  await connections.close();
  return result;
}

describe('an agency over TLS', () => {
  it('is believed on the word of the authority that the register names for it, and of no other', async () => {
    const one = await agency('one', own);
    expect(await status(one)).toBe('UNAVAILABLE');
    expect(await status(one, { authorities: { one: authority.certificate } })).toBe('OK');
    expect(await status(one, { authorities: { one: stranger.certificate } })).toBe('UNAVAILABLE');
    expect(await status(one, { authorities: { two: authority.certificate } })).toBe('UNAVAILABLE');
    expect(one.requests).toHaveLength(1);
  });

  it('is not believed under another name than its own, or where it speaks no TLS', async () => {
    const elsewhere = await agency('elsewhere', await authority.issue('DNS:elsewhere.invalid'));
    expect(await status(elsewhere, { authorities: { elsewhere: authority.certificate } })).toBe(
      'UNAVAILABLE',
    );
    const plain = await startAgency('plain', { listener: good });
    agencies.push(plain);
    plain.url.protocol = 'https:';
    expect(await status(plain, { authorities: { plain: authority.certificate } })).toBe('UNAVAILABLE');
    expect([elsewhere.requests, plain.requests]).toEqual([[], []]);
  });

  it('that asks for a certificate is shown the one of the gateway', async () => {
    const mutual = await agency('mutual', own, stranger);
    const { certificate, key } = await stranger.issue();
    const authorities = authority.certificate;
    const anonymous = openConnections({ timeoutMs: 5_000, authorities });
    expect(await status(mutual, { connections: anonymous })).toBe('UNAVAILABLE');
    const shown = openConnections({ timeoutMs: 5_000, authorities, certificate, privateKey: key });
    expect(await status(mutual, { connections: shown })).toBe('OK');
    expect(mutual.requests).toHaveLength(1);
  });
});
