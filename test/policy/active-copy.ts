import { parseDocument } from 'yaml';

import { folderOf, packText } from './support';

/** Every pack that the product ships with. */
export const PACK_KEYS = [
  'baseline',
  'lancashire',
  'staffordshire',
  'cheshire-merseyside',
  'derby-derbyshire',
  'csap',
] as const;

export type ShippedPack = (typeof PACK_KEYS)[number];

const SIGNED_ON = '2025-01-06';

/**
 * The text of a shipped pack as if its partnership had handed over every paper that is missing and everybody had
 * signed: its matrix is unchanged, and it is ACTIVE.
 */
export function activeText(key: ShippedPack): string {
  const yaml = parseDocument(packText(key));
  const pack = yaml.toJS() as {
    readonly documents: readonly { readonly kind: string }[];
    readonly retention: readonly { readonly latestOf: readonly unknown[] }[];
    readonly agreement: { readonly parties: readonly { readonly status: string }[] } | null;
  };
  yaml.setIn(['status'], 'ACTIVE');
  yaml.setIn(
    ['signatures'],
    [{ by: 'Data protection officer', role: 'DATA_PROTECTION_OFFICER', on: SIGNED_ON }],
  );
  for (const index of pack.documents.keys()) yaml.setIn(['documents', index, 'supplied'], true);
  for (const kind of ['APPROPRIATE_POLICY_DOCUMENT', 'DATA_PROTECTION_IMPACT_ASSESSMENT']) {
    if (pack.documents.some((document) => document.kind === kind)) continue;
    yaml.addIn(['documents'], {
      key: `added${kind.length}`,
      kind,
      title: kind,
      file: null,
      issued: null,
      reviewDue: null,
    });
  }
  for (const [index, { latestOf }] of pack.retention.entries()) {
    if (latestOf.length === 0)
      yaml.setIn(['retention', index, 'latestOf'], [{ from: 'REVIEW_CLOSED', add: 'P10Y' }]);
  }
  const parties = pack.agreement?.parties ?? [];
  for (const index of parties.keys()) {
    const path = ['agreement', 'parties', index];
    yaml.setIn([...path, 'status'], 'SIGNED');
    yaml.setIn([...path, 'signedOn'], SIGNED_ON);
    yaml.setIn([...path, 'position'], 'Chief officer');
  }
  if (parties.length > 0) {
    yaml.setIn(['agreement', 'firstSignature'], SIGNED_ON);
    yaml.setIn(['agreement', 'reviewDueOn'], null);
  }
  return yaml.toString();
}

/** A folder of active copies of the packs, with its lock. Whoever asks for it removes it. */
export const activePolicies = (keys: readonly ShippedPack[] = PACK_KEYS): string =>
  folderOf(Object.fromEntries(keys.map((key) => [`packs/${key}/pack.yaml`, activeText(key)])));
