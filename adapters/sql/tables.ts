/**
 * The tables of the social care database, as far as they are read. Every value arrives as PostgreSQL's text of it
 * (timestamps as `YYYY-MM-DD hh:mm:ss`, numbers as digits), so that nothing is moved between time zones or rounded.
 */
type Value = string | null;
/** Compared in conditions, never selected. */
type Flag = boolean | null;

export interface PersonTable {
  person_id: string;
  full_name: string;
  nhs_id: Value;
  date_of_birth: Value;
  date_of_death: Value;
  gender: Value;
  restricted: Value;
  full_ethnicity_code: Value;
  religion: Value;
  first_language: Value;
  email_address: Value;
  sccv_sexual_orientation: Value;
  mental_health_section_status: Value;
  deaf_register: Value;
  blind_register: Value;
  marked_for_deletion: Flag;
}

export interface AddressTable {
  ref_addresses_people_id: string;
  person_id: Value;
  address: Value;
  post_code: Value;
  unique_id: Value;
  address_type: Value;
  start_date: Value;
  end_date: Value;
  marked_for_deletion: Flag;
}

export interface TelephoneTable {
  telephone_number_id: string;
  person_id: string;
  telephone_number: Value;
  marked_for_deletion: Flag;
}

export interface DisabilityTable {
  disability_id: string;
  person_id: string;
  disability_type: Value;
}

export interface RelationshipTable {
  id: string;
  fk_person_id: Value;
  fk_other_person_id: Value;
  fk_personal_relationship_type_id: Value;
  is_main_carer: Value;
  is_informal_carer: Value;
  parental_responsibility: Value;
  marked_for_deletion: Flag;
}

export interface RelationshipTypeTable {
  id: string;
  description: Value;
}

export interface WarningNoteTable {
  id: string;
  person_id: string;
  note_type: Value;
  warning_narrative: Value;
  status: Value;
  start_date: Value;
  end_date: Value;
  marked_for_deletion: Flag;
}

export interface CaseStatusTable {
  id: string;
  fk_person_id: Value;
  case_status_type: Value;
  notes: Value;
  start_date: Value;
  end_date: Value;
}

export interface CaseStatusAnswerTable {
  id: string;
  fk_person_case_status_id: Value;
  option: Value;
  value: Value;
  start_date: Value;
  end_date: Value;
  discarded_at: Value;
}

export interface AllocationTable {
  id: string;
  mosaic_id: string;
  worker_id: Value;
  team_id: Value;
  case_status: Value;
  summary: Value;
  allocation_start_date: Value;
  allocation_end_date: Value;
  marked_for_deletion: Flag;
}

export interface WorkerTable {
  id: string;
  first_name: string;
  last_name: string;
  role: Value;
}

export interface TeamTable {
  id: string;
  name: string;
}

export interface CouncilDatabase {
  dm_persons: PersonTable;
  dm_addresses: AddressTable;
  dm_telephone_numbers: TelephoneTable;
  dm_disability: DisabilityTable;
  sccv_personal_relationship: RelationshipTable;
  sccv_personal_relationship_type: RelationshipTypeTable;
  sccv_warning_note: WarningNoteTable;
  sccv_person_case_status: CaseStatusTable;
  sccv_person_case_status_answers: CaseStatusAnswerTable;
  sccv_allocations_combined: AllocationTable;
  sccv_worker: WorkerTable;
  sccv_team: TeamTable;
}
