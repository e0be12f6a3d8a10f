import { readFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { request } from 'undici';
import { z } from 'zod';
import type { Clock } from '../domain/ports';
import type { KeyCustodian, KeyCustody } from './custody';
import { keyUnavailable } from './key-file';

/** How the key management service is reached. */
export interface KmsOptions {
  /** Up to and with the mount of its encryption engine, such as `https://kms.example/v1/transit`. */
  readonly url: string;
  /** The name of the wrapping key there. */
  readonly key: string;
  /** The file that holds the access token; it is read at each request, so that a new token holds at once. */
  readonly tokenFile: string;
  readonly clock: Clock;
}

/** Milliseconds that the service has for one answer. */
const DEADLINE_MS = 3_000;
/** Milliseconds for which an unwrapped key may be used without asking again; a key revoked there ends with them. */
const REMEMBERED_MS = 60_000;
const REMEMBERED_KEYS = 1_000;

const ENCRYPTED = z.object({ data: z.object({ ciphertext: z.string().regex(/^\S{1,4000}$/) }) });
const DECRYPTED = z.object({ data: z.object({ plaintext: z.base64() }) });
const DESCRIBED = z.object({ data: z.object({ latest_version: z.int().min(1) }) });

/**
 * Master keys that never leave an external key management service which wraps and unwraps over HTTP, in the shape of
 * HashiCorp Vault's transit engine (its HTTP API, "Transit secrets engine"): `encrypt`, `decrypt`, `keys/…/rotate`. The
 * service versions its key; what was wrapped under an older version still opens until `discard`.
 */
export function kmsCustody(options: KmsOptions): KeyCustody {
  const ask = client(options);
  const encoded = encodeURIComponent(options.key);
  const remembered = rememberingKeys(options.clock);
  const latest = async (): Promise<number> =>
    DESCRIBED.parse(await ask('GET', `keys/${encoded}`)).data.latest_version;
  const custodian = (version: number): KeyCustodian => ({
    protection: { kind: 'KMS', key: options.key, version },
    wrap: async (plaintext, context) => {
      const body = { plaintext: plaintext.toString('base64'), associated_data: base64(context) };
      return ENCRYPTED.parse(await ask('POST', `encrypt/${encoded}`, body)).data.ciphertext;
    },
    unwrap: (ciphertext, context) =>
      remembered(`${context}\0${ciphertext}`, async () => {
        const body = { ciphertext, associated_data: base64(context) };
        const { data } = DECRYPTED.parse(await ask('POST', `decrypt/${encoded}`, body));
        return Buffer.from(data.plaintext, 'base64');
      }),
  });
  const shut = orUnavailable('the key management service gave no usable answer');
  const guarded = (open: KeyCustodian): KeyCustodian => ({
    protection: open.protection,
    wrap: (key, context) => shut(() => open.wrap(key, context)),
    unwrap: (wrapped, context) => shut(() => open.unwrap(wrapped, context)),
  });
  return {
    keeps: ({ kind }) => kind === 'KMS',
    open: async (protection) => {
      if (protection.kind !== 'KMS' || protection.key !== options.key)
        throw keyUnavailable('the key file is not under this key of the key management service');
      return guarded(custodian(protection.version));
    },
    renew: (previous) =>
      shut(async () => {
        if (previous?.kind === 'KMS') await ask('POST', `keys/${encoded}/rotate`, {});
        return guarded(custodian(await latest()));
      }),
    discard: () =>
      shut(async () => {
        await ask('POST', `keys/${encoded}/config`, { min_decryption_version: await latest() });
      }),
  };
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

type Ask = (
  method: 'GET' | 'POST',
  path: string,
  body?: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

function client({ url, tokenFile }: KmsOptions): Ask {
  const root = url.replace(/\/+$/, '');
  return async (method, path, body) => {
    const token = (await readFile(tokenFile, 'utf8')).trim();
    const response = await request(`${root}/${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-vault-token': token },
      signal: AbortSignal.timeout(DEADLINE_MS),
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.body.text();
    // Neither the service's words nor the token belong into a log.
    if (response.statusCode < 200 || response.statusCode > 299)
      throw keyUnavailable(`the key management service answered ${String(response.statusCode)}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
}

/** Keeps unwrapped keys for a minute, so that the service is not asked for each request. */
function rememberingKeys(clock: Clock): (slot: string, unwrap: () => Promise<Buffer>) => Promise<Buffer> {
  const kept = new LRUCache<string, { readonly key: Buffer; readonly until: number }>({
    max: REMEMBERED_KEYS,
  });
  return async (slot, unwrap) => {
    const now = clock.now().getTime();
    const known = kept.get(slot);
    if (known !== undefined && now < known.until) return known.key;
    kept.delete(slot);
    const key = await unwrap();
    kept.set(slot, { key, until: now + REMEMBERED_MS });
    return key;
  };
}

const orUnavailable =
  (detail: string) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw keyUnavailable(detail, cause);
    }
  };
