import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeAuthority } from '../support/certificates';
import { failToStart } from '../support/gateway-process';

let folder: string;
let service: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'review-gateway-unstarted-'));
  service = {
    GATEWAY_MODE: 'service',
    GATEWAY_DATA_FOLDER: join(folder, 'data'),
    GATEWAY_KEY_FOLDER: join(folder, 'keys'),
    GATEWAY_KEY_PASSPHRASE: 'a passphrase of the tests',
    // Nothing listens there: a gateway that got as far as its database would say so.
    DATABASE_URL: 'postgres://127.0.0.1:1/nowhere',
    GATEWAY_TOKEN_ISSUER: 'https://issuer.test',
    GATEWAY_TOKEN_AUDIENCE: 'gateway',
    GATEWAY_TOKEN_JWKS_URL: 'https://issuer.test/jwks',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts in vain: what was said after the code, line by line. */
async function faultsOf(environment: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { code, errors } = await failToStart({ ...service, ...environment });
  expect(code).toBe(2);
  expect([existsSync(join(folder, 'data')), existsSync(join(folder, 'keys'))]).toEqual([false, false]);
  const [first = '', ...faults] = errors.trim().split('\n');
  expect(first).toBe('CONFIG_INVALID: Mend the configuration.');
  return faults;
}

describe('a gateway whose configuration is wrong ends before it has made or opened anything', () => {
  it('and names what is malformed, unknown and contradictory at once', async () => {
    const faults = await faultsOf({
      PORT: 'http',
      GATEWAY_TOKEN_ISSUER: 'ftp://issuer.test',
      GATEWAY_TOKEN_BINDING: 'required',
      GATEWAY_UNHEARD_OF: '1',
      GATEWAY_TLS_KEY_FILE: 'key.pem',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'GATEWAY_TLS_CERT_FILE',
      'GATEWAY_TOKEN_BINDING',
      'GATEWAY_TOKEN_ISSUER',
      'GATEWAY_UNHEARD_OF',
      'PORT',
    ]);
  });

  it('and names a file of its TLS that is not there, or does not go with the other', async () => {
    const [one, other] = await Promise.all([makeAuthority(), makeAuthority()]);
    const [own, foreign] = await Promise.all([one.issue(), other.issue()]);
    const tls = { GATEWAY_TLS_CERT_FILE: own.certificateFile, GATEWAY_TLS_KEY_FILE: own.keyFile };
    const absent = { ...tls, GATEWAY_TLS_KEY_FILE: join(folder, 'absent.pem') };
    expect(await faultsOf(absent)).toEqual(['GATEWAY_TLS_KEY_FILE: the file cannot be read']);
    const mixed = await faultsOf({ ...tls, GATEWAY_TLS_KEY_FILE: foreign.keyFile });
    expect(mixed).toEqual([expect.stringMatching(/^GATEWAY_TLS_CERT_FILE: /)]);
    const garbage = join(folder, 'garbage.pem');
    await writeFile(garbage, 'no certificate');
    const unreadable = await faultsOf({ ...tls, GATEWAY_TLS_CERT_FILE: garbage });
    expect(unreadable).toEqual([expect.stringMatching(/^GATEWAY_TLS_CERT_FILE: /)]);
  }, 240_000);
});
