import type { AgencySource } from '../../domain/agency-source';
import type { FieldTree } from '../../domain/field-tree';
import type { RecordHandle } from '../../domain/ids';
import type { Period } from '../../domain/period';
import { nothing, type AgencyAnswer } from './request';

/** The scheme of an endpoint in the register that says: this agency's adapter runs inside the gateway's own process. */
export const EMBEDDED = 'embedded:';

/** What an embedded adapter is asked for: the plan's fields and no other. */
export interface EmbeddedQuestion {
  readonly handles: readonly RecordHandle[];
  readonly fields: FieldTree;
  readonly period: Period | null;
}

/**
 * Reads from an adapter in this process. There is no wire between, so no grant is signed: the audit event is the same.
 * It never throws, as `askAgency` does not; a handle that was not asked for makes the answer invalid.
 */
export async function readEmbedded(source: AgencySource, question: EmbeddedQuestion): Promise<AgencyAnswer> {
  const { handles, fields, period } = question;
  try {
    const records = await source.read(handles, fields, period === null ? {} : { period });
    for (const handle of records.keys()) if (!handles.includes(handle)) return nothing('INVALID');
    return { status: 'OK', records, transient: false };
  } catch {
    return nothing('UNAVAILABLE');
  }
}
