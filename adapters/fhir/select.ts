import type { FieldTree } from '../../src/domain/field-tree';
import type { ResourceType } from './resources';

const HEALTH = ['Condition', 'MedicationRequest', 'Procedure', 'AllergyIntolerance', 'Immunization'] as const;

/** The resource types that each contract field is made of. */
const SOURCES: Readonly<Record<string, readonly ResourceType[]>> = {
  name: ['Patient'],
  dateOfBirth: ['Patient'],
  addresses: ['Patient'],
  age: ['Patient'],
  gender: ['Patient'],
  contactDetails: ['Patient'],
  nhsNumber: ['Patient'],
  ethnicity: ['Patient'],
  religion: ['Patient'],
  familyMembers: ['Patient', 'RelatedPerson'],
  health: HEALTH,
  otherSpecialCategory: ['Condition'],
  safeguardingConcerns: ['Condition'],
  convictions: ['Condition'],
  involvements: ['Encounter'],
  practitioners: ['Encounter'],
};

/** The resource types that must be read to answer `fields`, and no others. */
export function neededResourceTypes(fields: FieldTree): ReadonlySet<ResourceType> {
  return new Set([...fields.keys()].flatMap((field) => SOURCES[field] ?? []));
}
