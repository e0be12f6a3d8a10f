import type { FieldTree } from '../../src/domain/field-tree';
import type { Period } from '../../src/domain/period';
import type { PersonTable } from './tables';

export type PersonColumn = Exclude<keyof PersonTable, 'marked_for_deletion' | 'restricted'>;

/** The columns of the person table behind each contract field. */
const PERSON: Readonly<Record<string, readonly PersonColumn[]>> = {
  name: ['full_name'],
  dateOfBirth: ['date_of_birth'],
  age: ['date_of_birth', 'date_of_death'],
  gender: ['gender'],
  contactDetails: ['email_address', 'first_language'],
  nhsNumber: ['nhs_id'],
  ethnicity: ['full_ethnicity_code'],
  religion: ['religion'],
  health: ['mental_health_section_status', 'deaf_register', 'blind_register'],
  otherSpecialCategory: ['sccv_sexual_orientation'],
};

/** The columns behind the fields of a list entry; a field that is not named here needs none. */
const ADDRESS = {
  lines: ['address'],
  postcode: ['post_code'],
  uprn: ['unique_id'],
  kind: ['address_type'],
  from: ['start_date'],
  to: ['end_date'],
} as const;

const DISABILITY = { description: ['disability_type'] } as const;

const RELATION = {
  name: ['other.full_name'],
  dateOfBirth: ['other.date_of_birth'],
  relationship: ['type.description as relationship'],
  role: ['relation.is_main_carer', 'relation.is_informal_carer', 'relation.parental_responsibility'],
} as const;

const WARNING_NOTE = {
  description: ['note_type'],
  narrative: ['warning_narrative'],
  status: ['status'],
  from: ['start_date'],
  to: ['end_date'],
} as const;

const CASE_STATUS = {
  code: ['case_status_type'],
  description: ['case_status_type'],
  narrative: ['notes'],
  from: ['start_date'],
  to: ['end_date'],
} as const;

const ANSWER = {
  kind: ['answer.option'],
  code: ['answer.value'],
  description: ['answer.option', 'answer.value'],
  from: ['answer.start_date'],
  to: ['answer.end_date'],
} as const;

const ALLOCATION = {
  service: ['team.name as service'],
  narrative: ['allocation.summary'],
  status: ['allocation.case_status'],
  from: ['allocation.allocation_start_date'],
  to: ['allocation.allocation_end_date'],
} as const;

const WORKER = {
  name: ['worker.first_name', 'worker.last_name'],
  role: ['worker.role'],
  organisation: ['team.name as organisation'],
} as const;

type Columns<Table extends Readonly<Record<string, readonly string[]>>> =
  readonly Table[keyof Table][number][];

export type AddressColumns = Columns<typeof ADDRESS>;
export type DisabilityColumns = Columns<typeof DISABILITY>;
export type RelationColumns = Columns<typeof RELATION>;
export type WarningNoteColumns = Columns<typeof WARNING_NOTE>;
export type CaseStatusColumns = Columns<typeof CASE_STATUS>;
export type AnswerColumns = Columns<typeof ANSWER>;
export type AllocationColumns = Columns<typeof ALLOCATION>;
export type WorkerColumns = Columns<typeof WORKER>;

/** The columns to read, beside keys, per kind of entry; null for a kind that nothing asked for needs. */
export interface Selection {
  /** Entries wholly outside it are not read. */
  readonly period: Period | null;
  readonly person: readonly PersonColumn[];
  readonly addresses: AddressColumns | null;
  readonly telephones: boolean;
  readonly disabilities: DisabilityColumns | null;
  readonly family: RelationColumns | null;
  readonly otherParties: RelationColumns | null;
  readonly warningNotes: WarningNoteColumns | null;
  readonly caseStatuses: CaseStatusColumns | null;
  readonly legalAnswers: AnswerColumns | null;
  readonly concernAnswers: AnswerColumns | null;
  readonly placementAnswers: AnswerColumns | null;
  readonly offenceAnswers: AnswerColumns | null;
  readonly allocations: AllocationColumns | null;
  readonly offenceAllocations: AllocationColumns | null;
  readonly workers: WorkerColumns | null;
}

/** What must be read to answer `fields`, down to the columns of a list's entries. */
export function selectColumns(fields: FieldTree, period: Period | null = null): Selection {
  const person = [...fields.keys()].flatMap((field) => PERSON[field] ?? []);
  const of = <Table extends Readonly<Record<string, readonly string[]>>>(
    field: string,
    table: Table,
  ): Columns<Table> | null => columnsBelow(fields.get(field), table);
  return {
    period,
    person: [...new Set(person)],
    addresses: of('addresses', ADDRESS),
    telephones: fields.has('contactDetails'),
    disabilities: of('health', DISABILITY),
    family: of('familyMembers', RELATION),
    otherParties: of('otherParties', RELATION),
    warningNotes: of('safeguardingConcerns', WARNING_NOTE),
    caseStatuses: of('legalStatuses', CASE_STATUS),
    legalAnswers: of('legalStatuses', ANSWER),
    concernAnswers: of('safeguardingConcerns', ANSWER),
    placementAnswers: of('involvements', ANSWER),
    offenceAnswers: of('convictions', ANSWER),
    allocations: of('involvements', ALLOCATION),
    offenceAllocations: of('convictions', ALLOCATION),
    workers: of('practitioners', WORKER),
  };
}

/** A tree without names below it asks for the whole entry. */
function columnsBelow<Table extends Readonly<Record<string, readonly string[]>>>(
  below: FieldTree | undefined,
  table: Table,
): Columns<Table> | null {
  if (below === undefined) return null;
  const asked = Object.entries<readonly Table[keyof Table][number][]>(table).filter(
    ([field]) => below.size === 0 || below.has(field),
  );
  return [...new Set(asked.flatMap(([, columns]) => columns))];
}
