import { X509Certificate } from 'node:crypto';

import type { Selectable } from 'kysely';

import type { AgencyReport } from '../../agencies';
import { RECORD_CATEGORIES, type RecordCategory } from '../../domain/data-category';
import type { AgencyId } from '../../domain/ids';
import { GatewayError } from '../../errors/gateway-error';
import type { Database } from '../../store';

/** Whether an agency may be asked and may ask. */
export type AgencyState = 'ACTIVE' | 'REMOVED';

/** What the register holds of an agency's subgraph. */
export interface AgencyRegistration {
  readonly id: AgencyId;
  readonly name: string;
  readonly kind: string;
  readonly state: AgencyState;
  readonly endpointUrl: string | null;
  /** What its schema has; null where it was never checked, and may be asked anything. */
  readonly offers: readonly RecordCategory[] | null;
  readonly dataMap: string | null;
  /** SHA-256 in hexadecimal. */
  readonly dataMapDigest: string | null;
  readonly residency: string | null;
  /** SHA-256 of the certificate that alone vouches for its endpoint; null where the system's authorities do. */
  readonly authorityFingerprint: string | null;
  readonly registeredAt: Date | null;
}

/** The agency is not fit to be registered; the report says what is to be mended. */
export class AgencyUnfit extends GatewayError {
  constructor(readonly report: AgencyReport) {
    super('AGENCY_UNFIT', { detail: `${report.findings.length} findings` });
  }
}

const known: ReadonlySet<string> = new Set(RECORD_CATEGORIES);
const isRecordCategory = (name: string): name is RecordCategory => known.has(name);

/** The categories as their column holds them: names joined by commas. */
export const printOffers = (offers: readonly RecordCategory[]): string => offers.join(',');

/** The column's categories; null where the agency was never checked. */
const readOffers = (column: string | null): readonly RecordCategory[] | null =>
  column === null ? null : column.split(',').filter(isRecordCategory);

/** The SHA-256 of a certificate as its holder reads it too: upper-case hexadecimal pairs. */
export const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256;

export const toRegistration = (row: Selectable<Database['agency']>): AgencyRegistration => ({
  id: row.id as AgencyId,
  name: row.name,
  kind: row.kind,
  state: row.state as AgencyState,
  endpointUrl: row.endpoint_url,
  offers: readOffers(row.offers),
  dataMap: row.data_map,
  dataMapDigest: row.data_map_digest,
  residency: row.residency,
  authorityFingerprint: row.authority === null ? null : fingerprintOf(row.authority),
  registeredAt: row.registered_at,
});
