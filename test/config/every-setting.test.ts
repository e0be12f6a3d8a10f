import { contradictions } from '../../src/config/contradictions';
import { loadConfig } from '../../src/config/load';
import { SETTINGS } from '../../src/config/schema';
import { isGatewayError } from '../../src/errors/gateway-error';

type Environment = Readonly<Record<string, string>>;

const SERVICE: Environment = {
  GATEWAY_MODE: 'service',
  DATABASE_URL: 'postgres://localhost/gateway',
  GATEWAY_KEY_PASSPHRASE: 'passphrase',
  GATEWAY_TOKEN_ISSUER: 'https://issuer.test',
  GATEWAY_TOKEN_AUDIENCE: 'gateway',
  GATEWAY_TOKEN_JWKS_URL: 'https://issuer.test/jwks',
};

/** Values of each setting that are refused; every one is told without being repeated. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  NODE_ENV: ['Production', 'live'],
  PORT: ['', '0x50', '-1', '65536', '80.5', 'http'],
  DATABASE_URL: ['', 'localhost', 'mysql://host/db', 'http://host'],
  REDIS_URL: ['', 'localhost:6379', 'http://host'],
  GATEWAY_MODE: ['', 'production', 'Service'],
  GATEWAY_HOST: [''],
  GATEWAY_LOG_LEVEL: ['loud', 'INFO'],
  GATEWAY_DATA_FOLDER: [''],
  GATEWAY_KEY_FOLDER: [''],
  GATEWAY_KEY_PASSPHRASE: [''],
  GATEWAY_KEY_NEXT_PASSPHRASE: [''],
  GATEWAY_KMS_URL: ['kms', 'ftp://kms.test'],
  GATEWAY_KMS_KEY: [''],
  GATEWAY_KMS_TOKEN_FILE: [''],
  GATEWAY_POLICY_FOLDER: [''],
  GATEWAY_TOKEN_ISSUER: ['', 'issuer', 'ftp://issuer.test', 'http://issuer.test'],
  GATEWAY_TOKEN_AUDIENCE: [''],
  GATEWAY_TOKEN_JWKS_URL: ['', 'jwks', 'file:///etc/passwd', 'http://issuer.test/jwks'],
  GATEWAY_TOKEN_BINDING: ['', 'never', 'true'],
  GATEWAY_TLS_CERT_FILE: [''],
  GATEWAY_TLS_KEY_FILE: [''],
  GATEWAY_TLS_CLIENT_CA_FILE: [''],
  GATEWAY_GRANT_ISSUER: [''],
  GATEWAY_AGENCY_DEADLINE_MS: ['0', '-1', '600001', '1.5', 'soon', 'Infinity'],
  GATEWAY_OPERATION_DEADLINE_MS: ['0', '600001', 'soon'],
  GATEWAY_AGENCY_CA_FILE: [''],
  GATEWAY_AGENCY_CERT_FILE: [''],
  GATEWAY_AGENCY_KEY_FILE: [''],
  GATEWAY_AGENCY_CACHE_SECONDS: ['', '-1', '301', 'long'],
  GATEWAY_AGENCY_MAX_BYTES: ['1023', 'all'],
  GATEWAY_AUDIT_DEADLINE_MS: ['0', 'NaN'],
  GATEWAY_UK_NETWORKS: ['10.0.0.0', '10.0.0.0/33', 'everywhere', '::/129'],
  GATEWAY_OVERSIGHT_RULES: [''],
  GATEWAY_ALERT_WEBHOOK_URL: ['alerts', 'mailto:a@b.test'],
  GATEWAY_NOTICE_WEBHOOK_URL: ['notices', 'mailto:a@b.test'],
  GATEWAY_WITNESS_URL: ['witness', 'ftp://witness.test'],
  GATEWAY_WITNESS_KEY: [''],
  GATEWAY_METRICS_PORT: ['-1', '65536', 'http'],
  GATEWAY_METRICS_HOST: [''],
  GATEWAY_TRUSTED_PROXIES: ['10.0.0.1', '0/0'],
  GATEWAY_OPERATION_MAX_TOKENS: ['99', '1e9', 'many'],
  GATEWAY_OPERATION_MAX_DEPTH: ['2', 'deep'],
  GATEWAY_OPERATION_MAX_ALIASES: ['', '-1', 'some'],
  GATEWAY_OPERATION_MAX_COST: ['99', 'any'],
  GATEWAY_TRUSTED_DOCUMENTS: [''],
  GATEWAY_TRUSTED_DOCUMENT_ROLES: ['EVERYBODY', 'REVIEWER;AUDITOR'],
  GATEWAY_INTROSPECTION_ROLES: ['engineer'],
  GATEWAY_REQUEST_TIMEOUT_MS: ['0', '600001', 'soon'],
  GATEWAY_RATE_LIMIT_PER_MINUTE: ['0', '-5', 'unlimited'],
  GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: ['0', 'unlimited'],
  GATEWAY_DRAIN_MS: ['0', 'never'],
  GATEWAY_SAMPLE_DATA: [''],
};

const KMS = { GATEWAY_KMS_URL: 'https://kms.test', GATEWAY_KMS_KEY: 'k', GATEWAY_KMS_TOKEN_FILE: 't' };
const TLS = { GATEWAY_TLS_CERT_FILE: 'cert.pem', GATEWAY_TLS_KEY_FILE: 'key.pem' };

/** Settings that are well-formed and do not go together, and the one that is told. */
const CONTRADICTIONS: readonly (readonly [string, Environment])[] = [
  ['GATEWAY_MODE', { NODE_ENV: 'production' }],
  ['GATEWAY_HOST', { GATEWAY_HOST: '0.0.0.0' }],
  ['GATEWAY_METRICS_HOST', { GATEWAY_METRICS_HOST: '0.0.0.0' }],
  ['GATEWAY_WITNESS_URL', { ...SERVICE, GATEWAY_WITNESS_KEY: 'witness.test+1a2b3c4d+B' }],
  ['GATEWAY_TLS_CERT_FILE', TLS],
  ['GATEWAY_TLS_KEY_FILE', TLS],
  ['GATEWAY_SAMPLE_DATA', { ...SERVICE, GATEWAY_SAMPLE_DATA: 'samples' }],
  ['GATEWAY_TLS_CERT_FILE', { ...SERVICE, GATEWAY_TLS_CERT_FILE: 'cert.pem' }],
  ['GATEWAY_TLS_CERT_FILE', { ...SERVICE, GATEWAY_TLS_KEY_FILE: 'key.pem' }],
  ['GATEWAY_TLS_CLIENT_CA_FILE', { ...SERVICE, GATEWAY_TLS_CLIENT_CA_FILE: 'ca.pem' }],
  ['GATEWAY_TOKEN_BINDING', { ...SERVICE, ...TLS, GATEWAY_TOKEN_BINDING: 'required' }],
  ['GATEWAY_AGENCY_CERT_FILE', { ...SERVICE, GATEWAY_AGENCY_KEY_FILE: 'key.pem' }],
  ['GATEWAY_KMS_URL', { ...SERVICE, ...KMS, GATEWAY_KMS_URL: 'http://kms.test' }],
  ['GATEWAY_KMS_TOKEN_FILE', { ...SERVICE, GATEWAY_KMS_TOKEN_FILE: 't' }],
];

function faultsOf(environment: Environment): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (isGatewayError(error, 'CONFIG_INVALID')) return (error.detail ?? '').split('\n');
    throw error;
  }
  return [];
}

const named = (faults: readonly string[]): readonly (string | undefined)[] =>
  faults.map((fault) => fault.split(':')[0]);

describe('every setting that the gateway knows', () => {
  it('has its wrong values here', () => {
    expect(Object.keys(WRONG).sort()).toEqual(Object.keys(SETTINGS.shape).sort());
  });

  it.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    '%s is refused where it is "%s": it alone, by its name, and what it was is not repeated',
    (name, value) => {
      const faults = faultsOf({ ...SERVICE, [name]: value });
      expect(new Set(named(faults))).toEqual(new Set([name]));
      if (value.length > 4) expect(faults.join('\n').replaceAll(name, '')).not.toContain(value);
    },
  );

  it('is told with all others that are wrong, malformed and contradictory, in one message', () => {
    const worst = Object.fromEntries(
      Object.entries(WRONG).map(([name, [value = '']]) => [name, value] as const),
    );
    expect(named(faultsOf(worst))).toEqual(Object.keys(SETTINGS.shape).sort());
    const mixed = {
      ...SERVICE,
      ...TLS,
      PORT: 'x',
      GATEWAY_TOKEN_BINDING: 'required',
      GATEWAY_SAMPLE_DATA: 's',
    };
    expect(named(faultsOf(mixed))).toEqual(['GATEWAY_SAMPLE_DATA', 'GATEWAY_TOKEN_BINDING', 'PORT']);
  });

  it('is not told to be missing because another one is wrong', () => {
    const { GATEWAY_KEY_PASSPHRASE: _none, ...service } = SERVICE;
    expect(named(faultsOf({ ...service, ...KMS, GATEWAY_KMS_URL: 'kms' }))).toEqual(['GATEWAY_KMS_URL']);
    expect(named(faultsOf({ GATEWAY_MODE: 'live', GATEWAY_HOST: '0.0.0.0' }))).toEqual(['GATEWAY_MODE']);
  });
});

describe('settings that do not go together', () => {
  it.each(CONTRADICTIONS)('are refused by the name of %s: %j', (name, environment) => {
    expect(named(faultsOf(environment))).toContain(name);
  });

  it('are fewer where they do', () => {
    const whole = { ...SERVICE, ...KMS, ...TLS, GATEWAY_TLS_CLIENT_CA_FILE: 'ca.pem' };
    expect(faultsOf({ ...whole, GATEWAY_TOKEN_BINDING: 'required' })).toEqual([]);
    expect(contradictions(SETTINGS.parse(SERVICE))).toEqual([]);
  });

  it('are missing where a service has none of what it needs, all of it in one message', () => {
    expect(named(faultsOf({ GATEWAY_MODE: 'service' }))).toEqual(
      Object.keys(SERVICE)
        .filter((name) => name !== 'GATEWAY_MODE')
        .sort(),
    );
  });

  it('are unknown where the gateway has no such setting', () => {
    expect(faultsOf({ ...SERVICE, GATEWAY_RATELIMIT: '5', PORT: 'x' })).toEqual([
      'GATEWAY_RATELIMIT: not a setting of the gateway',
      expect.stringMatching(/^PORT: /),
    ]);
  });
});
