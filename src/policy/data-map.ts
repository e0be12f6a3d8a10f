import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { RECORD_CATEGORIES, type RecordCategory } from '../domain/data-category';
import { readDocument, wholeFile, type PackDocument, type PackText } from './document';
import { sortFaults, type Finding, type PackFault } from './fault';
import { SealedMap } from './sealed-map';
import { findingsOf } from './shape';

/** What a field can be beside a data category. */
export const FIELD_ROLES = [
  /** An opaque reference to a record; it says nothing about anybody. */
  'REFERENCE',
  /** Part of what lies above it: it has the category of the field that it was reached through. */
  'AS_ABOVE',
  /** It is in the system and never read for a review. */
  'NEVER_READ',
] as const;

export type FieldRole = (typeof FIELD_ROLES)[number];

/** What a field means to a policy pack. */
export type FieldMeaning = RecordCategory | FieldRole;

const text = z.string().regex(/\S/, { error: 'is empty: write it out' });

const meaning = z
  .enum([...RECORD_CATEGORIES, ...FIELD_ROLES])
  .meta({ description: 'The data category of the field, or REFERENCE, AS_ABOVE or NEVER_READ.' });

const mapped = z
  .union([meaning, z.strictObject({ is: meaning, because: text })], {
    error: `is neither a data category nor one of ${FIELD_ROLES.join(', ')}: write one, or { is: ..., because: ... }`,
  })
  .meta({ description: 'What the field is; with "because" where that is not plain from its name.' });

const name = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.:/ -]*$/u, {
  error: 'is not the name of a type, table or field: write it as the system has it',
});

/** A data map as it is written. Keys that are not known are refused. */
export const DATA_MAP_SCHEMA = z
  .strictObject({
    map: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, { error: 'is not of the form lower-case-with-hyphens: write it so' })
      .meta({
        description: 'What is mapped: "contract", or the id of an agency. The file bears the same name.',
      }),
    title: text,
    system: text.meta({ description: 'What the fields are of: a schema, a case system, a return.' }),
    reviewed: z
      .strictObject({ by: text, on: z.iso.date({ error: 'is not a date: write it as YYYY-MM-DD' }) })
      .nullable()
      .meta({ description: 'The post that checked the map, never a name, and the day; null until then.' }),
    fields: z
      .record(name, z.record(name, mapped))
      .meta({ description: 'Each type, table or resource, with what each of its fields means.' }),
  })
  .meta({
    title: 'Data map',
    description:
      'Which data category each field of a system belongs to. A field that is not here is not read.',
  });

export type DataMapSource = z.infer<typeof DATA_MAP_SCHEMA>;

/** The fields of a system: the names of its types, tables or resources, each with the names of its fields. */
export type FieldNames = ReadonlyMap<string, ReadonlySet<string>>;

/** A data map, frozen. */
export interface DataMap {
  /** `contract`, or an agency's id. */
  readonly key: string;
  readonly title: string;
  readonly system: string;
  readonly reviewed: { readonly by: string; readonly on: string } | null;
  /** What each field means, by type and field. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, FieldMeaning>>;
  /** SHA-256 of the source bytes, in hexadecimal. */
  readonly digest: string;
  /** A finding with its place in the file. */
  readonly place: (finding: Finding) => PackFault;
}

/** A data map without error, or every fault of its file, ordered by place. */
export interface DataMapReading {
  readonly map: DataMap | null;
  readonly faults: readonly PackFault[];
}

/** Reads a data map from a file, such as `policies/data-maps/contract.yaml`; it never throws. */
export function loadDataMap(file: string): DataMapReading {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return { map: null, faults: [wholeFile(file, 'cannot be read: check that it is there')] };
  }
  return readDataMap({ file, bytes });
}

/** Reads a data map from its text. */
export function readDataMap(source: PackText): DataMapReading {
  const { document, faults } = readDocument(source);
  if (document === null) return { map: null, faults };
  const read = DATA_MAP_SCHEMA.safeParse(document.content);
  if (read.success) return { map: compileDataMap(read.data, document), faults: [] };
  const findings = read.error.issues.flatMap((issue) => findingsOf(issue, document.content));
  return { map: null, faults: sortFaults(findings.map((finding) => document.place(finding))) };
}

function compileDataMap(source: DataMapSource, document: PackDocument): DataMap {
  const fields = new SealedMap(
    Object.entries(source.fields).map(([type, of]) => [
      type,
      new SealedMap(
        Object.entries(of).map(([field, is]) => [field, typeof is === 'string' ? is : is.is] as const),
      ),
    ]),
  );
  const { map: key, title, system, reviewed } = source;
  const { digest } = document;
  const place = (finding: Finding): PackFault => document.place(finding);
  return Object.freeze({ key, title, system, reviewed: Object.freeze(reviewed), fields, digest, place });
}

/**
 * Compares a data map with the fields that there are, both ways: a field without meaning is not to be read, and a map
 * that speaks of what is not there was written for another system.
 */
export function checkDataMap(map: DataMap, names: FieldNames): readonly PackFault[] {
  const findings: Finding[] = [];
  for (const [type, fields] of names) {
    const known = map.fields.get(type);
    if (known === undefined) {
      findings.push({
        path: ['fields'],
        atKey: true,
        message: `${type} is missing: say what its fields are`,
      });
      continue;
    }
    for (const field of fields) {
      if (known.has(field)) continue;
      const message = `${type}.${field} is missing: give it a data category, or REFERENCE, AS_ABOVE or NEVER_READ`;
      findings.push({ path: ['fields', type], atKey: true, message });
    }
  }
  const absent = 'is not in what is mapped: remove it or correct its spelling';
  for (const [type, fields] of map.fields) {
    const present = names.get(type);
    if (present === undefined) {
      findings.push({ path: ['fields', type], atKey: true, message: absent });
      continue;
    }
    for (const field of fields.keys())
      if (!present.has(field)) findings.push({ path: ['fields', type, field], atKey: true, message: absent });
  }
  return sortFaults(findings.map((finding) => map.place(finding)));
}

/** The JSON Schema (draft 7) of a data map, for editors; checked in as `policies/json-schema/data-map.json`. */
export function emitDataMapSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(DATA_MAP_SCHEMA, { target: 'draft-7' }), null, 2)}\n`;
}
