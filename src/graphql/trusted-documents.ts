import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, print, stripIgnoredCharacters, type DocumentNode } from 'graphql';

/** Operations that were read and approved beforehand. */
export interface TrustedDocuments {
  /** Whether the document is one of them, however it is spaced. */
  includes(document: DocumentNode): boolean;
  /** The text of the document with that SHA-256 (hex), so that a client may send the hash alone; undefined otherwise. */
  text(hash: string): string | undefined;
  /** The hashes by the name of each file. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** No document is trusted. */
export const NO_TRUSTED_DOCUMENTS: TrustedDocuments = Object.freeze({
  includes: () => false,
  text: () => undefined,
  hashes: new Map<string, string>(),
});

const normalised = (document: DocumentNode): string => stripIgnoredCharacters(print(document));
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Reads every `.graphql` file of a folder as a trusted document. A document is known by the SHA-256 of its text without
 * ignored characters (GraphQL, section 2.1.7).
 *
 * @throws Error when a file does not parse
 */
export function readTrustedDocuments(folder: string): TrustedDocuments {
  const texts = new Map<string, string>();
  const hashes = new Map<string, string>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.graphql')) continue;
    const text = normalised(parse(readFileSync(join(folder, file), 'utf8')));
    texts.set(hashOf(text), text);
    hashes.set(file, hashOf(text));
  }
  return Object.freeze({
    includes: (document: DocumentNode) => texts.has(hashOf(normalised(document))),
    text: (hash: string) => texts.get(hash),
    hashes,
  });
}
