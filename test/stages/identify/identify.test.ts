import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

import { identify, type TokenTrust } from '../../../src/stages/identify';

const NOW = new Date('2026-11-21T12:00:00Z');
const seconds = (offset: number): number => Math.floor(NOW.getTime() / 1_000) + offset;
const CLAIMS: JWTPayload = {
  agency: 'nhs-trust',
  roles: ['AGENCY_CONTACT'],
  training_completed: '2026-05-01',
};

async function setUp() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const other = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k1' };
  const trust: TokenTrust = {
    issuer: 'https://issuer.test',
    audience: 'gateway',
    keys: createLocalJWKSet({ keys: [jwk] }),
    now: () => NOW,
  };
  const token = (
    claims: JWTPayload = CLAIMS,
    some: {
      readonly key?: Parameters<SignJWT['sign']>[0];
      readonly kid?: string;
      readonly iss?: string;
      readonly aud?: string;
      readonly exp?: number;
      readonly nbf?: number;
    } = {},
  ) => {
    const jwt = new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: some.kid ?? 'k1' })
      .setSubject('user-1')
      .setIssuer(some.iss ?? trust.issuer)
      .setAudience(some.aud ?? trust.audience)
      .setExpirationTime(some.exp ?? seconds(60));
    if (some.nbf !== undefined) jwt.setNotBefore(some.nbf);
    return jwt.sign(some.key ?? privateKey);
  };
  return { trust, token, other, publicKey: jwk };
}

describe('identify', () => {
  it('takes user, agency, roles and training from the token and nothing else', async () => {
    const { trust, token } = await setUp();
    await expect(identify(`Bearer ${await token()}`, trust)).resolves.toEqual({
      user: 'user-1',
      agency: 'nhs-trust',
      roles: new Set(['AGENCY_CONTACT']),
      trainedOn: '2026-05-01',
      session: null,
      issuedAt: null,
      ukNetwork: false,
      auditPartnerships: [],
      self: null,
    });
  });

  it('knows the session by the sid claim, or else by the jti', async () => {
    const { trust, token } = await setUp();
    const sessionOf = async (claims: JWTPayload): Promise<string | null> =>
      (await identify(`Bearer ${await token({ ...CLAIMS, ...claims })}`, trust)).session;
    expect(await sessionOf({ sid: 's-1', jti: 't-1' })).toBe('s-1');
    expect(await sessionOf({ jti: 't-1' })).toBe('t-1');
  });

  it('takes from the connection alone whether the caller is in the United Kingdom', async () => {
    const { trust, token } = await setUp();
    const header = `Bearer ${await token({ ...CLAIMS, ukNetwork: true })}`;
    expect((await identify(header, trust)).ukNetwork).toBe(false);
    expect((await identify(header, trust, { ukNetwork: true })).ukNetwork).toBe(true);
  });

  it('asks for a token where none is sent', async () => {
    const { trust } = await setUp();
    await expect(identify(undefined, trust)).rejects.toMatchObject({ code: 'TOKEN_MISSING' });
  });

  it('tells an expired token apart, since signing in again mends it', async () => {
    const { trust, token } = await setUp();
    await expect(
      identify(`Bearer ${await token(CLAIMS, { exp: seconds(-3_600) })}`, trust),
    ).rejects.toMatchObject({
      code: 'TOKEN_EXPIRED',
    });
  });

  it('bounds the difference of clocks to half a minute', async () => {
    const { trust, token } = await setUp();
    await expect(
      identify(`Bearer ${await token(CLAIMS, { exp: seconds(-20) })}`, trust),
    ).resolves.toBeDefined();
    await expect(
      identify(`Bearer ${await token(CLAIMS, { exp: seconds(-40) })}`, trust),
    ).rejects.toBeDefined();
  });

  it.each(['Basic abc', 'Bearer', 'Bearer a b', 'Bearer not-a-jwt', `Bearer ${'x'.repeat(9_000)}`])(
    'refuses the header %.20s',
    async (header) => {
      const { trust } = await setUp();
      await expect(identify(header, trust)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    },
  );

  it('refuses a wrong issuer, audience, key, key id, time or algorithm', async () => {
    const { trust, token, other, publicKey } = await setUp();
    const unsigned = new UnsecuredJWT(CLAIMS)
      .setSubject('user-1')
      .setIssuer(trust.issuer)
      .setAudience(trust.audience)
      .setExpirationTime(seconds(60))
      .encode();
    const confused = new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .setSubject('user-1')
      .setIssuer(trust.issuer)
      .setAudience(trust.audience)
      .setExpirationTime(seconds(60))
      .sign(Buffer.from(JSON.stringify(publicKey)));
    const bad = await Promise.all([
      token(CLAIMS, { iss: 'https://other.test' }),
      token(CLAIMS, { aud: 'other' }),
      token(CLAIMS, { key: other.privateKey }),
      token(CLAIMS, { kid: '../../key' }),
      token(CLAIMS, { nbf: seconds(600) }),
      confused,
    ]);
    bad.push(unsigned);
    for (const jwt of bad)
      await expect(identify(`Bearer ${jwt}`, trust)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it.each<JWTPayload>([
    { roles: ['AGENCY_CONTACT'] },
    { agency: 'nhs-trust' },
    { agency: 'nhs-trust', roles: ['ADMINISTRATOR'] },
    { agency: '', roles: [] },
    { agency: 'nhs-trust', roles: [], training_completed: 'last spring' },
  ])('refuses claims that are missing or malformed: %j', async (claims) => {
    const { trust, token } = await setUp();
    await expect(identify(`Bearer ${await token(claims)}`, trust)).rejects.toMatchObject({
      code: 'TOKEN_INVALID',
    });
  });
});
