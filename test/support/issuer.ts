import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Claims of a test token, beside issuer, audience and times. */
export interface TestClaims {
  readonly user: string;
  readonly agency: string;
  readonly roles: readonly string[];
  /** ISO 8601 date; today unless given; null leaves the claim out. */
  readonly trainedOn?: string | null;
  /** The `sid` claim; one of the user's own unless given; null leaves the claim out. */
  readonly session?: string | null;
  /** The `audit_partnerships` claim; left out unless given. */
  readonly auditPartnerships?: readonly string[];
  /** The `family_name` claim; left out unless given. */
  readonly familyName?: string;
  /** Seconds from now; an hour unless given. */
  readonly expiresIn?: number;
}

/** An auditor of those partnerships; `gateway` stands for what belongs to none. */
export const auditorOf = (...auditPartnerships: readonly string[]): TestClaims => ({
  user: 'auditor',
  agency: 'audit-office',
  roles: ['AUDITOR'],
  auditPartnerships,
});

/** A token issuer with its keys published over HTTP, as a service trusts it. */
export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  token(claims: TestClaims): Promise<string>;
  close(): Promise<void>;
}

const AUDIENCE = 'review-gateway-test';

export async function startIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'test', use: 'sig' }],
  });
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(jwks);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  return {
    issuer,
    audience: AUDIENCE,
    jwksUrl: `${issuer}jwks`,
    token: ({
      user,
      agency,
      roles,
      trainedOn = new Date().toISOString().slice(0, 10),
      session = `session-of-${user}`,
      auditPartnerships,
      familyName,
      expiresIn = 3_600,
    }) =>
      new SignJWT({
        agency,
        roles,
        ...(trainedOn !== null && { training_completed: trainedOn }),
        ...(session !== null && { sid: session }),
        ...(auditPartnerships && { audit_partnerships: auditPartnerships }),
        ...(familyName !== undefined && { family_name: familyName }),
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setSubject(user)
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1_000) + expiresIn)
        .sign(privateKey),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
