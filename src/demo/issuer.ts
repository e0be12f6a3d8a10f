import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';

import type { Clock } from '../domain/ports';
import type { Persona } from './personas';

/** The demo's own token issuer: it vouches for the personas, and exists in demo mode only. */
export interface DemoIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** A token for a persona, valid for eight hours. */
  token(persona: Persona): Promise<string>;
}

const ISSUER = 'https://issuer.demo.invalid';
const AUDIENCE = 'review-gateway';
const ALGORITHM = 'EdDSA';

/** Seconds for which a demo token is good. */
const LIFETIME_SECONDS = 8 * 60 * 60;

/**
 * Opens the demo issuer, whose signing key is made on the first start and kept in `keyFolder`, so that the command line
 * can issue tokens that a running gateway accepts.
 */
export async function openDemoIssuer({
  keyFolder,
  clock,
}: {
  readonly keyFolder: string;
  readonly clock: Clock;
}): Promise<DemoIssuer> {
  const jwk = await signingKey(join(keyFolder, 'demo-issuer.json'));
  const key = await importJWK(jwk, ALGORITHM);
  const { kty, crv, x } = jwk;
  const published = { kty, crv, x, alg: ALGORITHM, use: 'sig', kid: 'demo' } as JWK;
  return {
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: createLocalJWKSet({ keys: [published] }),
    token: ({ key: user, agency, roles, auditPartnerships }) => {
      const now = clock.now();
      return new SignJWT({
        agency,
        roles,
        training_completed: now.toISOString().slice(0, 10),
        ...(auditPartnerships && { audit_partnerships: auditPartnerships }),
      })
        .setProtectedHeader({ alg: ALGORITHM, kid: 'demo' })
        .setSubject(`demo-${user}`)
        .setJti(randomUUID())
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(Math.floor(now.getTime() / 1_000))
        .setExpirationTime(Math.floor(now.getTime() / 1_000) + LIFETIME_SECONDS)
        .sign(key);
    },
  };
}

async function signingKey(file: string): Promise<JWK> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if (!(error !== null && typeof error === 'object' && 'code' in error && error.code === 'ENOENT'))
      throw error;
  }
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(jwk), { mode: 0o600, flag: 'wx' });
  return jwk;
}
