import { randomUUID } from 'node:crypto';
import type { AgencySource, LocalMatch, LocalSearch, ReadOptions } from '../../src/domain/agency-source';
import type { FieldTree } from '../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../src/domain/ids';
import type { Clock } from '../../src/domain/ports';
import { toPartialDate } from '../shared/dates';
import { HandleBook } from '../shared/handles';
import { matchesSearch } from '../shared/matching';
import { SealedHandles, type Handles } from '../shared/sealed-handles';
import { withinPeriod } from '../shared/within-period';
import { FHIR_OFFERS } from './capabilities';
import type { FhirClient } from './client';
import { fhirConfig, type Dialect, type FhirConfig, type FhirServerConfig } from './config';
import { configInvalid } from './errors';
import { FhirFolders, type FhirObserver } from './folders';
import { GpConnect } from './gp-connect';
import { FhirHttp, type OnAsk } from './http';
import type { Resource } from './resources';
import { FhirServer } from './server';
import { translatePatient } from './translate';
import { addressesOf, nameOf, printName } from './translate-patient';

export { fhirConfig, type FhirConfig } from './config';
export type { FhirObserver, FhirRead, FhirSkipped } from './folders';

/** What the adapter is given by its host. */
export interface FhirDependencies extends FhirObserver {
  readonly clock: Clock;
  /** Told of each question to a server, without a value of it. */
  readonly onAsk?: OnAsk;
  /** Gives the id of each request to a server that wants one; a random UUID by default. */
  readonly newRequestId?: () => string;
}

/**
 * Opens a FHIR source as an agency: an export in files, an R4 server, or a practice behind GP Connect. The source stays
 * the truth: files are read and servers asked at each request, and a file that has changed is indexed anew.
 * @throws GatewayError CONFIG_INVALID when the configuration is not as `fhirConfig` says or a folder is missing.
 */
export async function openFhirSource(
  config: FhirConfig,
  dependencies: FhirDependencies,
): Promise<AgencySource> {
  const parsed = fhirConfig.safeParse(config);
  if (!parsed.success) throw configInvalid('the configuration is not valid', parsed.error);
  const { agency, dialect, folders = [], server, handleSecret } = parsed.data;
  const client = server
    ? openServer(server, dialect, dependencies)
    : new FhirFolders(folders, dialect, dependencies);
  const handles = server
    ? new SealedHandles(handleSecret)
    : new HandleBook(handleSecret, await client.keys());
  return new FhirSource(agency as AgencyId, dialect, { client, handles, clock: dependencies.clock });
}

function openServer(
  config: FhirServerConfig,
  dialect: Dialect,
  { onAsk, newRequestId = randomUUID }: FhirDependencies,
): FhirClient {
  const http = new FhirHttp(config, { onAsk, newRequestId: () => newRequestId() });
  return dialect === 'gp-connect' ? new GpConnect(http) : new FhirServer({ http, dialect, config });
}

interface FhirParts {
  readonly client: FhirClient;
  readonly handles: Handles;
  readonly clock: Clock;
}

class FhirSource implements AgencySource {
  readonly offers: ReadonlySet<string>;
  readonly hasNames: boolean;

  constructor(
    readonly agency: AgencyId,
    private readonly dialect: Dialect,
    private readonly parts: FhirParts,
  ) {
    this.offers = FHIR_OFFERS[dialect];
    this.hasNames = parts.client.findsByName;
  }

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options: ReadOptions = {},
  ): ReturnType<AgencySource['read']> {
    const offered: FieldTree = new Map([...fields].filter(([field]) => this.offers.has(field)));
    const records = [...new Set(handles)].map(async (handle) => {
      const record = await this.record(handle, offered, options);
      return record ? ([[handle, record]] as const) : [];
    });
    return new Map((await Promise.all(records)).flat());
  }

  async search(by: LocalSearch): Promise<readonly LocalMatch[]> {
    const { client, handles } = this.parts;
    const matches: LocalMatch[] = [];
    for (const { key, patient } of await client.search(by)) {
      if (!this.isMatch(patient, by)) continue;
      const [address] = addressesOf(patient.address);
      matches.push({
        handle: handles.handleOf(key),
        name: nameOf(patient.name) ?? '',
        dateOfBirth: toPartialDate(patient.birthDate),
        address: address ? [...address.lines, address.postcode ?? ''].filter(Boolean).join(', ') : null,
      });
    }
    return matches;
  }

  close(): Promise<void> {
    return this.parts.client.close();
  }

  private async record(handle: RecordHandle, fields: FieldTree, { period }: ReadOptions) {
    const { client, handles, clock } = this.parts;
    const key = handles.keyOf(handle);
    const resources = key === undefined ? null : await client.patient(key, { fields, period });
    if (!resources) return null;
    const context = {
      handle,
      at: clock.now(),
      entryHandle: (entryKey: string): string => handles.entryHandle(entryKey),
    };
    return withinPeriod(translatePatient(resources, fields.keys(), context), period ? { period } : {});
  }

  /** A practice behind GP Connect has found whom it was asked for by number; the others are compared by name and date. */
  private isMatch({ name, birthDate, identifier }: Resource<'Patient'>, by: LocalSearch): boolean {
    const dateOfBirth = toPartialDate(birthDate);
    const numbers = this.dialect === 'gp-connect' ? identifier.flatMap(({ value }) => value ?? []) : [];
    const names = [...name.flatMap((one) => printName(one) ?? []), ...numbers];
    return matchesSearch({ names, dateOfBirth }, { ...by, ...spacesLeftOut(by.name, numbers) });
  }
}

/** A number may be typed in groups of digits. */
function spacesLeftOut(name: string | undefined, numbers: readonly string[]): Pick<LocalSearch, 'name'> {
  const digits = name?.replace(/[\s-]/g, '') ?? '';
  return numbers.includes(digits) ? { name: digits } : {};
}
