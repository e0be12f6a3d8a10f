import type { Address, ContactDetail, RelatedParty, Statement } from '../../src/domain/contract.generated';
import { ageAt, toPartialDate } from '../shared/dates';
import { toNhsNumber } from '../shared/nhs-number';
import { ethnicityTerm } from './codes';
import type { WorkerRow } from './case-queries';
import type { RelationRow, Row } from './person-queries';
import type { AddressColumns, PersonColumn } from './select';
import type { RecordStatements } from './statements';

export type PersonRow = Row<PersonColumn>;

/** A value without surrounding space; null for an empty one. */
export function present(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/**
 * Age now or, for someone who has died, at death. A date of death before birth or still to come is an error and not
 * believed.
 */
export function personAge({ date_of_birth: born, date_of_death: died }: PersonRow, now: Date): number | null {
  const death = toPartialDate(died);
  const end = death === null ? now : new Date(`${death}T12:00:00Z`);
  return (end < now ? ageAt(born, end) : null) ?? ageAt(born, now);
}

/**
 * The column is a number, which loses leading noughts. One that fails its check digit is given as it is held: a wrong
 * number is a fact about the record.
 */
export function personNhsNumber({ nhs_id: digits }: PersonRow): string | null {
  return digits ? (toNhsNumber(digits.padStart(10, '0')) ?? digits) : null;
}

export function personContacts(
  person: PersonRow,
  telephones: readonly Row<'telephone_number'>[],
): readonly ContactDetail[] {
  return [
    ...telephones.map(({ telephone_number: value }) => ({ kind: 'telephone', value: present(value) })),
    { kind: 'email', value: present(person.email_address) },
    { kind: 'language', value: present(person.first_language) },
  ].flatMap(({ kind, value }) => (value === null ? [] : [{ kind, value }]));
}

export function translateAddress(row: Row<AddressColumns[number]>): Address {
  return {
    lines: (row.address ?? '').split(/[\n,]/).flatMap((line) => present(line) ?? []),
    postcode: present(row.post_code),
    uprn: present(row.unique_id),
    kind: present(row.address_type),
    from: toPartialDate(row.start_date),
    to: toPartialDate(row.end_date),
  };
}

export function personEthnicity(person: PersonRow, statements: RecordStatements): Statement | null {
  const code = present(person.full_ethnicity_code);
  if (code === null) return null;
  const description = ethnicityTerm(code);
  return statements.make({
    key: 'ethnicity',
    kind: 'ethnicity',
    code,
    codeSystem: 'council ethnicity code',
    description,
  });
}

/** A statement of one column's words; null where the column is empty. */
export function traitStatement(
  { kind, description }: { readonly kind: string; readonly description: string | null | undefined },
  statements: RecordStatements,
): Statement | null {
  const words = present(description);
  return words === null ? null : statements.make({ key: kind, kind, description: words });
}

/** Disabilities, the registers of deaf and blind people, and a section of the Mental Health Act. */
export function personHealth(
  person: PersonRow,
  disabilities: readonly Row<'disability_type'>[],
  statements: RecordStatements,
): readonly Statement[] {
  const traits = [
    { kind: 'mental health section', description: person.mental_health_section_status },
    { kind: 'deaf register', description: person.deaf_register },
    { kind: 'blind register', description: person.blind_register },
  ];
  return [
    ...disabilities.map(({ id, disability_type: description }) =>
      statements.make({ key: `disability/${id}`, kind: 'disability', description: present(description) }),
    ),
    ...traits.flatMap((trait) => traitStatement(trait, statements) ?? []),
  ];
}

/** Someone the person is related to, with the part they have in the person's care. */
export function translateRelation(row: RelationRow, statements: RecordStatements): RelatedParty {
  const roles = [
    row.parental_responsibility === 'Y' ? 'parental responsibility' : null,
    row.is_main_carer === 'Y' ? 'main carer' : null,
    row.is_informal_carer === 'Y' ? 'informal carer' : null,
  ].filter((role) => role !== null);
  return {
    handle: statements.otherHandle(`person/${row.id}`),
    assertion: 'FACT',
    addenda: [],
    name: present(row.full_name),
    dateOfBirth: toPartialDate(row.date_of_birth),
    relationship: present(row.relationship),
    role: present(roles.join(', ')),
  };
}

/** The workers of the person's allocations, each once. */
export function translateWorkers(
  rows: readonly WorkerRow[],
  statements: RecordStatements,
): readonly RelatedParty[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()].map((row) => ({
    handle: statements.otherHandle(`worker/${row.id}`),
    assertion: 'FACT',
    addenda: [],
    name: present([row.first_name, row.last_name].flatMap((part) => present(part) ?? []).join(' ')),
    role: present(row.role),
    organisation: present(row.organisation),
  }));
}
