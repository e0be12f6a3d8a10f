import type { FieldTree } from '../../src/domain/field-tree';
import type { Dialect } from './config';
import type { ResourceType } from './resources';

/** The elements that are read of each resource type; a type that is not a key is not read. */
export type Needs = ReadonlyMap<ResourceType, ReadonlySet<string>>;

type Elements = Readonly<Record<string, readonly string[]>>;

const ONSET = ['onset', 'onsetDateTime', 'onsetPeriod'];
const ABATEMENT = ['abatement', 'abatementDateTime', 'abatementPeriod'];
const EFFECTIVE = ['effective', 'effectiveDateTime', 'effectivePeriod'];
const PERFORMED = ['performed', 'performedDateTime', 'performedPeriod'];
const DECEASED = ['deceased', 'deceasedDateTime', 'deceasedBoolean'];
const MEDICATION = ['medication', 'medicationCodeableConcept', 'medicationReference', 'contained'];
const VALUES = ['Quantity', 'CodeableConcept', 'String', 'Boolean', 'Integer', 'DateTime'];
const VALUE = ['value', ...VALUES.map((type) => `value${type}`), 'component'];

const coded = (elements: readonly string[]): Elements => ({
  code: elements,
  codeSystem: elements,
  description: elements,
});

/** Elements behind each leaf of a statement; `always` tells what an entry is and whether it was withdrawn. */
const STATEMENTS: Partial<Readonly<Record<ResourceType, Elements>>> = {
  Condition: {
    always: ['code', 'verificationStatus'],
    narrative: ['note'],
    status: ['clinicalStatus'],
    from: [...ONSET, 'recordedDate'],
    to: [...ABATEMENT, ...ONSET],
  },
  Observation: {
    always: ['status', 'code', ...VALUE],
    narrative: ['note'],
    from: EFFECTIVE,
    to: EFFECTIVE,
  },
  MedicationRequest: {
    always: ['status'],
    ...coded(MEDICATION),
    narrative: ['dosageInstruction', 'note'],
    from: ['authoredOn'],
    to: ['authoredOn'],
  },
  MedicationStatement: {
    always: ['status'],
    ...coded(MEDICATION),
    narrative: ['dosage', 'note'],
    from: EFFECTIVE,
    to: EFFECTIVE,
  },
  Procedure: { always: ['status'], ...coded(['code']), narrative: ['note'], from: PERFORMED, to: PERFORMED },
  AllergyIntolerance: {
    always: ['verificationStatus'],
    ...coded(['code']),
    narrative: ['note', 'reaction'],
    status: ['clinicalStatus'],
    from: [...ONSET, 'recordedDate'],
    to: ['extension'],
  },
  Immunization: {
    always: ['status'],
    ...coded(['vaccineCode', 'extension']),
    narrative: ['note'],
    from: ['occurrence', 'occurrenceDateTime'],
    to: ['occurrence', 'occurrenceDateTime'],
  },
  DocumentReference: {
    always: ['status', 'docStatus'],
    ...coded(['type', 'description']),
    narrative: ['content'],
    service: ['custodian'],
    from: ['date'],
    to: ['date'],
  },
  List: { always: ['status', 'title', 'note', 'emptyReason', 'extension'], from: ['date'], to: ['date'] },
  Encounter: {
    always: ['status'],
    ...coded(['type']),
    narrative: ['reasonCode'],
    service: ['serviceProvider'],
    from: ['period'],
    to: ['period'],
  },
  Patient: { always: DECEASED },
};

/** Elements of a Patient behind each field that is made of them. */
const OF_PATIENT: Elements = {
  name: ['name'],
  dateOfBirth: ['birthDate'],
  addresses: ['address'],
  age: ['birthDate', ...DECEASED],
  gender: ['gender'],
  contactDetails: ['telecom', 'communication', 'extension'],
  nhsNumber: ['identifier'],
  ethnicity: ['extension'],
  religion: ['extension'],
  familyMembers: ['contact'],
};

const RELATIVE: Elements = {
  name: ['name'],
  dateOfBirth: ['birthDate'],
  addresses: ['address'],
  relationship: ['relationship'],
};

const FINDINGS = ['Condition', 'Observation', 'DocumentReference'] as const;
const HEALTH = [
  ...FINDINGS,
  'MedicationRequest',
  'MedicationStatement',
  'Procedure',
  'AllergyIntolerance',
  'Immunization',
  'Patient',
] as const;

/** The resource types whose entries are statements of each field. */
const ENTRIES: Readonly<Record<string, readonly ResourceType[]>> = {
  health: HEALTH,
  otherSpecialCategory: FINDINGS,
  safeguardingConcerns: FINDINGS,
  convictions: FINDINGS,
  involvements: ['Encounter'],
};

/** A field selected without anything below it is wanted whole. */
const wants = (tree: FieldTree, leaf: string): boolean => tree.size === 0 || tree.has(leaf);

interface Reading {
  readonly dialect: Dialect;
  /** Whether entries are to be narrowed to a period, which takes their dates. */
  readonly dated: boolean;
}

/** What must be read to answer `fields`, and no more. */
export function needsOf(fields: FieldTree, { dialect, dated }: Reading): Needs {
  const needs = new Map<ResourceType, Set<string>>();
  const add = (type: ResourceType, elements: readonly string[] = []): void => {
    needs.set(type, new Set([...(needs.get(type) ?? []), ...elements]));
  };
  for (const [field, tree] of fields) {
    const ofPatient = OF_PATIENT[field];
    if (ofPatient) add('Patient', ofPatient);
    for (const type of typesOf(field, tree, dialect)) add(type, statementElements(type, tree, dated));
  }
  const family = fields.get('familyMembers');
  if (family) add('RelatedPerson', leavesOf(RELATIVE, family));
  if (fields.has('practitioners')) add('Encounter', ['status', 'participant', 'serviceProvider']);
  return needs;
}

function typesOf(field: string, tree: FieldTree, dialect: Dialect): readonly ResourceType[] {
  const types = ENTRIES[field] ?? [];
  // Only its text tells that a document is about anything but health.
  const told =
    field === 'health' || wants(tree, 'narrative')
      ? types
      : types.filter((type) => type !== 'DocumentReference');
  return field === 'health' && dialect === 'gp-connect' ? [...told, 'List'] : told;
}

function statementElements(type: ResourceType, tree: FieldTree, dated: boolean): readonly string[] {
  const elements = STATEMENTS[type] ?? {};
  const span = dated ? [...(elements['from'] ?? []), ...(elements['to'] ?? [])] : [];
  return [...(elements['always'] ?? []), ...leavesOf(elements, tree), ...span];
}

const leavesOf = (elements: Elements, tree: FieldTree): readonly string[] =>
  Object.entries(elements).flatMap(([leaf, behind]) => (wants(tree, leaf) ? behind : []));
