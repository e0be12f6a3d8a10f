import type { Kysely } from 'kysely';
import type { PartnershipId } from '../../domain/ids';
import type { Database } from '../../store';
import { GATEWAY_LOG } from '../leaf';
import { walk } from '../reports/walk';
import { fhirAuditEvents } from './audit-events';
import { BASE_URI } from './codes';

export interface FhirExportOptions {
  /** This log alone: a partnership's id, or `gateway`. */
  readonly log?: string;
  /** What our own code systems and identifiers begin with; an address that leads nowhere by default. */
  readonly baseUri?: string;
  /** One Bundle of type `collection`, instead of a resource on each line. */
  readonly bundle?: boolean;
}

/**
 * The events as FHIR R4 `AuditEvent`s in the order of time, as pieces of text that make NDJSON or one Bundle together;
 * memory does not grow with the log.
 */
export async function* exportFhir(
  db: Kysely<Database>,
  { log, baseUri = BASE_URI, bundle = false }: FhirExportOptions = {},
): AsyncGenerator<string> {
  const filter =
    log === undefined ? {} : { partnerships: [log === GATEWAY_LOG ? null : (log as PartnershipId)] };
  let before = '{"resourceType":"Bundle","type":"collection","entry":[\n';
  for await (const stored of walk({ db }, filter)) {
    for (const resource of fhirAuditEvents(stored, baseUri)) {
      if (!bundle) {
        yield `${JSON.stringify(resource)}\n`;
        continue;
      }
      const fullUrl = `${baseUri.replace(/\/+$/, '')}/AuditEvent/${resource.id}`;
      yield `${before}${JSON.stringify({ fullUrl, resource })}`;
      before = ',\n';
    }
  }
  // FHIR JSON has no empty array.
  if (bundle) yield before === ',\n' ? '\n]}\n' : '{"resourceType":"Bundle","type":"collection"}\n';
}
