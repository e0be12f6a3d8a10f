// Counts of FHIR files: what is in them, read plainly, and what the adapter answers of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SECRET = Buffer.alloc(32, 1);
const TYPES = [
  'Patient',
  'RelatedPerson',
  'Condition',
  'Encounter',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Procedure',
  'AllergyIntolerance',
  'Immunization',
  'DocumentReference',
];
const CLOSED = {
  'uk-core': ['R', 'V', 'REDACTED'],
  'gp-connect': ['R', 'V', 'REDACTED'],
  pds: ['V', 'REDACTED'],
};

export const FHIR_SETS = [
  { name: 'fhir-synthea-bulk', folders: ['10-patients'], dialect: 'uk-core' },
  {
    name: 'fhir-synthea-juvenile',
    folders: ['sample_ccda_juvenile_patients/converted_to_fhir_json'],
    label: 'converted from CDA',
    dialect: 'uk-core',
  },
  {
    name: 'fhir-synthea-juvenile',
    folders: ['sample_covid_fhir_juvenile_patients/original_fhir_json'],
    label: 'original',
    dialect: 'uk-core',
  },
  {
    name: 'fhir-synthea-juvenile',
    folders: ['sample_covid_fhir_juvenile_patients/sample_covid_fhir_juvenile_patients_anonymized'],
    label: 'anonymised',
    dialect: 'uk-core',
  },
  { name: 'nhs-pds', folders: ['sandbox/mocks'], label: 'sandbox', dialect: 'pds' },
  {
    name: 'nhs-pds',
    folders: ['karate-tests/src/test/java/mocks/stubs/searchResponses'],
    label: 'stubs',
    dialect: 'pds',
  },
  { name: 'nhs-ukcore', folders: ['examples'], label: 'XML', dialect: 'uk-core' },
  { name: 'nhs-gpconnect', folders: ['structured'], dialect: 'gp-connect' },
];

/** One row per resource type that the files hold. */
export async function countFhir({ name, folders, label, dialect }, { data, adapter }) {
  const paths = folders.map((folder) => join(data, name, folder));
  const held = new Map(paths.flatMap(plainly).map((one) => [`${one.type}/${one.id}`, one]));
  const patients = new Map(
    [...held.values()].filter(({ type }) => type === 'Patient').map((one) => [one.id, one]),
  );
  const keys = new Set([...patients.values()].flatMap(({ id, numbers }) => [id, ...numbers]));
  const skipped = [];
  const source = await adapter.openFhirSource(
    { agency: 'bench', dialect, folders: paths, handleSecret: SECRET },
    { clock: { now: () => new Date('2026-01-12T09:00:00Z') }, onSkipped: (one) => skipped.push(one) },
  );
  const handles = [...patients.keys()].map((id) => adapter.issueHandle(SECRET, id));
  const records = await source.read(handles, new Map([...source.offers].map((field) => [field, new Map()])));
  const answered = new Set(handlesIn([...records.values()]));
  await source.close();
  const isAnswered = ({ type, id }) =>
    answered.has(adapter.issueHandle(SECRET, type === 'Patient' ? id : `entry:${type}/${id}`));
  return TYPES.flatMap((type) => {
    const all = [...held.values()].filter((one) => one.type === type);
    if (all.length === 0 || (dialect === 'pds' && !['Patient', 'RelatedPerson'].includes(type))) return [];
    const left = all.filter((one) => !isAnswered(one));
    const why = [...new Set(left.map((one) => reason(one, { keys, patients, dialect })))];
    return [
      {
        set: label ? `${name} (${label})` : name,
        entity: type,
        files: all.length,
        loaded: all.length - left.length,
        left: why.join('; '),
      },
    ];
  });
}

/** Every handle that stands anywhere in the records. */
function handlesIn(value) {
  if (Array.isArray(value)) return value.flatMap(handlesIn);
  if (typeof value !== 'object' || value === null) return [];
  return [
    ...(typeof value.handle === 'string' ? [value.handle] : []),
    ...Object.values(value).flatMap(handlesIn),
  ];
}

function reason({ owner, withdrawn, labels, type, id }, { keys, patients, dialect }) {
  const closed = (codes) => codes.some((code) => CLOSED[dialect].includes(code));
  if (withdrawn) return 'entered in error';
  if (type === 'Patient') return closed(labels) ? 'closed by its label' : `not answered: ${id}`;
  if (owner === undefined || !keys.has(owner)) return 'belongs to no patient of these files';
  if (closed(patients.get(owner)?.labels ?? []) || closed(labels)) return 'closed by a label';
  if ((patients.get(owner)?.labels ?? []).includes('R')) return 'where a restricted patient is';
  return `not answered: ${type}`;
}

/** The resources of a folder's files, without the adapter. */
function plainly(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const path = join(folder, file);
      if (file.endsWith('.ndjson')) return lines(path).map(resource);
      if (file.endsWith('.json')) return inBundle(JSON.parse(readFileSync(path, 'utf8'))).map(resource);
      return file.endsWith('.xml') ? xml(readFileSync(path, 'utf8')) : [];
    })
    .filter(({ type, id }) => type !== undefined && id !== undefined);
}

const lines = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

const inBundle = (content) =>
  content.resourceType === 'Bundle' ? (content.entry ?? []).map((one) => one.resource ?? {}) : [content];

function resource(content) {
  const reference = (content.subject ?? content.patient)?.reference ?? '';
  const status = [content.status, content.docStatus, content.verificationStatus?.coding?.[0]?.code];
  return {
    type: content.resourceType,
    id: content.id,
    owner: ownerIn(reference) ?? (content.subject ?? content.patient)?.identifier?.value,
    numbers: content.identifier?.flatMap?.(({ value }) => value ?? []) ?? [],
    withdrawn: status.includes('entered-in-error'),
    labels: (content.meta?.security ?? []).map(({ code }) => code),
  };
}

const ownerIn = (reference) => /^(?:urn:uuid:|(?:.*\/)?Patient\/)([^/]+)/.exec(reference)?.[1];

/** By pattern, which is as much of XML as these examples need. */
function xml(text) {
  const type = /<([A-Z][A-Za-z]+) xmlns="http:\/\/hl7.org\/fhir"/.exec(text)?.[1];
  const id = /<id value="([^"]+)"/.exec(text)?.[1];
  const owner = /<(?:subject|patient)>\s*<reference value="([^"]+)"/.exec(text)?.[1] ?? '';
  return [
    {
      type,
      id,
      owner: ownerIn(owner),
      numbers: [],
      withdrawn: text.includes('entered-in-error'),
      labels: [],
    },
  ];
}
