import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { liesOutside, type Period } from '../../src/domain/period';
import { fingerprintOf, indexFile, readPlaces, type FileIndex, type IndexedResource } from './file-index';
import { RESOURCES, type Resource, type ResourceType } from './resources';
import { configInvalid, unreadable } from './errors';

/** One reading of a file, so that a site can log, and a test can prove, what was opened for a request. */
export interface FhirRead {
  readonly file: string;
  readonly resourceType: ResourceType;
  readonly resources: number;
}

/** Lines or entries of a file that are not FHIR JSON; they were left out. */
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
export interface IndexedPatient {
  readonly id: string;
  /** The ids and NHS numbers that other resources refer to them by. */
  readonly keys: ReadonlySet<string>;
  /** True when any copy of the record is restricted. */
  readonly restricted: boolean;
}

interface ResourceQuery<Type extends ResourceType> {
  readonly type: Type;
  readonly keys: ReadonlySet<string>;
  /** Resources that lie wholly outside it are not read. */
  readonly period?: Period | undefined;
}

/**
 * Folders of FHIR files, read on demand. A file is indexed once, when its resource type is first needed, and again when
 * it has changed; only the resources asked for are then read from it.
 */
export class FhirFolders {
  private readonly indexes = new Map<string, Promise<FileIndex>>();

  constructor(
    private readonly folders: readonly string[],
    private readonly observer: FhirObserver = {},
  ) {}

  /** All patients, by id. */
  async patients(): Promise<ReadonlyMap<string, IndexedPatient>> {
    const patients = new Map<string, IndexedPatient>();
    for (const { index } of await this.indexed('Patient')) {
      for (const { type, id, patientKeys, restricted } of index.resources) {
        if (type !== 'Patient') continue;
        const known = patients.get(id);
        patients.set(id, {
          id,
          keys: new Set([...(known?.keys ?? []), ...patientKeys]),
          restricted: restricted || (known?.restricted ?? false),
        });
      }
    }
    return patients;
  }

  /** The resources of one type that belong to the patient under any of `keys`, restricted ones left out. */
  async read<Type extends ResourceType>(query: ResourceQuery<Type>): Promise<readonly Resource<Type>[]> {
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
    const contents = await readPlaces(
      file,
      wanted.map(({ place }) => place),
    ).catch((error: unknown) => {
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
      const fresh = indexFile(file);
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

/** An ndjson file is named by the one type that it holds; a JSON file can hold any. */
function mayHold(name: string, type: ResourceType): boolean {
  return name.endsWith('.json') || (name.endsWith('.ndjson') && name.split('.')[0] === type);
}

function wantedOf(index: FileIndex, query: ResourceQuery<ResourceType>): readonly IndexedResource[] {
  const owned = [...query.keys].flatMap((key) => index.byPatient.get(key) ?? []);
  const { period } = query;
  return [...new Set(owned)].filter(
    ({ type, restricted, span }) =>
      type === query.type && !restricted && !(period && liesOutside(span, period)),
  );
}
