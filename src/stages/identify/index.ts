import { createHash } from 'node:crypto';

import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import type { AgencyId, PartnershipId, UserId } from '../../domain/ids';
import { ROLES, type Role } from '../../domain/standing';
import { GatewayError } from '../../errors/gateway-error';
import { CONFIRMATION_CLAIM, requireBinding } from './bound-token';
import { VIEWER_CLAIMS, viewerIdentity, type ViewerIdentity } from './viewer-identity';

export type { ViewerIdentity } from './viewer-identity';

declare const identified: unique symbol;

/** Who asks: taken from a verified token, and where from, from the connection; from nothing else. */
export interface Principal {
  readonly [identified]: true;
  readonly user: UserId;
  readonly agency: AgencyId;
  readonly roles: ReadonlySet<Role>;
  /** ISO 8601 date of the last data protection training; null when none is recorded. */
  readonly trainedOn: string | null;
  /** The session that the token belongs to, by its `sid` or else its `jti`; null when it names neither. */
  readonly session: string | null;
  /** When the token was issued; null where it does not say. */
  readonly issuedAt: Date | null;
  /** Whether the request came from a network of the United Kingdom. */
  readonly ukNetwork: boolean;
  /** Partnerships whose audit records an auditor may read; null is the gateway's own. Nobody else has any. */
  readonly auditPartnerships: readonly (PartnershipId | null)[];
  /** Who the token says the user is; null where it says nothing. */
  readonly self: ViewerIdentity | null;
}

/** The issuer, audience and keys that a token must come from. */
export interface TokenTrust {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** The present instant, for expiry. */
  readonly now: () => Date;
  /** Whether every token must be bound to the client's certificate; one that is bound is held to it in any case. */
  readonly boundTokensOnly?: boolean;
}

/** Signature algorithms that are accepted: asymmetric only, so that a public key can never be used as a secret. */
const ALGORITHMS = ['EdDSA', 'ES256', 'PS256', 'RS256'];

/**
 * Types of token that are taken for access tokens: those of RFC 9068, section 4, and of issuers that say no more than JWT,
 * or nothing. Logout tokens, DPoP proofs, grants and others have types of their own and are refused.
 */
const TYPES: ReadonlySet<string | undefined> = new Set([undefined, 'at+jwt', 'application/at+jwt', 'jwt']);

/** Longest bearer token that is looked at, in characters. */
const MAX_TOKEN_LENGTH = 8_192;

/** Seconds by which the clocks of issuer and gateway may differ. */
const CLOCK_TOLERANCE_SECONDS = 30;

const CLAIMS = z.object({
  sub: z.string().min(1).max(200),
  agency: z.string().min(1).max(100),
  roles: z.array(z.enum(ROLES)).max(ROLES.length),
  training_completed: z.iso.date().optional(),
  sid: z.string().min(1).max(500).optional(),
  jti: z.string().min(1).max(500).optional(),
  /** Seconds since 1970 (RFC 7519, section 4.1.6). */
  iat: z.number().nonnegative().optional(),
  /** Ids of partnerships, and `gateway` for the events that belong to none. */
  audit_partnerships: z.array(z.string().min(1).max(100)).max(200).optional(),
  cnf: CONFIRMATION_CLAIM,
  ...VIEWER_CLAIMS,
});

/** Stands, among the partnerships of an auditor, for the events that belong to none. */
const GATEWAY = 'gateway';

/** What the connection says of the caller. */
export interface Origin {
  readonly ukNetwork: boolean;
  /** DER of the client's certificate where the connection is mutual TLS; null where it showed none. */
  readonly certificate?: Buffer | null;
}

/**
 * Identifies the caller from the `Authorization` header (RFC 6750 bearer token, RFC 7519 JWT).
 *
 * @param origin where the request came from; unknown, and so outside the United Kingdom, unless it is given.
 * @throws GatewayError `TOKEN_MISSING`, `TOKEN_EXPIRED`, `TOKEN_INVALID` or `ISSUER_UNAVAILABLE`.
 */
export async function identify(
  authorization: string | undefined,
  trust: TokenTrust,
  origin: Origin = { ukNetwork: false },
): Promise<Principal> {
  const claims = await verifiedOnce(bearerToken(authorization), trust);
  const issuedAt = claims.iat === undefined ? null : new Date(claims.iat * 1_000);
  // A token from the future would outlive every revocation of today.
  if (issuedAt && issuedAt.getTime() > trust.now().getTime() + CLOCK_TOLERANCE_SECONDS * 1_000)
    throw new GatewayError('TOKEN_INVALID', { detail: 'issued in the future' });
  const { certificate = null } = origin;
  const { boundTokensOnly: required = false } = trust;
  requireBinding({ confirmation: claims.cnf, certificate, required });
  const { sub, agency, roles, training_completed: trainedOn, sid, jti } = claims;
  const granted: ReadonlySet<Role> = new Set(roles);
  const audited = granted.has('AUDITOR') ? (claims.audit_partnerships ?? []) : [];
  return Object.freeze({
    user: sub as UserId,
    agency: agency as AgencyId,
    roles: granted,
    trainedOn: trainedOn ?? null,
    session: sid ?? jti ?? null,
    issuedAt,
    ukNetwork: origin.ukNetwork,
    auditPartnerships: Object.freeze(
      [...new Set(audited)].map((id) => (id === GATEWAY ? null : (id as PartnershipId))),
    ),
    self: viewerIdentity(claims),
  }) as Principal;
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) throw new GatewayError('TOKEN_MISSING');
  const [scheme, token, ...rest] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0 || token.length > MAX_TOKEN_LENGTH) {
    throw new GatewayError('TOKEN_INVALID', { detail: 'not a bearer token' });
  }
  return token;
}

type Claims = z.output<typeof CLAIMS>;

interface Verified {
  readonly claims: Claims;
  /** Milliseconds since 1970, from and until which the verification is good. */
  readonly from: number;
  readonly until: number;
}

/** Tokens whose verification is remembered, and for how long at most: a key that the issuer withdraws counts no longer. */
const KEPT = 5_000;
const KEPT_MS = 60_000;

const verifiedBy = new WeakMap<TokenTrust, LRUCache<string, Verified>>();

/**
 * The claims of a token, its signature verified once a minute at most. It is remembered by its hash, never beyond its own
 * end, and what fails is not remembered; whether it was revoked is looked at by the caller on every request.
 */
async function verifiedOnce(token: string, trust: TokenTrust): Promise<Claims> {
  const cache = verifiedBy.get(trust) ?? new LRUCache<string, Verified>({ max: KEPT });
  verifiedBy.set(trust, cache);
  const hash = createHash('sha256').update(token).digest('base64');
  const now = trust.now().getTime();
  const known = cache.get(hash);
  if (known && known.from <= now && now < known.until) return known.claims;
  const payload = await verifiedClaims(token, trust);
  const claims = CLAIMS.safeParse(payload);
  if (!claims.success) throw new GatewayError('TOKEN_INVALID', { detail: 'a claim is missing or malformed' });
  const until = Math.min(now + KEPT_MS, (payload.exp ?? 0) * 1_000);
  cache.set(hash, { claims: claims.data, from: now, until });
  return claims.data;
}

async function verifiedClaims(token: string, trust: TokenTrust): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, trust.keys, {
      issuer: trust.issuer,
      audience: trust.audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: trust.now(),
      requiredClaims: ['exp', 'sub'],
    });
    if (!TYPES.has(protectedHeader.typ?.toLowerCase()))
      throw new GatewayError('TOKEN_INVALID', { detail: 'not an access token' });
    return payload;
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    if (cause instanceof errors.JWTExpired) throw new GatewayError('TOKEN_EXPIRED', { cause });
    throw new GatewayError('TOKEN_INVALID', {
      cause,
      detail: cause instanceof errors.JOSEError ? cause.code : 'not verified',
    });
  }
}
