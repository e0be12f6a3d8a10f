import type { AgencySource, LocalMatch, LocalSearch, ReadOptions } from '../../src/domain/agency-source';
import type { FieldTree } from '../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../src/domain/ids';
import type { Period } from '../../src/domain/period';
import type { Clock } from '../../src/domain/ports';
import { toPartialDate } from '../shared/dates';
import { HandleBook } from '../shared/handles';
import { matchesSearch } from '../shared/matching';
import { withinPeriod } from '../shared/within-period';
import { FHIR_OFFERS } from './capabilities';
import { FhirFolders, type FhirObserver, type IndexedPatient } from './client';
import { fhirConfig, type FhirConfig } from './config';
import { configInvalid } from './errors';
import type { Resource, ResourceType } from './resources';
import { neededResourceTypes } from './select';
import { translatePatient, type PatientResources } from './translate';
import { addressesOf, nameOf, printName } from './translate-patient';

export type { FhirConfig } from './config';
export type { FhirObserver, FhirRead, FhirSkipped } from './client';

/** What the adapter is given by its host. */
export interface FhirDependencies extends FhirObserver {
  readonly clock: Clock;
}

/**
 * Opens a FHIR R4 export as an agency source. The folders stay the truth: they are read at each request, and a file that
 * has changed is indexed anew.
 * @throws GatewayError CONFIG_INVALID when the configuration is not as `fhirConfig` says or a folder is missing.
 */
export async function openFhirSource(
  config: FhirConfig,
  dependencies: FhirDependencies,
): Promise<AgencySource> {
  const parsed = fhirConfig.safeParse(config);
  if (!parsed.success) throw configInvalid('the configuration is not valid', parsed.error);
  const { agency, folders, handleSecret } = parsed.data;
  const client = new FhirFolders(folders, dependencies);
  const patients = await client.patients();
  const book = new HandleBook(handleSecret, patients.keys());
  return new FhirSource(agency as AgencyId, { client, book, clock: dependencies.clock });
}

/** What of a patient's resources is read. */
interface Needs {
  readonly needed: ReadonlySet<ResourceType>;
  readonly undated: ReadonlySet<ResourceType>;
  readonly period: Period | undefined;
}

interface FhirParts {
  readonly client: FhirFolders;
  readonly book: HandleBook;
  readonly clock: Clock;
}

class FhirSource implements AgencySource {
  readonly offers = FHIR_OFFERS;

  constructor(
    readonly agency: AgencyId,
    private readonly parts: FhirParts,
  ) {}

  async read(
    handles: readonly RecordHandle[],
    fields: FieldTree,
    options: ReadOptions = {},
  ): ReturnType<AgencySource['read']> {
    const { client, book, clock } = this.parts;
    const patients = await client.patients();
    const needed = neededResourceTypes(fields);
    // Practitioners are not dated, and are read off the same encounters.
    const undated: ReadonlySet<ResourceType> = new Set(fields.has('practitioners') ? ['Encounter'] : []);
    const found = [...new Set(handles)].flatMap((handle) => {
      const patient = patients.get(book.keyOf(handle) ?? '');
      return patient && !patient.restricted ? [{ handle, patient }] : [];
    });
    const records = found.map(async ({ handle, patient }) => {
      const resources = await this.resourcesOf(patient, { needed, undated, period: options.period });
      const context = {
        handle,
        at: clock.now(),
        entryHandle: (key: string): string => book.entryHandle(key),
      };
      const record = translatePatient(resources, fields.keys(), context);
      return [handle, withinPeriod(record, options)] as const;
    });
    return new Map(await Promise.all(records));
  }

  async search(by: LocalSearch): Promise<readonly LocalMatch[]> {
    const { client, book } = this.parts;
    const open = [...(await client.patients()).values()].filter(({ restricted }) => !restricted);
    const matches: LocalMatch[] = [];
    for (const patient of open) {
      const [resource] = await client.read({ type: 'Patient', keys: new Set([patient.id]) });
      if (!resource || !isMatch(resource, by)) continue;
      const [address] = addressesOf(resource.address);
      matches.push({
        handle: book.handleOf(patient.id),
        name: nameOf(resource.name) ?? '',
        dateOfBirth: toPartialDate(resource.birthDate),
        address: address ? [...address.lines, address.postcode ?? ''].filter(Boolean).join(', ') : null,
      });
    }
    return matches;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async resourcesOf(
    patient: IndexedPatient,
    { needed, undated, period }: Needs,
  ): Promise<PatientResources> {
    const { client } = this.parts;
    const { keys, id } = patient;
    const read = <Type extends ResourceType>(type: Type): Promise<readonly Resource<Type>[]> =>
      needed.has(type)
        ? client.read({ type, keys, period: undated.has(type) ? undefined : period })
        : Promise.resolve([]);
    return {
      Patient: needed.has('Patient') ? await client.read({ type: 'Patient', keys: new Set([id]) }) : [],
      RelatedPerson: await read('RelatedPerson'),
      Condition: await read('Condition'),
      Encounter: await read('Encounter'),
      MedicationRequest: await read('MedicationRequest'),
      Procedure: await read('Procedure'),
      AllergyIntolerance: await read('AllergyIntolerance'),
      Immunization: await read('Immunization'),
    };
  }
}

function isMatch({ name, birthDate }: Resource<'Patient'>, by: LocalSearch): boolean {
  const names = name.flatMap((one) => printName(one) ?? []);
  return matchesSearch({ names, dateOfBirth: toPartialDate(birthDate) }, by);
}
