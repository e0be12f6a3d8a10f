import { readFile, stat } from 'node:fs/promises';

import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/**
 * Where an agency has the gateway's public keys from: a file that it was given (pinned, read again when it is replaced),
 * the gateway's published URL (kept, and asked again after five minutes or for a key that is not known), or a function.
 */
export type GrantKeySource =
  { readonly file: string } | { readonly url: URL } | { readonly read: () => Promise<JSONWebKeySet> };

/** Milliseconds before the URL is asked again for a key that is not known: a rotation is noticed, a flood is not passed on. */
const COOLDOWN_MS = 1_000;

/** Milliseconds for which a copy of the URL's keys is used, so that one that was taken away is believed no longer. */
const COPY_MS = 300_000;

/** Finds the key of a grant among the source's. */
export function grantKeysFrom(source: GrantKeySource): JWTVerifyGetKey {
  if ('url' in source)
    return createRemoteJWKSet(source.url, { cooldownDuration: COOLDOWN_MS, cacheMaxAge: COPY_MS });
  const read = 'file' in source ? pinned(source.file) : source.read;
  return async (header, token) => createLocalJWKSet(await read())(header, token);
}

function pinned(file: string): () => Promise<JSONWebKeySet> {
  let seen: { readonly version: string; readonly keys: JSONWebKeySet } | undefined;
  return async () => {
    const { ino, mtimeMs, size } = await stat(file);
    const version = `${ino}:${mtimeMs}:${size}`;
    if (seen?.version !== version) {
      // createLocalJWKSet refuses what is no key set.
      seen = { version, keys: JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet };
    }
    return seen.keys;
  };
}
