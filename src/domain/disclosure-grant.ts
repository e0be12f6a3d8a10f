import { createHash } from 'node:crypto';

import type { AgencyRecord } from './agency-source';
import { NO_FIELDS, type FieldTree } from './field-tree';
import type { AgencyId, AuditEventId, RecordHandle } from './ids';
import type { Period } from './period';

/** The `typ` of a grant's header (RFC 8725, section 3.11), so that no other token of the gateway passes for one. */
export const GRANT_TYPE = 'disclosure-grant+jwt';

/** The one signature that a grant may have: Ed25519 (RFC 8037). */
export const GRANT_ALGORITHM = 'EdDSA';

/** Seconds from issue to expiry beyond which nobody accepts a grant. */
export const GRANT_LIMIT_SECONDS = 60;

/** Where the gateway publishes the keys that grants are verified with (RFC 7517). */
export const GRANT_KEYS_PATH = '/.well-known/jwks.json';

/** The issuer of a gateway that was given no name of its own. */
export const GRANT_ISSUER = 'review-gateway';

/** A field tree as JSON: each name with the names below it; a leaf is an empty object. */
export interface GrantedFields {
  readonly [name: string]: GrantedFields;
}

/**
 * What one disclosure grant says: which records, fields and period one agency may answer once, for whom, for what, under
 * which policy pack, and which audit event of the gateway's will hold it. It names no person.
 */
export interface GrantClaims {
  readonly iss: string;
  /** The agency that is asked. */
  readonly aud: AgencyId;
  /** Seconds since 1970 (RFC 7519, NumericDate). */
  readonly iat: number;
  readonly exp: number;
  /** The grant's own id; good for one request. */
  readonly jti: string;
  /** The audit event under which the gateway records the operation, allotted before anybody is asked. */
  readonly event: AuditEventId;
  /** The review's opaque reference. */
  readonly review: string;
  readonly purpose: string;
  /** The agency that will receive the answer, and its standing in the review. */
  readonly recipient: { readonly agency: AgencyId; readonly standing: string };
  readonly fields: GrantedFields;
  /** The period under review; null where none is set. */
  readonly period: Period | null;
  /** `handleDigest` of each record. */
  readonly handles: readonly string[];
  /** The policy pack; `digest` is the SHA-256 of its source in hexadecimal. */
  readonly pack: { readonly key: string; readonly version: string; readonly digest: string };
}

/** How many bytes of a handle's digest a grant names. */
const HANDLE_DIGEST_BYTES = 16;

/**
 * Stands for a record's handle in the grant with that `jti`: 128 bits of SHA-256 over both, base64url. A grant may be
 * logged by anything that carries HTTP headers, so it does not repeat the handle itself.
 */
export const handleDigest = (jti: string, handle: RecordHandle): string =>
  createHash('sha256')
    .update(`${jti}\n${handle}`, 'utf8')
    .digest()
    .subarray(0, HANDLE_DIGEST_BYTES)
    .toString('base64url');

/** The tree as the JSON of a grant. */
export function fieldsAsJson(tree: FieldTree): GrantedFields {
  const known = jsons.get(tree);
  if (known) return known;
  const json = Object.freeze(
    Object.fromEntries([...tree].map(([name, below]) => [name, fieldsAsJson(below)])),
  );
  jsons.set(tree, json);
  return json;
}

/** The tree that a grant's JSON stands for. */
export const fieldsFromJson = (fields: GrantedFields): FieldTree =>
  new Map(Object.entries(fields).map(([name, below]) => [name, fieldsFromJson(below)]));

/** Names that any operation may select: the record's own key, which the grant gave, and the type's name. */
const FREE: ReadonlySet<string> = new Set(['handle', '__typename']);

/** The paths that `asked` names and `granted` does not, such as `health.narrative`; empty where all is granted. */
export function fieldsBeyond(asked: FieldTree, granted: FieldTree): readonly string[] {
  return [...asked].flatMap(([name, below]) =>
    FREE.has(name) ? [] : pathsBeyond(name, below, granted.get(name)),
  );
}

function pathsBeyond(path: string, asked: FieldTree, granted: FieldTree | undefined): readonly string[] {
  if (granted === undefined) return [path];
  return [...asked].flatMap(([name, below]) =>
    name === '__typename' ? [] : pathsBeyond(`${path}.${name}`, below, granted.get(name)),
  );
}

/** SHA-256, in hexadecimal, of the paths of a tree in their order: two ledgers compare fields by it. */
export function fieldsDigest(tree: FieldTree): string {
  const known = digests.get(tree);
  if (known !== undefined) return known;
  const digest = digestOf(tree);
  digests.set(tree, digest);
  return digest;
}

/** Trees are never changed, and one plan serves many requests. */
const digests = new WeakMap<FieldTree, string>();
const jsons = new WeakMap<FieldTree, GrantedFields>();

function digestOf(tree: FieldTree): string {
  const paths = pathsOf(tree).filter((path) => !FREE.has(path));
  return createHash('sha256').update(paths.sort().join('\n'), 'utf8').digest('hex');
}

const pathsOf = (tree: FieldTree, before = ''): string[] =>
  [...tree].flatMap(([name, below]) => [`${before}${name}`, ...pathsOf(below, `${before}${name}.`)]);

/** What came of a request, as numbers: how many records, and how many values of each category. */
export interface AnswerCount {
  readonly records: number;
  readonly values: Readonly<Record<string, number>>;
}

export const NOTHING_ANSWERED: AnswerCount = Object.freeze({ records: 0, values: Object.freeze({}) });

/** Counts the values of `fields` in the records: a list by its entries, anything else as one, null as none. */
export function countAnswer(
  records: Iterable<Readonly<AgencyRecord> | Readonly<Record<string, unknown>>>,
  fields: FieldTree = NO_FIELDS,
): AnswerCount {
  const values = new Map<string, number>();
  let count = 0;
  for (const record of records) {
    count += 1;
    for (const [name, value] of Object.entries(record)) {
      if (FREE.has(name) || !fields.has(name) || value === null || value === undefined) continue;
      values.set(name, (values.get(name) ?? 0) + (Array.isArray(value) ? value.length : 1));
    }
  }
  return { records: count, values: Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1))) };
}
