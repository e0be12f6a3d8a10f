import { CompactSign } from 'jose';

import {
  fieldsAsJson,
  GRANT_ALGORITHM,
  GRANT_TYPE,
  handleDigest,
  type GrantClaims,
} from '../domain/disclosure-grant';
import type { FieldTree } from '../domain/field-tree';
import type { AgencyId, RecordHandle } from '../domain/ids';
import type { Clock, Randomness } from '../domain/ports';
import type { GrantKeys } from './keys';

const ENCODER = new TextEncoder();

/** Seconds for which a grant is good: longer than any agency's deadline, shorter than anybody accepts. */
const LIFETIME_SECONDS = 30;

/** What one agency is granted to answer, once. */
export interface GrantRequest extends Pick<
  GrantClaims,
  'event' | 'review' | 'purpose' | 'recipient' | 'period' | 'pack'
> {
  /** The agency that is asked. */
  readonly agency: AgencyId;
  readonly fields: FieldTree;
  readonly handles: readonly RecordHandle[];
}

/** A signed grant: its own id, and the JWS in compact form (RFC 7515). */
export interface IssuedGrant {
  readonly jti: string;
  readonly token: string;
}

/** Signs disclosure grants. */
export interface GrantIssuer {
  /** A new grant for one request. @throws GatewayError KEY_UNAVAILABLE */
  issue(request: GrantRequest): Promise<IssuedGrant>;
}

/** The issuer of that name, which the agencies pin beside its keys. */
export function openGrantIssuer(options: {
  readonly keys: Pick<GrantKeys, 'current'>;
  readonly issuer: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
}): GrantIssuer {
  const { keys, issuer, clock, randomness } = options;
  return Object.freeze({
    issue: async ({
      agency,
      fields,
      handles,
      event,
      review,
      purpose,
      recipient,
      period,
      pack,
    }: GrantRequest) => {
      const now = clock.now();
      const seconds = Math.floor(now.getTime() / 1_000);
      const jti = randomness.uuid(now);
      const claims: GrantClaims = {
        iss: issuer,
        aud: agency,
        iat: seconds,
        exp: seconds + LIFETIME_SECONDS,
        jti,
        event,
        review,
        purpose,
        recipient,
        fields: fieldsAsJson(fields),
        period,
        handles: handles.map((handle) => handleDigest(jti, handle)),
        pack,
      };
      const { kid, key } = await keys.current();
      // Its payload is whole as it is; jose's builder of claims would copy it once more for every agency.
      const token = await new CompactSign(ENCODER.encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: GRANT_ALGORITHM, typ: GRANT_TYPE, kid })
        .sign(key);
      return { jti, token };
    },
  });
}
