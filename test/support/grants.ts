import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  openGrantVerifier,
  type GrantVerifier,
  type GrantVerifierOptions,
} from '../../adapters/shared/grant-verifier';
import { systemClock, systemRandomness } from '../../src/config/system';
import { GRANT_ISSUER } from '../../src/domain/disclosure-grant';
import { NO_FIELDS, type FieldTree } from '../../src/domain/field-tree';
import type { AgencyId, AuditEventId, RecordHandle } from '../../src/domain/ids';
import type { Clock } from '../../src/domain/ports';
import {
  GRANT_KEY_FILE,
  openGrantIssuer,
  openGrantKeys,
  type GrantKeys,
  type GrantRequest,
} from '../../src/grants';

/** A gateway's keys and issuer, for tests of an agency that needs no gateway. */
export interface TestGrants {
  readonly keys: GrantKeys;
  readonly clock: Clock;
  /** A signed grant. */
  grant(request: Partial<GrantRequest>): Promise<string>;
  verifier(options?: Partial<GrantVerifierOptions>): GrantVerifier;
}

export const AGENCY = 'memory' as AgencyId;

/** A tree from paths such as `health.code`. */
export function tree(...paths: readonly string[]): FieldTree {
  const fields = new Map<string, FieldTree>();
  for (const path of paths) {
    const [name = '', ...below] = path.split('.');
    const present = fields.get(name) ?? NO_FIELDS;
    const rest = below.length > 0 ? tree(below.join('.')) : NO_FIELDS;
    fields.set(name, new Map([...present, ...rest]));
  }
  return fields;
}

export async function openTestGrants(clock: Clock = systemClock): Promise<TestGrants> {
  const file = join(mkdtempSync(join(tmpdir(), 'grants-')), GRANT_KEY_FILE);
  const keys = await openGrantKeys({ file, clock, randomness: systemRandomness });
  const issuer = openGrantIssuer({ keys, issuer: GRANT_ISSUER, clock, randomness: systemRandomness });
  return {
    keys,
    clock,
    grant: async (request) =>
      (
        await issuer.issue({
          agency: AGENCY,
          event: systemRandomness.uuid(clock.now()) as AuditEventId,
          review: 'a-review',
          purpose: 'RAPID_REVIEW',
          recipient: { agency: 'agency-own' as AgencyId, standing: 'PARTICIPATING' },
          fields: tree('name'),
          handles: ['h-one' as RecordHandle],
          period: null,
          pack: { key: 'baseline', version: '1.0.0', digest: 'a'.repeat(64) },
          ...request,
        })
      ).token,
    verifier: (options) =>
      openGrantVerifier({
        agency: AGENCY,
        issuer: GRANT_ISSUER,
        jwks: { read: () => keys.jwks() },
        clock,
        ...options,
      }),
  };
}
