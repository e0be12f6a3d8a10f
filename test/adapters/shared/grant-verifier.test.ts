import { createHmac, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { decodeJwt, decodeProtectedHeader, exportJWK, SignJWT } from 'jose';

import { memoryReplayGuard } from '../../../adapters/shared/grant-replay';
import type { GrantVerdict } from '../../../adapters/shared/grant-verifier';
import { GRANT_ALGORITHM, GRANT_TYPE } from '../../../src/domain/disclosure-grant';
import type { AgencyId, RecordHandle } from '../../../src/domain/ids';
import { AGENCY, openTestGrants, tree, type TestGrants } from '../../support/grants';

const START = Date.parse('2025-03-01T09:00:00.400Z');
let now = START;
const clock = { now: () => new Date(now) };
let grants: TestGrants;

beforeEach(async () => {
  now = START;
  grants = await openTestGrants(clock);
});

const why = ({ refused }: GrantVerdict): string | null => refused;
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with the grant's claims under another signature. */
async function forged(header: Record<string, unknown>, sign: (input: string) => string): Promise<string> {
  const claims = decodeJwt(await grants.grant({}));
  const input = `${base64(header)}.${base64(claims)}`;
  return `${input}.${sign(input)}`;
}

/** The grant's claims with changes, signed with the gateway's own key. */
async function signed(changes: Record<string, unknown>, typ = GRANT_TYPE): Promise<string> {
  const { kid, key } = await grants.keys.current();
  return new SignJWT({ ...decodeJwt(await grants.grant({})), ...changes })
    .setProtectedHeader({ alg: GRANT_ALGORITHM, typ, kid })
    .sign(key);
}

describe('a disclosure grant', () => {
  it('says what may be answered for what, names no record in clear, and lasts a minute at most', async () => {
    const handle = 'h-one' as RecordHandle;
    const token = await grants.grant({ fields: tree('name', 'health.code'), handles: [handle] });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      aud: AGENCY,
      iss: 'review-gateway',
      purpose: 'RAPID_REVIEW',
      recipient: { agency: 'agency-own', standing: 'PARTICIPATING' },
      fields: { name: {}, health: { code: {} } },
      pack: { key: 'baseline', version: '1.0.0' },
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(60);
    expect(JSON.stringify(claims)).not.toContain(handle);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: GRANT_TYPE });
    const { grant } = await grants.verifier().verify(token);
    expect(grant?.covers(handle)).toBe(true);
    expect(grant?.covers('h-two' as RecordHandle)).toBe(false);
  });

  it('holds once', async () => {
    const verifier = grants.verifier();
    const token = await grants.grant({});
    expect(why(await verifier.verify(token))).toBeNull();
    expect(why(await verifier.verify(token))).toBe('REPLAYED');
  });

  it('is refused by every agency but the one that it names', async () => {
    const verdict = await grants.verifier({ agency: 'other' as AgencyId }).verify(await grants.grant({}));
    expect(verdict).toMatchObject({ refused: 'OTHER_AGENCY', claims: { aud: AGENCY } });
  });

  it('is refused once it has expired, and not a moment before', async () => {
    const [early, late] = [await grants.grant({}), await grants.grant({})];
    const verifier = grants.verifier({ toleranceSeconds: 0 });
    now = START + 29_000;
    expect(why(await verifier.verify(early))).toBeNull();
    now = START + 30_000;
    expect(why(await verifier.verify(late))).toBe('EXPIRED');
  });

  it('is refused where it was issued before the verifier began, which cannot know whether it was used', async () => {
    const token = await grants.grant({});
    now = START + 2_000;
    expect(why(await grants.verifier().verify(token))).toBe('INVALID');
  });

  it.each<[string, () => Promise<string | null>, string]>([
    ['nothing', () => Promise.resolve(null), 'MISSING'],
    ['what is no token', () => Promise.resolve('a.b.c'), 'INVALID'],
    ['no signature', () => forged({ alg: 'none', typ: GRANT_TYPE }, () => ''), 'INVALID'],
    [
      'a secret made of the public key',
      async () => {
        const [key] = (await grants.keys.jwks()).keys;
        const secret = Buffer.from(key?.x ?? '', 'base64url');
        return forged({ alg: 'HS256', typ: GRANT_TYPE, kid: key?.kid }, (input) =>
          createHmac('sha256', secret).update(input).digest('base64url'),
        );
      },
      'INVALID',
    ],
    [
      'a key that it brings itself',
      async () => {
        const { privateKey, publicKey } = generateKeyPairSync('ed25519');
        return new SignJWT(decodeJwt(await grants.grant({})))
          .setProtectedHeader({ alg: 'EdDSA', typ: GRANT_TYPE, jwk: await exportJWK(publicKey) })
          .sign(privateKey);
      },
      'INVALID',
    ],
    ['another kind of token', () => signed({}, 'JWT'), 'INVALID'],
    ['another issuer', () => signed({ iss: 'somebody' }), 'INVALID'],
    ['no expiry', () => signed({ exp: undefined }), 'INVALID'],
    ['a life of two minutes', () => signed({ exp: Math.floor(START / 1_000) + 120 }), 'INVALID'],
    ['no fields', () => signed({ fields: undefined }), 'INVALID'],
    ['no record', () => signed({ handles: [] }), 'INVALID'],
  ])('with %s is refused', async (_what, token, reason) => {
    expect(why(await grants.verifier().verify(await token()))).toBe(reason);
  });

  it('of a retired key holds until the last one has expired', async () => {
    now = START + 600_000;
    const verifier = grants.verifier();
    const before = await grants.grant({});
    await grants.keys.rotate({ record: () => Promise.resolve() });
    expect(why(await verifier.verify(before))).toBeNull();
    expect(why(await verifier.verify(await grants.grant({})))).toBeNull();
  });

  it('is verified against a pinned file, which may be replaced', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'pinned-')), 'jwks.json');
    const stranger = await openTestGrants(clock);
    await writeFile(file, JSON.stringify(await stranger.keys.jwks()));
    const verifier = grants.verifier({ jwks: { file } });
    expect(why(await verifier.verify(await grants.grant({})))).toBe('INVALID');
    await writeFile(file, JSON.stringify({ keys: [...(await grants.keys.jwks()).keys] }, null, 2));
    expect(why(await verifier.verify(await grants.grant({})))).toBeNull();
  });

  it('is refused rather than forgotten when no more can be remembered', () => {
    const guard = memoryReplayGuard(() => now, 2);
    expect(guard.take('a', now + 1_000)).toBe(true);
    expect(guard.take('b', now + 2_000)).toBe(true);
    expect(guard.take('c', now + 2_000)).toBe(false);
    now += 1_000;
    expect(guard.take('c', now + 2_000)).toBe(true);
    expect(guard.take('b', now + 2_000)).toBe(false);
  });
});
