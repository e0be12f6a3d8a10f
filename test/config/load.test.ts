import { loadConfig } from '../../src/config/load';
import { isGatewayError } from '../../src/errors/gateway-error';

const SERVICE = {
  GATEWAY_MODE: 'service',
  DATABASE_URL: 'postgres://localhost/gateway',
  GATEWAY_KEY_PASSPHRASE: 'passphrase',
  GATEWAY_TOKEN_ISSUER: 'https://issuer.test',
  GATEWAY_TOKEN_AUDIENCE: 'gateway',
  GATEWAY_TOKEN_JWKS_URL: 'https://issuer.test/jwks',
};

function faultsOf(environment: Readonly<Record<string, string>>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (isGatewayError(error, 'CONFIG_INVALID')) return error.detail ?? '';
    throw error;
  }
  return '';
}

describe('loadConfig', () => {
  it('needs nothing for a demo on loopback, and is frozen', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ demo: true, host: '127.0.0.1', port: 4000, databaseUrl: undefined });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('accepts a service that is whole', () => {
    expect(loadConfig({ ...SERVICE, NODE_ENV: 'production', GATEWAY_HOST: '0.0.0.0' })).toMatchObject({
      demo: false,
      production: true,
      token: { issuer: 'https://issuer.test' },
    });
  });

  it('refuses a demo in production and on any address but loopback, both at once', () => {
    const faults = faultsOf({ NODE_ENV: 'production', GATEWAY_HOST: '0.0.0.0' });
    expect(faults).toMatch(/^GATEWAY_HOST: .*loopback/m);
    expect(faults).toMatch(/^GATEWAY_MODE: .*production/m);
  });

  it.each(Object.keys(SERVICE).filter((name) => name !== 'GATEWAY_MODE'))(
    'refuses a service without %s',
    (name) => {
      const environment: Record<string, string> = { ...SERVICE };
      Reflect.deleteProperty(environment, name);
      expect(faultsOf(environment)).toBe(`${name}: a service needs it`);
    },
  );

  it('takes a key management service in the place of a passphrase, whole and by https', () => {
    const { GATEWAY_KEY_PASSPHRASE: _none, ...service } = SERVICE;
    const kms = {
      GATEWAY_KMS_URL: 'https://kms.test/v1/transit',
      GATEWAY_KMS_KEY: 'review-keys',
      GATEWAY_KMS_TOKEN_FILE: 'kms-token',
    };
    expect(loadConfig({ ...service, ...kms }).kms).toMatchObject({ key: 'review-keys' });
    expect(faultsOf({ ...service, GATEWAY_KMS_URL: kms.GATEWAY_KMS_URL })).toBe(
      'GATEWAY_KMS_KEY: GATEWAY_KMS_URL needs it\nGATEWAY_KMS_TOKEN_FILE: GATEWAY_KMS_URL needs it',
    );
    expect(faultsOf({ ...SERVICE, GATEWAY_KMS_KEY: 'x' })).toContain('GATEWAY_KMS_URL is not set');
    expect(faultsOf({ ...service, ...kms, GATEWAY_KMS_URL: 'http://kms.test/v1' })).toContain('https only');
  });

  it('refuses a mistyped setting instead of taking its default', () => {
    expect(faultsOf({ GATEWAY_RATE_LIMIT: '5' })).toContain('GATEWAY_RATE_LIMIT: not a setting');
  });

  it('names every fault at once and repeats no value', () => {
    const faults = faultsOf({
      PORT: 'secret-port',
      GATEWAY_AGENCY_DEADLINE_MS: '-1',
      GATEWAY_LOG_LEVEL: 'loud-secret',
    });
    for (const name of ['PORT', 'GATEWAY_AGENCY_DEADLINE_MS', 'GATEWAY_LOG_LEVEL'])
      expect(faults).toContain(name);
    expect(faults).not.toContain('secret');
  });

  it('leaves settings of other programs alone', () => {
    expect(() => loadConfig({ PATH: '/bin', HOME: '/nowhere' })).not.toThrow();
  });
});
