import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LocalSearch } from '../../src/domain/agency-source';
import { liesOutside, type Period } from '../../src/domain/period';
import { isClosed, withoutLocation, type FhirClient, type FoundPatient, type PatientRequest } from './client';
import type { Dialect } from './config';
import { configInvalid, unreadable } from './errors';
import { fingerprintOf, indexFile, readPlaces, type FileIndex, type IndexedResource } from './file-index';
import { gather, RESOURCES } from './resources';
import type { Confidentiality, PatientResources, Resource, ResourceType } from './resources';
import { needsOf } from './select';

/** One reading of a file, so that a site can log, and a test can prove, what was opened for a request. */
export interface FhirRead {
  readonly file: string;
  readonly resourceType: ResourceType;
  readonly resources: number;
}

/** Lines or entries of a file that are not FHIR; they were left out. */
export interface FhirSkipped {
  readonly file: string;
  readonly entries: number;
}

/** Who is told of what happens to the files. */
export interface FhirObserver {
  readonly onRead?: ((read: FhirRead) => void) | undefined;
  readonly onSkipped?: ((skipped: FhirSkipped) => void) | undefined;
}

/** A patient as the index knows them. */
interface IndexedPatient {
  readonly id: string;
  /** The ids and NHS numbers that other resources refer to them by. */
  readonly keys: ReadonlySet<string>;
  /** The strictest label of all copies of the record. */
  readonly confidentiality: Confidentiality;
}

interface ResourceQuery<Type extends ResourceType> {
  readonly type: Type;
  readonly keys: ReadonlySet<string>;
  /** Resources that lie wholly outside it are not read. */
  readonly period?: Period | undefined;
}

const ORDER: readonly Confidentiality[] = ['OPEN', 'RESTRICTED', 'CLOSED'];

/**
 * Folders of FHIR files, read on demand. A file is indexed once, when its resource type is first needed, and again when
 * it has changed; only the resources asked for are then read from it.
 */
export class FhirFolders implements FhirClient {
  readonly findsByName = true;
  private readonly indexes = new Map<string, Promise<FileIndex>>();

  constructor(
    private readonly folders: readonly string[],
    private readonly dialect: Dialect,
    private readonly observer: FhirObserver = {},
  ) {}

  async patient(key: string, { fields, period }: PatientRequest): Promise<PatientResources | null> {
    const patient = (await this.patients()).get(key);
    if (!patient || isClosed(patient.confidentiality, this.dialect)) return null;
    const open = patient.confidentiality === 'OPEN' ? fields : withoutLocation(fields);
    const needs = needsOf(open, { dialect: this.dialect, dated: period !== undefined });
    // Practitioners are not dated, and are read off the same encounters.
    const undated: ReadonlySet<ResourceType> = new Set(fields.has('practitioners') ? ['Encounter'] : []);
    const { id, keys } = patient;
    return gather(async (type) => {
      if (!needs.has(type)) return [];
      if (type === 'Patient') return this.read({ type, keys: new Set([id]) });
      return this.read({ type, keys, period: undated.has(type) ? undefined : period });
    });
  }

  async search(_by: LocalSearch): Promise<readonly FoundPatient[]> {
    const open = [...(await this.patients()).values()].filter(
      ({ confidentiality }) => !isClosed(confidentiality, this.dialect),
    );
    const found: FoundPatient[] = [];
    for (const { id, confidentiality } of open) {
      const [patient] = await this.read({ type: 'Patient', keys: new Set([id]) });
      if (patient)
        found.push({ key: id, patient: confidentiality === 'OPEN' ? patient : { ...patient, address: [] } });
    }
    return found;
  }

  async keys(): Promise<Iterable<string>> {
    return (await this.patients()).keys();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async patients(): Promise<ReadonlyMap<string, IndexedPatient>> {
    const patients = new Map<string, IndexedPatient>();
    for (const { index } of await this.indexed('Patient')) {
      for (const { type, id, patientKeys, confidentiality } of index.resources) {
        if (type !== 'Patient') continue;
        const known = patients.get(id);
        patients.set(id, {
          id,
          keys: new Set([...(known?.keys ?? []), ...patientKeys]),
          confidentiality: strictest(confidentiality, known?.confidentiality ?? 'OPEN'),
        });
      }
    }
    return patients;
  }

  /** The resources of one type that belong to the patient under any of `keys`, labelled ones left out. */
  private async read<Type extends ResourceType>(
    query: ResourceQuery<Type>,
  ): Promise<readonly Resource<Type>[]> {
    const found = new Map<string, Resource<Type>>();
    for (const { file, index } of await this.indexed(query.type)) {
      const wanted = wantedOf(index, query);
      if (wanted.length === 0) continue;
      for (const resource of await this.load(file, query.type, wanted)) {
        if (!found.has(resource.id)) found.set(resource.id, resource);
      }
    }
    return [...found.values()];
  }

  private async load<Type extends ResourceType>(
    file: string,
    type: Type,
    wanted: readonly IndexedResource[],
  ): Promise<readonly Resource<Type>[]> {
    this.observer.onRead?.({ file: basename(file), resourceType: type, resources: wanted.length });
    const places = wanted.map(({ place }) => place);
    const contents = await readPlaces({ file, dialect: this.dialect }, places).catch((error: unknown) => {
      throw unreadable(type, error);
    });
    return contents.flatMap((content) => {
      const parsed = RESOURCES[type].safeParse(content);
      return parsed.success ? [parsed.data as Resource<Type>] : [];
    });
  }

  private async indexed(type: ResourceType): Promise<readonly { file: string; index: FileIndex }[]> {
    const files = await this.filesOf(type);
    return Promise.all(files.map(async (file) => ({ file, index: await this.indexOf(file) })));
  }

  private async indexOf(file: string): Promise<FileIndex> {
    const known = this.indexes.get(file);
    try {
      if (known && (await known).fingerprint === (await fingerprintOf(file))) return await known;
      const fresh = indexFile({ file, dialect: this.dialect });
      this.indexes.set(file, fresh);
      const { unreadable: entries } = await fresh;
      if (entries > 0) this.observer.onSkipped?.({ file: basename(file), entries });
      return await fresh;
    } catch (error) {
      this.indexes.delete(file);
      throw unreadable(basename(file), error);
    }
  }

  private async filesOf(type: ResourceType): Promise<readonly string[]> {
    const listed = await Promise.all(
      this.folders.map(async (folder) => (await readdir(folder)).sort().map((name) => join(folder, name))),
    ).catch((error: unknown) => {
      throw configInvalid('a folder of the export cannot be listed', error);
    });
    return listed.flat().filter((file) => mayHold(basename(file), type));
  }
}

const strictest = (one: Confidentiality, other: Confidentiality): Confidentiality =>
  ORDER.indexOf(one) > ORDER.indexOf(other) ? one : other;

/** An ndjson file is named by the one type that it holds; a JSON or XML file can hold any. */
function mayHold(name: string, type: ResourceType): boolean {
  return /\.(json|xml)$/.test(name) || (name.endsWith('.ndjson') && name.split('.')[0] === type);
}

function wantedOf(index: FileIndex, query: ResourceQuery<ResourceType>): readonly IndexedResource[] {
  const owned = [...query.keys].flatMap((key) => index.byPatient.get(key) ?? []);
  const { period, type: wanted } = query;
  return [...new Set(owned)].filter(({ type, confidentiality, span }) => {
    // Whether a patient's own label closes the record is settled before; that of any other resource closes it.
    const closed = type !== 'Patient' && confidentiality !== 'OPEN';
    return type === wanted && !closed && !(period && liesOutside(span, period));
  });
}
