import type { RecordCategory } from '../domain/data-category';
import { NO_FIELDS } from '../domain/field-tree';
import { isSafeAddress } from '../domain/safe-address';
import { isError, type DataMap } from '../policy';
import { dataMapFindings } from './data-map-rules';
import { AgencyEndpoint, UnfitAnswer, type EndpointOptions } from './endpoint';
import { findingsOfPart, type AgencyFinding, type PartFinding } from './finding';
import type { TestSubjects } from './live';
import type { SdlReading } from './sdl';
import { tryRules, type RuleResult } from './try-rules';

/** Where an agency's data are processed; nowhere else is admitted. */
export const RESIDENCY = 'UK';

/** What an agency is checked with. */
export interface AgencyCheck extends EndpointOptions {
  readonly dataMap: DataMap;
  /** Where the agency declares that it processes the data; null where it has not said. */
  readonly residency: string | null;
  /** Null tries no rule that needs somebody's record. */
  readonly subjects: TestSubjects | null;
}

/** All that a check found out. */
export interface AgencyReport {
  readonly url: string;
  /** Whether nothing has to be mended; warnings do not count. */
  readonly ok: boolean;
  readonly offers: readonly RecordCategory[];
  readonly dataMap: { readonly key: string; readonly digest: string };
  readonly rules: readonly RuleResult[];
  readonly findings: readonly AgencyFinding[];
}

/**
 * Checks an agency's endpoint as a whole: that it can be reached, that its schema is the contract or a part of it and
 * composes with it, that every field is in the data map, that the data stay in the United Kingdom, and that what it
 * answers about its people for tests keeps the rules of the contract. It never throws for what the agency does.
 */
export async function checkAgency(check: AgencyCheck): Promise<AgencyReport> {
  const endpoint = new AgencyEndpoint(check);
  const { reading, findings: unreached } = await readSchema(endpoint);
  const { subjects } = check;
  const live = reading ? await tryRules({ endpoint, offers: reading.offers, subjects }) : NOT_LIVE;
  const findings = [
    ...findingsOfPart('ENDPOINT', [...addressFindings(check.url), ...unreached]),
    ...findingsOfPart('CONTRACT', reading?.findings ?? []),
    ...findingsOfPart('DATA_MAP', reading ? dataMapFindings(check.dataMap, reading) : []),
    ...findingsOfPart('RESIDENCY', residencyFindings(check.residency)),
    ...findingsOfPart('LIVE', live.findings),
  ];
  const { key, digest } = check.dataMap;
  return {
    url: check.url.href,
    ok: !findings.some(isError),
    offers: [...(reading?.offers ?? [])],
    dataMap: { key, digest },
    rules: live.rules,
    findings,
  };
}

const NOT_LIVE = { rules: [], findings: [] };

function addressFindings(url: URL): readonly PartFinding[] {
  const { username, password } = url;
  const findings: PartFinding[] = [];
  if (!isSafeAddress(url))
    findings.push({ place: '', message: 'is not an https address: serve it with TLS' });
  if (username !== '' || password !== '')
    findings.push({ place: '', message: 'holds a user name or a password: leave them out of the address' });
  return findings;
}

function residencyFindings(residency: string | null): readonly PartFinding[] {
  if (residency === RESIDENCY) return [];
  const message =
    residency === null
      ? `is not declared: declare ${RESIDENCY} if the data are processed in the United Kingdom alone`
      : `is not ${RESIDENCY}: the data of a review stay in the United Kingdom`;
  return [{ place: '', message }];
}

interface SchemaReading {
  readonly reading: SdlReading | null;
  readonly findings: readonly PartFinding[];
}

/** What the gateway reads without a grant: the contract holds nothing about anybody. */
const SCHEMA_OPERATION = {
  query: 'query AgencySchema { _service { sdl } }',
  question: { handles: [], fields: NO_FIELDS, period: null },
};

async function readSchema(endpoint: AgencyEndpoint): Promise<SchemaReading> {
  try {
    const { _service: service } = await endpoint.data({ ...SCHEMA_OPERATION, bare: true });
    const sdl = typeof service === 'object' && service !== null && 'sdl' in service ? service.sdl : null;
    if (typeof sdl === 'string') {
      // Composition is loaded where an agency is checked, which a gateway does seldom.
      const { readSdl } = await import('./sdl/index.js');
      return { reading: readSdl(sdl), findings: [] };
    }
    const message = 'answers no SDL: serve it as an Apollo Federation v2 subgraph';
    return { reading: null, findings: [{ place: 'Query._service', message }] };
  } catch (error) {
    if (!(error instanceof UnfitAnswer)) throw error;
    return { reading: null, findings: [{ place: 'Query._service', message: error.message }] };
  }
}
