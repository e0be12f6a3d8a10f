import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import type { Period } from '../../src/domain/period';
import { resourcesIn } from './bundle';
import type { Dialect } from './config';
import { parseJson } from './json';
import { confidentialityOf, envelope, isResourceType, NHS_NUMBER_SYSTEM } from './resources';
import type { Confidentiality, Envelope, ResourceType } from './resources';
import { spanOf } from './span';
import { parseFhirXml } from './xml';

/** A file and what it speaks. */
export interface FhirFile {
  readonly file: string;
  readonly dialect: Dialect;
}

/** Where a resource lies in its file: bytes of an ndjson line, or the entry of a JSON or XML file's Bundle. */
export type Place = { readonly offset: number; readonly length: number } | { readonly entry: number };

/** One resource of a file, known without keeping its content. */
export interface IndexedResource {
  readonly type: ResourceType;
  readonly id: string;
  /** Whose record it belongs to: ids and NHS numbers of the patient, as the source refers to them. */
  readonly patientKeys: readonly string[];
  readonly confidentiality: Confidentiality;
  /** When it was, where its type is dated; what has no date is in any period. */
  readonly span: Partial<Period>;
  readonly place: Place;
}

export interface FileIndex {
  /** Size and time of the file that was indexed; another fingerprint means another content. */
  readonly fingerprint: string;
  readonly resources: readonly IndexedResource[];
  /** The same resources under each key of their patient. */
  readonly byPatient: ReadonlyMap<string, readonly IndexedResource[]>;
  /** Lines or entries that are not FHIR. */
  readonly unreadable: number;
}

/** The fingerprint of a file as it is now. */
export async function fingerprintOf(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  return `${size}:${mtimeMs}`;
}

/** Reads the file once and notes where each resource lies and whose it is. */
export async function indexFile({ file, dialect }: FhirFile): Promise<FileIndex> {
  const fingerprint = await fingerprintOf(file);
  const resources: IndexedResource[] = [];
  let unreadable = 0;
  for await (const { value, place } of isLines(file)
    ? lines({ file, dialect })
    : entries({ file, dialect })) {
    const parsed = envelope.safeParse(value);
    if (!parsed.success) unreadable += 1;
    else if (isResourceType(parsed.data.resourceType)) {
      const type = parsed.data.resourceType;
      resources.push({ ...indexed(parsed.data, type), span: spanOf(type, value), place });
    }
  }
  return { fingerprint, resources, byPatient: groupByPatient(resources), unreadable };
}

function groupByPatient(resources: readonly IndexedResource[]): FileIndex['byPatient'] {
  const byPatient = new Map<string, IndexedResource[]>();
  for (const resource of resources) {
    for (const key of new Set(resource.patientKeys)) {
      const group = byPatient.get(key);
      if (group) group.push(resource);
      else byPatient.set(key, [resource]);
    }
  }
  return byPatient;
}

function indexed(found: Envelope, type: ResourceType): Omit<IndexedResource, 'span' | 'place'> {
  return { type, id: found.id, patientKeys: patientKeys(found), confidentiality: confidentialityOf(found) };
}

function patientKeys(found: Envelope): readonly string[] {
  if (found.resourceType === 'Patient') {
    const numbers = found.identifier.filter(({ system }) => NHS_NUMBER_SYSTEM.test(system ?? ''));
    return [found.id, ...numbers.flatMap(({ value }) => value ?? [])];
  }
  const owner = found.subject ?? found.patient;
  const id = /^(?:urn:uuid:|(?:.*\/)?Patient\/)([^/]+)/.exec(owner?.reference ?? '')?.[1];
  const number = NHS_NUMBER_SYSTEM.test(owner?.identifier?.system ?? '')
    ? owner?.identifier?.value
    : undefined;
  return [id, number].filter((key): key is string => key !== undefined);
}

/** The contents of `places` of the file, in their order. */
export async function readPlaces(
  { file, dialect }: FhirFile,
  places: readonly Place[],
): Promise<readonly unknown[]> {
  if (!isLines(file)) {
    const all = new Map<number, unknown>();
    for await (const { value, place } of entries({ file, dialect })) all.set(place.entry, value);
    return places.map((place) => ('entry' in place ? all.get(place.entry) : undefined));
  }
  const handle = await open(file, 'r');
  try {
    const contents: unknown[] = [];
    for (const place of places) {
      if (!('offset' in place)) continue;
      const { buffer } = await handle.read(Buffer.alloc(place.length), 0, place.length, place.offset);
      contents.push(readLine(buffer.toString('utf8'), dialect));
    }
    return contents;
  } finally {
    await handle.close();
  }
}

const isLines = (file: string): boolean => file.endsWith('.ndjson');

const readLine = (text: string, dialect: Dialect): unknown => resourcesIn(parseJson(text), dialect)[0];

async function* lines({
  file,
  dialect,
}: FhirFile): AsyncGenerator<{ value: unknown; place: { offset: number; length: number } }> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(10, start); end !== -1; end = rest.indexOf(10, start)) {
      const text = rest.toString('utf8', start, end);
      if (text.trim() !== '')
        yield { value: readLine(text, dialect), place: { offset: offset + start, length: end - start } };
      start = end + 1;
    }
    rest = rest.subarray(start);
    offset += start;
  }
  const last = rest.toString('utf8');
  if (last.trim() !== '') yield { value: readLine(last, dialect), place: { offset, length: rest.length } };
}

async function* entries({
  file,
  dialect,
}: FhirFile): AsyncGenerator<{ value: unknown; place: { entry: number } }> {
  const text = await readFile(file, 'utf8');
  const content = file.endsWith('.xml') ? parseFhirXml(text) : parseJson(text);
  for (const [entry, value] of resourcesIn(content, dialect).entries()) yield { value, place: { entry } };
}
