import type { Dialect } from './config';
import { isObject, listOf, textOf, type JsonObject } from './json';
import { fromStu3 } from './stu3';

type Find = (reference: unknown) => JsonObject | undefined;

/**
 * The resources of a file or an answer in FHIR R4: those of a Bundle, those that a List contains, or the one resource
 * that it is. What a resource refers to and the Bundle holds (a medication, a practitioner, an organisation) is written
 * into it, so that each can be read by itself. What is no object is kept, so that it can be counted.
 */
export function resourcesIn(content: unknown, dialect: Dialect): readonly unknown[] {
  const isBundle = isObject(content) && content['resourceType'] === 'Bundle';
  const values: readonly unknown[] = isBundle
    ? listOf(content['entry']).map(({ resource }) => resource)
    : [content];
  const all = values.flatMap((value, order): readonly unknown[] =>
    isObject(value) ? withContained(value, order) : [value],
  );
  const find = finder(all.filter(isObject));
  return all.map((value) => {
    if (!isObject(value)) return value;
    const resource = dialect === 'gp-connect' ? fromStu3(value) : value;
    return withReferences(resource, find);
  });
}

/** A List bears its `order` in the Bundle as id where it has none, and what it contains follows it. */
function withContained(value: JsonObject, order: number): readonly JsonObject[] {
  if (value['resourceType'] !== 'List') return [value];
  const id = textOf(value['id']) ?? `${textOf(value['title']) ?? 'list'}-${order}`;
  const contained = listOf(value['contained']).map((one) => ({
    ...one,
    id: `${id}-${textOf(one['id']) ?? ''}`,
  }));
  return [{ ...value, id }, ...contained];
}

function finder(resources: readonly JsonObject[]): Find {
  const byReference = new Map<string, JsonObject>();
  for (const resource of resources) {
    const id = textOf(resource['id']);
    const type = textOf(resource['resourceType']);
    if (id === undefined || type === undefined) continue;
    byReference.set(`${type}/${id}`, resource);
    byReference.set(`urn:uuid:${id}`, resource);
  }
  return (reference) => {
    const words = isObject(reference) ? textOf(reference['reference']) : undefined;
    const local = /(?:[A-Z][A-Za-z]+\/[^/]+|urn:uuid:.+)$/.exec(words ?? '')?.[0];
    return local === undefined ? undefined : byReference.get(local);
  };
}

function withReferences(resource: JsonObject, find: Find): JsonObject {
  switch (resource['resourceType']) {
    case 'MedicationRequest':
    case 'MedicationStatement':
      return withMedication(resource, find);
    case 'Encounter':
      return {
        ...resource,
        participant: listOf(resource['participant']).map((one) => ({
          ...one,
          individual: named(one['individual'], find),
        })),
        serviceProvider: named(resource['serviceProvider'], find),
      };
    default:
      return resource;
  }
}

function withMedication(resource: JsonObject, find: Find): JsonObject {
  const reference = resource['medicationReference'];
  if (!isObject(reference) || resource['medicationCodeableConcept'] !== undefined) return resource;
  const local = textOf(reference['reference'])?.replace(/^#/, '');
  const contained = listOf(resource['contained']).find(({ id }) => id !== undefined && id === local);
  const code = (contained ?? find(reference))?.['code'] ?? { text: reference['display'] };
  return { ...resource, medicationCodeableConcept: code };
}

/** The reference with the name of what it refers to, where it bears none itself. */
function named(reference: unknown, find: Find): unknown {
  if (!isObject(reference) || reference['display'] !== undefined) return reference;
  const found = find(reference);
  const person = found?.['resourceType'] === 'PractitionerRole' ? find(found['practitioner']) : found;
  const display = nameIn(person?.['name']);
  return display === undefined ? reference : { ...reference, display };
}

function nameIn(name: unknown): string | undefined {
  if (typeof name === 'string') return name;
  const [first] = listOf(name);
  if (!first) return undefined;
  const parts = [first['prefix'], first['given'], first['family']]
    .flat()
    .filter((part) => typeof part === 'string');
  return parts.length > 0 ? parts.join(' ') : textOf(first['text']);
}
