import type { Settings } from './schema';

/** Settings that do not go together: what is said, of the first of the settings that it rests on. */
export interface Contradiction {
  readonly about: readonly [keyof Settings, ...(keyof Settings)[]];
  readonly says: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** Everything that contradicts itself among settings each of which is well-formed. */
export function contradictions(settings: Settings): readonly Contradiction[] {
  const ofMode = settings.GATEWAY_MODE === 'demo' ? demoFaults(settings) : serviceFaults(settings);
  return [...kmsFaults(settings), ...pairFaults(settings), ...tlsFaults(settings), ...ofMode];
}

function demoFaults(settings: Settings): Contradiction[] {
  const faults: Contradiction[] = [];
  if (settings.NODE_ENV === 'production')
    faults.push({
      about: ['GATEWAY_MODE', 'NODE_ENV'],
      says: 'demo mode is refused in production; set it to service',
    });
  for (const name of ['GATEWAY_HOST', 'GATEWAY_METRICS_HOST'] as const)
    if (!LOOPBACK.has(settings[name]))
      faults.push({ about: [name, 'GATEWAY_MODE'], says: 'demo mode binds a loopback address only' });
  for (const name of ['GATEWAY_TLS_CERT_FILE', 'GATEWAY_TLS_KEY_FILE'] as const)
    if (settings[name] !== undefined)
      faults.push({ about: [name, 'GATEWAY_MODE'], says: 'demo mode speaks plain HTTP on loopback' });
  return faults;
}

const NEEDED = [
  'DATABASE_URL',
  'GATEWAY_TOKEN_ISSUER',
  'GATEWAY_TOKEN_AUDIENCE',
  'GATEWAY_TOKEN_JWKS_URL',
] as const;

function serviceFaults(settings: Settings): Contradiction[] {
  const faults: Contradiction[] = [];
  for (const name of NEEDED)
    if (settings[name] === undefined)
      faults.push({ about: [name, 'GATEWAY_MODE'], says: 'a service needs it' });
  if (settings.GATEWAY_KEY_PASSPHRASE === undefined && settings.GATEWAY_KMS_URL === undefined)
    faults.push({
      about: ['GATEWAY_KEY_PASSPHRASE', 'GATEWAY_KMS_URL', 'GATEWAY_MODE'],
      says: 'a service needs it',
    });
  if (settings.GATEWAY_SAMPLE_DATA !== undefined)
    faults.push({
      about: ['GATEWAY_SAMPLE_DATA', 'GATEWAY_MODE'],
      says: 'only demo mode has sample agencies',
    });
  for (const name of ['GATEWAY_TOKEN_ISSUER', 'GATEWAY_TOKEN_JWKS_URL'] as const)
    if (!isProtected(settings[name]))
      faults.push({ about: [name, 'GATEWAY_MODE'], says: 'keys come by https only, but on loopback' });
  return faults;
}

function kmsFaults({ GATEWAY_KMS_URL: url, ...settings }: Settings): Contradiction[] {
  const names = ['GATEWAY_KMS_KEY', 'GATEWAY_KMS_TOKEN_FILE'] as const;
  const faults = names
    .filter((name) => (settings[name] === undefined) !== (url === undefined))
    .map((name): Contradiction => ({
      about: [name, 'GATEWAY_KMS_URL'],
      says: url === undefined ? 'GATEWAY_KMS_URL is not set' : 'GATEWAY_KMS_URL needs it',
    }));
  if (!isProtected(url))
    faults.push({ about: ['GATEWAY_KMS_URL'], says: 'keys travel by https only, but on loopback' });
  return faults;
}

const PAIRS = [
  { both: ['GATEWAY_AGENCY_CERT_FILE', 'GATEWAY_AGENCY_KEY_FILE'], what: 'a certificate' },
  { both: ['GATEWAY_TLS_CERT_FILE', 'GATEWAY_TLS_KEY_FILE'], what: 'a certificate' },
  { both: ['GATEWAY_WITNESS_URL', 'GATEWAY_WITNESS_KEY'], what: 'a witness' },
] as const;

const pairFaults = (settings: Settings): Contradiction[] =>
  PAIRS.filter(({ both: [one, key] }) => (settings[one] === undefined) !== (settings[key] === undefined)).map(
    ({ both: [one, key], what }) => ({ about: [one, key], says: `${what} and ${key} go together` }),
  );

function tlsFaults(settings: Settings): Contradiction[] {
  const { GATEWAY_TLS_CERT_FILE: cert, GATEWAY_TLS_CLIENT_CA_FILE: authority } = settings;
  const faults: Contradiction[] = [];
  if (authority !== undefined && cert === undefined)
    faults.push({
      about: ['GATEWAY_TLS_CLIENT_CA_FILE', 'GATEWAY_TLS_CERT_FILE'],
      says: 'clients show certificates to a listener with GATEWAY_TLS_CERT_FILE only',
    });
  if (settings.GATEWAY_TOKEN_BINDING === 'required' && authority === undefined)
    faults.push({
      about: ['GATEWAY_TOKEN_BINDING', 'GATEWAY_TLS_CLIENT_CA_FILE'],
      says: 'tokens are bound to certificates of GATEWAY_TLS_CLIENT_CA_FILE, which is not set',
    });
  return faults;
}

/** Whether what comes by this URL cannot be changed on the way. */
function isProtected(url: string | undefined): boolean {
  if (url === undefined) return true;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || LOOPBACK.has(hostname);
}
