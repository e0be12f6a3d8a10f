import type { FieldTree } from '../../../src/domain/field-tree';

/** The lists of the tenancy file. */
export type Section = 'tenants' | 'tenancies' | 'notes';

const SOURCES: Readonly<Record<string, readonly Section[]>> = {
  name: ['tenants'],
  dateOfBirth: ['tenants'],
  contactDetails: ['tenants'],
  addresses: ['tenancies'],
  involvements: ['tenancies'],
  safeguardingConcerns: ['notes'],
};

/** The lists that must be parsed to answer `fields`, and no others. */
export function neededSections(fields: FieldTree): ReadonlySet<Section> {
  return new Set([...fields.keys()].flatMap((field) => SOURCES[field] ?? []));
}
