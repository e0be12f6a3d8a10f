import { z } from 'zod';

import { GRANT_ISSUER } from '../domain/disclosure-grant';
import { ROLES, type Role } from '../domain/standing';
import { isNetwork } from './network';

/** A whole number in digits; nothing is not nought. */
const whole = (least: number, most = Number.MAX_SAFE_INTEGER): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d{1,15}$/, { error: 'write a whole number in digits' })
    .transform(Number)
    .pipe(z.number().min(least).max(most));
const port = whole(0, 65_535);
const milliseconds = whole(1, 600_000);
/** Networks in CIDR notation, joined by commas. */
const networks = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((network) => network.trim() || []))
  .refine((list) => list.every(isNetwork), { error: 'write networks as 10.20.0.0/16, joined by commas' });
/** Roles joined by commas. */
const roles = (usual: string): z.ZodType<readonly Role[], string | undefined> =>
  z
    .string()
    .default(usual)
    .transform((list) => list.split(',').flatMap((role) => role.trim() || []))
    .pipe(z.array(z.enum(ROLES)));
const optionalText = z.string().min(1).optional();

/**
 * Every setting that the gateway reads, by the name of its environment variable. Anything that starts with `GATEWAY_`
 * and is not here is refused, so that a mistyped setting is never taken for its default.
 */
export const SETTINGS = z.strictObject({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port.default(4000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'write it as postgres://...' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'write it as redis:// or rediss://...' }).optional(),
  /** `demo` brings its own token issuer and sample agencies; `service` trusts a real issuer. */
  GATEWAY_MODE: z.enum(['demo', 'service']).default('demo'),
  GATEWAY_HOST: z.string().min(1).default('127.0.0.1'),
  GATEWAY_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Folder of the embedded database and of the sample agencies; relative to the working directory. */
  GATEWAY_DATA_FOLDER: z.string().min(1).default('data'),
  /** Folder of the key store, kept apart from the data (UK GDPR art. 4(5)). */
  GATEWAY_KEY_FOLDER: z.string().min(1).default('data/keys'),
  GATEWAY_KEY_PASSPHRASE: optionalText,
  /** The passphrase after the next `keys rotate`; known beforehand, so that running gateways open the file then too. */
  GATEWAY_KEY_NEXT_PASSPHRASE: optionalText,
  /** A key management service that wraps the reviews' keys, up to and with the mount of its encryption engine. */
  GATEWAY_KMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  GATEWAY_KMS_KEY: optionalText,
  /** The file that holds the access token of that service. */
  GATEWAY_KMS_TOKEN_FILE: optionalText,
  GATEWAY_POLICY_FOLDER: optionalText,
  GATEWAY_TOKEN_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  GATEWAY_TOKEN_AUDIENCE: optionalText,
  GATEWAY_TOKEN_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Whether tokens must be bound to the client's certificate (RFC 8705); one that is bound is held to it in any case. */
  GATEWAY_TOKEN_BINDING: z.enum(['optional', 'required']).default('optional'),
  /** PEM files of the certificate and the key of the gateway's own listener; plain HTTP without them. */
  GATEWAY_TLS_CERT_FILE: optionalText,
  GATEWAY_TLS_KEY_FILE: optionalText,
  /** PEM file of the authorities of clients, all of whom then have to show a certificate. */
  GATEWAY_TLS_CLIENT_CA_FILE: optionalText,
  /** The name under which disclosure grants are signed; the agencies pin it. */
  GATEWAY_GRANT_ISSUER: z.string().min(1).default(GRANT_ISSUER),
  /** Milliseconds that one agency has to answer. */
  GATEWAY_AGENCY_DEADLINE_MS: milliseconds.default(5_000),
  /** Milliseconds that all agencies together have to answer one operation. */
  GATEWAY_OPERATION_DEADLINE_MS: milliseconds.default(10_000),
  /** PEM file of the authorities that agencies' certificates may come from; the platform's own without it. */
  GATEWAY_AGENCY_CA_FILE: optionalText,
  /** PEM files of the certificate and the key that the gateway shows to agencies (mutual TLS). */
  GATEWAY_AGENCY_CERT_FILE: optionalText,
  GATEWAY_AGENCY_KEY_FILE: optionalText,
  /**
   * Seconds for which an agency's answer is kept, encrypted, for the same question; 0 keeps none. The gateway is no pool
   * of case data, so it is off unless an operator has a reason.
   */
  GATEWAY_AGENCY_CACHE_SECONDS: whole(0, 300).default(0),
  /** Largest answer of one agency, in bytes. */
  GATEWAY_AGENCY_MAX_BYTES: whole(1_024).default(16 * 1_024 * 1_024),
  /** Milliseconds that an audit event has to become durable. */
  GATEWAY_AUDIT_DEADLINE_MS: milliseconds.default(5_000),
  /**
   * Networks of the United Kingdom, for packs that serve nowhere else. Loopback is always among them; with nothing else,
   * nobody beyond this machine is served under such a pack.
   */
  GATEWAY_UK_NETWORKS: networks,
  /** The rules for unusual access; those of the package unless given. */
  GATEWAY_OVERSIGHT_RULES: optionalText,
  /** Where the reference of each alert is posted to; the operational log alone when there is none. */
  GATEWAY_ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where it is posted to that something is due or late; the operational log alone when there is none. */
  GATEWAY_NOTICE_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** A witness that is asked hourly to cosign the audit log's checkpoints (C2SP tlog-witness), and its verifier. */
  GATEWAY_WITNESS_URL: z.url({ protocol: /^https?$/ }).optional(),
  GATEWAY_WITNESS_KEY: optionalText,
  /** Networks of the proxies whose X-Forwarded-For is believed; without any, a forwarded request is of unknown origin. */
  GATEWAY_TRUSTED_PROXIES: networks,
  /** Words and signs of one operation. */
  GATEWAY_OPERATION_MAX_TOKENS: whole(100).default(4_000),
  /** Fields below each other in one operation. */
  GATEWAY_OPERATION_MAX_DEPTH: whole(3).default(12),
  GATEWAY_OPERATION_MAX_ALIASES: whole(0).default(100),
  /** By estimated records: a list counts as often as its `first` says. */
  GATEWAY_OPERATION_MAX_COST: whole(100).default(50_000),
  /** Folder of the operations that are trusted documents; those of the package unless given. */
  GATEWAY_TRUSTED_DOCUMENTS: optionalText,
  /** Callers with none but these roles may send trusted documents only; nobody is held to them by default. */
  GATEWAY_TRUSTED_DOCUMENT_ROLES: roles(''),
  /** Who may ask what the schema looks like. In demo mode everybody may. */
  GATEWAY_INTROSPECTION_ROLES: roles('ENGINEER'),
  /** Where Prometheus reads the metrics, on a port of their own; nowhere without it. */
  GATEWAY_METRICS_PORT: port.optional(),
  GATEWAY_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  /** Milliseconds in which a client has to send its whole request. */
  GATEWAY_REQUEST_TIMEOUT_MS: milliseconds.default(30_000),
  GATEWAY_RATE_LIMIT_PER_MINUTE: whole(1).default(600),
  /** Fields that name one review, which all users of one agency may ask for in a minute together. */
  GATEWAY_REVIEW_RATE_LIMIT_PER_MINUTE: whole(1).default(300),
  /** Milliseconds that a stopping server gives to running requests. */
  GATEWAY_DRAIN_MS: milliseconds.default(10_000),
  /** Folder of real sample data for the demo's agencies; generated data without it. */
  GATEWAY_SAMPLE_DATA: optionalText,
});

export type Settings = z.infer<typeof SETTINGS>;
