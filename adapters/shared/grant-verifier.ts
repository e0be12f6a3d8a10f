import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

import {
  fieldsFromJson,
  GRANT_ALGORITHM,
  GRANT_LIMIT_SECONDS,
  GRANT_TYPE,
  handleDigest,
  type GrantClaims,
  type GrantedFields,
} from '../../src/domain/disclosure-grant';
import type { FieldTree } from '../../src/domain/field-tree';
import type { AgencyId, AuditEventId, RecordHandle } from '../../src/domain/ids';
import type { Period } from '../../src/domain/period';
import type { Clock } from '../../src/domain/ports';
import { grantKeysFrom, type GrantKeySource } from './grant-keys';
import { memoryReplayGuard, type ReplayGuard } from './grant-replay';

/** Why a request was refused; for the agency's own ledger, never for the caller. */
export type GrantRefusal = 'MISSING' | 'INVALID' | 'EXPIRED' | 'OTHER_AGENCY' | 'REPLAYED' | 'EXCEEDED';

/** A grant that holds. */
export interface Grant {
  readonly claims: GrantClaims;
  readonly fields: FieldTree;
  readonly period: Period | null;
  /** Whether the grant covers this record. */
  covers(handle: RecordHandle): boolean;
}

/** `claims` is what the gateway has signed, as far as it could be told; null where nothing says who wrote it. */
export type GrantVerdict =
  | { readonly grant: Grant; readonly refused: null }
  | { readonly grant: null; readonly refused: GrantRefusal; readonly claims: GrantClaims | null };

export interface GrantVerifier {
  readonly agency: AgencyId;
  /** Verifies the bearer token of one request and uses it up. It never throws: what cannot be verified is refused. */
  verify(token: string | null): Promise<GrantVerdict>;
}

export interface GrantVerifierOptions {
  /** This agency: the only audience that it accepts. */
  readonly agency: AgencyId;
  /** The gateway's name, pinned. */
  readonly issuer: string;
  /** The gateway's public keys. */
  readonly jwks: GrantKeySource;
  readonly clock: Clock;
  /** In memory by default. */
  readonly replay?: ReplayGuard;
  /** Seconds by which the clocks may differ; 5 by default. */
  readonly toleranceSeconds?: number;
}

const TOLERANCE_SECONDS = 5;

const word = z.string().min(1).max(256);
const fields: z.ZodType<GrantedFields> = z.lazy(() => z.record(z.string(), fields));
const claims = z.object({
  iss: word,
  aud: word.transform((id) => id as AgencyId),
  iat: z.int(),
  exp: z.int(),
  jti: word,
  event: word.transform((id) => id as AuditEventId),
  review: word,
  purpose: word,
  recipient: z.object({ agency: word.transform((id) => id as AgencyId), standing: word }),
  fields,
  period: z.object({ from: word.nullable(), to: word.nullable() }).nullable(),
  handles: z.array(word).min(1),
  pack: z.object({ key: word, version: word, digest: word }),
});

/**
 * Opens the verifier that stands before one agency's data. A grant holds when it is signed with Ed25519 by a key of the
 * pinned gateway, is for this agency, has not expired, is good for 60 seconds at most, was issued after this verifier was
 * opened (so that a restart forgets no used grant), and was not used before.
 */
export function openGrantVerifier(options: GrantVerifierOptions): GrantVerifier {
  const { agency, clock } = options;
  const keys = grantKeysFrom(options.jwks);
  const opened = Math.floor(clock.now().getTime() / 1_000);
  const replay = options.replay ?? memoryReplayGuard(() => clock.now().getTime());
  const tolerance = options.toleranceSeconds ?? TOLERANCE_SECONDS;
  return Object.freeze({
    agency,
    verify: async (token: string | null): Promise<GrantVerdict> => {
      if (token === null) return refused('MISSING', null);
      const read = await readToken(token, { keys, tolerance, ...options });
      if (read.refused !== null) return read;
      const { iat, exp, jti } = read.claims;
      if (exp - iat > GRANT_LIMIT_SECONDS || iat < opened) return refused('INVALID', read.claims);
      const isNew = await replay.take(jti, (exp + tolerance) * 1_000);
      return isNew ? { grant: grantOf(read.claims), refused: null } : refused('REPLAYED', read.claims);
    },
  });
}

const refused = (reason: GrantRefusal, signed: GrantClaims | null): GrantVerdict & { grant: null } => ({
  grant: null,
  refused: reason,
  claims: signed,
});

interface Reading extends GrantVerifierOptions {
  readonly keys: JWTVerifyGetKey;
  readonly tolerance: number;
}

type ReadToken = { readonly claims: GrantClaims; readonly refused: null } | (GrantVerdict & { grant: null });

async function readToken(
  token: string,
  { keys, tolerance, issuer, agency, clock }: Reading,
): Promise<ReadToken> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: [GRANT_ALGORITHM],
      typ: GRANT_TYPE,
      issuer,
      audience: agency,
      currentDate: clock.now(),
      clockTolerance: tolerance,
      maxTokenAge: GRANT_LIMIT_SECONDS,
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    const read = claimsOf(payload);
    return read ? { claims: read, refused: null } : refused('INVALID', null);
  } catch (error) {
    // The library checks claims after the signature, so that what it carries with these errors is the gateway's word.
    if (error instanceof errors.JWTExpired) return refused('EXPIRED', claimsOf(error.payload));
    if (error instanceof errors.JWTClaimValidationFailed)
      return refused(error.claim === 'aud' ? 'OTHER_AGENCY' : 'INVALID', claimsOf(error.payload));
    return refused('INVALID', null);
  }
}

const claimsOf = (payload: JWTPayload): GrantClaims | null => claims.safeParse(payload).data ?? null;

function grantOf(signed: GrantClaims): Grant {
  const records: ReadonlySet<string> = new Set(signed.handles);
  return Object.freeze({
    claims: signed,
    fields: fieldsFromJson(signed.fields),
    period: signed.period,
    covers: (handle: RecordHandle) => records.has(handleDigest(signed.jti, handle)),
  });
}
