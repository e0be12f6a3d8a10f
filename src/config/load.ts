import { resolve } from 'node:path';

import { ROLES, type Role } from '../domain/standing';
import { GatewayError } from '../errors/gateway-error';
import { contradictions, type Contradiction } from './contradictions';
import { packageRoot } from './package-root';
import { SETTINGS, type Settings } from './schema';

/** The settings of a running gateway; frozen, paths absolute. */
export interface Config {
  readonly production: boolean;
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  readonly logLevel: Settings['GATEWAY_LOG_LEVEL'];
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly dataFolder: string;
  readonly keyFolder: string;
  readonly keyPassphrase: string | undefined;
  readonly keyNextPassphrase: string | undefined;
  readonly kms: KmsConfig | undefined;
  readonly policyFolder: string;
  /** The file of the rules for unusual access. */
  readonly oversightRules: string;
  readonly alertWebhookUrl: string | undefined;
  readonly noticeWebhookUrl: string | undefined;
  readonly witness: WitnessConfig | undefined;
  readonly token: TokenConfig | undefined;
  /** The name under which disclosure grants are signed. */
  readonly grantIssuer: string;
  readonly agencyDeadlineMs: number;
  readonly operationDeadlineMs: number;
  /** 0 keeps no answer. */
  readonly agencyCacheSeconds: number;
  readonly agencyMaxBytes: number;
  /** Files of the TLS to agencies; absolute paths. */
  readonly agencyTls: AgencyTlsConfig;
  readonly auditDeadlineMs: number;
  readonly operationLimits: {
    readonly maxTokens: number;
    readonly maxDepth: number;
    readonly maxAliases: number;
    readonly maxCost: number;
  };
  /** Folder of the trusted documents. */
  readonly trustedDocuments: string;
  readonly trustedDocumentRoles: readonly Role[];
  readonly introspectionRoles: readonly Role[];
  /** Where metrics are read; undefined for nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  readonly rateLimitPerMinute: number;
  readonly reviewRateLimitPerMinute: number;
  /** TLS of the gateway's own listener; undefined speaks plain HTTP. */
  readonly serverTls: ServerTlsConfig | undefined;
  /** CIDR networks. */
  readonly ukNetworks: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Milliseconds in which a client has to send its whole request. */
  readonly requestTimeoutMs: number;
  readonly drainMs: number;
  readonly sampleData: string | undefined;
}

/** PEM files; a certificate comes with its key. */
export interface AgencyTlsConfig {
  readonly authoritiesFile: string | undefined;
  readonly certificateFile: string | undefined;
  readonly keyFile: string | undefined;
}

/** PEM files; absolute paths. */
export interface ServerTlsConfig {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Clients show a certificate of this authority; undefined asks for none. */
  readonly clientAuthorityFile: string | undefined;
}

/** The issuer that a `service` trusts. */
export interface TokenConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Whether a token that is bound to no certificate is refused. */
  readonly boundOnly: boolean;
}

/** A witness of the audit log's checkpoints, by its submission prefix and its verifier (C2SP signed-note). */
export interface WitnessConfig {
  readonly url: string;
  readonly verifier: string;
}

/** The key management service that wraps the reviews' keys. */
export interface KmsConfig {
  readonly url: string;
  readonly key: string;
  readonly tokenFile: string;
}

/**
 * Reads the settings from the environment.
 *
 * @throws GatewayError `CONFIG_INVALID` whose detail names every fault at once.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const known: ReadonlySet<string> = new Set(Object.keys(SETTINGS.shape));
  const relevant = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => value !== undefined && (known.has(name) || name.startsWith('GATEWAY_')),
    ),
  );
  const { settings, faults } = read(relevant);
  if (faults.length > 0) throw invalid(faults);
  return freeze(settings);
}

interface Read {
  readonly settings: Settings;
  readonly faults: readonly string[];
}

/**
 * Reads each setting, and then whether they go together: those that are malformed are told, left out, and nothing that
 * rests on them is told besides.
 */
function read(relevant: Readonly<Record<string, string | undefined>>): Read {
  const first = SETTINGS.safeParse(relevant);
  if (first.success) return { settings: first.data, faults: contradictions(first.data).map(describe) };
  const issues = first.error.issues;
  const faulty = new Set(issues.flatMap((issue) => ('keys' in issue ? issue.keys : issue.path.slice(0, 1))));
  const rest = Object.fromEntries(Object.entries(relevant).filter(([name]) => !faulty.has(name)));
  const settings = SETTINGS.parse(rest);
  const besides = contradictions(settings).filter(({ about }) => !about.some((name) => faulty.has(name)));
  return { settings, faults: [...issues.map(describeIssue), ...besides.map(describe)] };
}

const describe = ({ about: [name], says }: Contradiction): string => `${name}: ${says}`;

/** The process environment; the only place that reads it. */
export const processEnvironment = (): NodeJS.ProcessEnv => process.env;

function describeIssue(issue: {
  path: PropertyKey[];
  message: string;
  code: string;
  keys?: string[];
}): string {
  if (issue.code === 'unrecognized_keys')
    return `${(issue.keys ?? []).join(', ')}: not a setting of the gateway`;
  return `${String(issue.path[0])}: ${issue.message}`;
}

const absolute = (path: string | undefined): string | undefined =>
  path === undefined ? undefined : resolve(path);

function freeze(settings: Settings): Config {
  const {
    GATEWAY_KMS_URL: kmsUrl,
    GATEWAY_KMS_KEY: kmsKey,
    GATEWAY_KMS_TOKEN_FILE: tokenFile,
    GATEWAY_WITNESS_URL: witnessUrl,
    GATEWAY_WITNESS_KEY: verifier,
  } = settings;
  return Object.freeze({
    production: settings.NODE_ENV === 'production',
    demo: settings.GATEWAY_MODE === 'demo',
    host: settings.GATEWAY_HOST,
    port: settings.PORT,
    logLevel: settings.GATEWAY_LOG_LEVEL,
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    dataFolder: resolve(settings.GATEWAY_DATA_FOLDER),
    keyFolder: resolve(settings.GATEWAY_KEY_FOLDER),
    keyPassphrase: settings.GATEWAY_KEY_PASSPHRASE,
    keyNextPassphrase: settings.GATEWAY_KEY_NEXT_PASSPHRASE,
    kms:
      kmsUrl && kmsKey && tokenFile
        ? Object.freeze({ url: kmsUrl, key: kmsKey, tokenFile: resolve(tokenFile) })
        : undefined,
    policyFolder: settings.GATEWAY_POLICY_FOLDER ?? resolve(packageRoot(), 'policies'),
    oversightRules:
      settings.GATEWAY_OVERSIGHT_RULES ?? resolve(packageRoot(), 'policies', 'oversight', 'rules.yaml'),
    alertWebhookUrl: settings.GATEWAY_ALERT_WEBHOOK_URL,
    noticeWebhookUrl: settings.GATEWAY_NOTICE_WEBHOOK_URL,
    witness: witnessUrl && verifier ? Object.freeze({ url: witnessUrl, verifier }) : undefined,
    token: tokenConfig(settings),
    grantIssuer: settings.GATEWAY_GRANT_ISSUER,
    agencyDeadlineMs: settings.GATEWAY_AGENCY_DEADLINE_MS,
    operationDeadlineMs: settings.GATEWAY_OPERATION_DEADLINE_MS,
    agencyTls: Object.freeze({
      authoritiesFile: absolute(settings.GATEWAY_AGENCY_CA_FILE),
      certificateFile: absolute(settings.GATEWAY_AGENCY_CERT_FILE),
      keyFile: absolute(settings.GATEWAY_AGENCY_KEY_FILE),
    }),
    agencyCacheSeconds: settings.GATEWAY_AGENCY_CACHE_SECONDS,
    agencyMaxBytes: settings.GATEWAY_AGENCY_MAX_BYTES,
    auditDeadlineMs: settings.GATEWAY_AUDIT_DEADLINE_MS,
    ...operationRules(settings),
    metrics:
      settings.GATEWAY_METRICS_PORT === undefined
        ? undefined
        : Object.freeze({ host: settings.GATEWAY_METRICS_HOST, port: settings.GATEWAY_METRICS_PORT }),
    rateLimitPerMinute: settings.GATEWAY_RATE_LIMIT_PER_MINUTE,
    reviewRateLimitPerMinute: settings.GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE,
    serverTls: serverTlsConfig(settings),
    ukNetworks: settings.GATEWAY_UK_NETWORKS,
    trustedProxies: settings.GATEWAY_TRUSTED_PROXIES,
    requestTimeoutMs: settings.GATEWAY_REQUEST_TIMEOUT_MS,
    drainMs: settings.GATEWAY_DRAIN_MS,
    sampleData: absolute(settings.GATEWAY_SAMPLE_DATA),
  });
}

function tokenConfig(settings: Settings): TokenConfig | undefined {
  const {
    GATEWAY_TOKEN_ISSUER: issuer,
    GATEWAY_TOKEN_AUDIENCE: audience,
    GATEWAY_TOKEN_JWKS_URL: jwksUrl,
    GATEWAY_TOKEN_BINDING: binding,
  } = settings;
  if (!issuer || !audience || !jwksUrl) return undefined;
  return Object.freeze({ issuer, audience, jwksUrl, boundOnly: binding === 'required' });
}

function serverTlsConfig(settings: Settings): ServerTlsConfig | undefined {
  const { GATEWAY_TLS_CERT_FILE: certificate, GATEWAY_TLS_KEY_FILE: key } = settings;
  if (certificate === undefined || key === undefined) return undefined;
  return Object.freeze({
    certificateFile: resolve(certificate),
    keyFile: resolve(key),
    clientAuthorityFile: absolute(settings.GATEWAY_TLS_CLIENT_CA_FILE),
  });
}

const invalid = (faults: readonly string[]): GatewayError =>
  new GatewayError('CONFIG_INVALID', { detail: [...faults].sort().join('\n') });

/** What an operation may be, and who may send which. */
function operationRules(
  settings: Settings,
): Pick<Config, 'operationLimits' | 'trustedDocuments' | 'trustedDocumentRoles' | 'introspectionRoles'> {
  const isDemo = settings.GATEWAY_MODE === 'demo';
  return {
    operationLimits: Object.freeze({
      maxTokens: settings.GATEWAY_OPERATION_MAX_TOKENS,
      maxDepth: settings.GATEWAY_OPERATION_MAX_DEPTH,
      maxAliases: settings.GATEWAY_OPERATION_MAX_ALIASES,
      maxCost: settings.GATEWAY_OPERATION_MAX_COST,
    }),
    trustedDocuments:
      settings.GATEWAY_TRUSTED_DOCUMENTS === undefined
        ? resolve(packageRoot(), 'schema', 'operations')
        : resolve(settings.GATEWAY_TRUSTED_DOCUMENTS),
    trustedDocumentRoles: settings.GATEWAY_TRUSTED_DOCUMENT_ROLES,
    introspectionRoles: isDemo ? ROLES : settings.GATEWAY_INTROSPECTION_ROLES,
  };
}
