import { sql, type Transaction } from 'kysely';
import type { Period } from '../../src/domain/period';
import { inPeriod } from './in-period';
import type {
  AddressColumns,
  DisabilityColumns,
  PersonColumn,
  RelationColumns,
  WarningNoteColumns,
} from './select';
import type { CouncilDatabase } from './tables';

export type Council = Transaction<CouncilDatabase>;
/** Keys of people, of whom at least one. */
export type Keys = readonly string[];

/** A row of the columns that were asked for, with a key of its own and that of the person it belongs to. */
export type Row<Column extends string> = Readonly<Partial<Record<Column, string | null>>> & {
  readonly id: string;
  readonly owner: string | null;
};

/** Relationships to people who are no family. */
const OTHER_PARTIES = [
  'friend',
  'neighbour',
  'acquaintance',
  'inContactWith',
  'other',
  'fosterCarerSupportCarer',
  'supportCarerFosterCarer',
];

/** Records that are neither restricted nor deleted. The flag is `N` or empty for an open record, anything else is not. */
const openPeople = (council: Council) =>
  council
    .selectFrom('dm_persons')
    .where(sql`coalesce("restricted", 'N')`, '=', 'N')
    .where('marked_for_deletion', 'is not', true);

/** The keys of all records, restricted or not: what handles are made from. */
export async function personKeys(council: Council): Promise<Keys> {
  const rows = await council.selectFrom('dm_persons').select('person_id').execute();
  return rows.map(({ person_id: key }) => key);
}

/** The people among `keys` whose record is open. */
export async function people(
  council: Council,
  keys: Keys,
  columns: readonly PersonColumn[],
): Promise<readonly Row<PersonColumn>[]> {
  return openPeople(council)
    .select(['person_id as id', 'person_id as owner'])
    .select(columns)
    .where('person_id', 'in', keys)
    .execute();
}

export interface PeopleSearch {
  /** Each must start a word of the name, in any case. */
  readonly words: readonly string[];
  /** ISO 8601 date. */
  readonly dateOfBirth: string | null;
  readonly limit: number;
}

/** The open records that match. */
export async function searchPeople(
  council: Council,
  { words, dateOfBirth, limit }: PeopleSearch,
): Promise<readonly Row<'full_name' | 'date_of_birth'>[]> {
  let query = openPeople(council).select([
    'person_id as id',
    'person_id as owner',
    'full_name',
    'date_of_birth',
  ]);
  for (const word of words) {
    const start = `${word.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) =>
      where.or([where('full_name', 'ilike', start), where('full_name', 'ilike', `% ${start}`)]),
    );
  }
  if (dateOfBirth !== null) query = query.where(sql<boolean>`"date_of_birth"::date = ${dateOfBirth}::date`);
  return query.orderBy('person_id').limit(limit).execute();
}

/** Addresses, the latest first. */
export async function addresses(
  council: Council,
  keys: Keys,
  columns: AddressColumns,
): Promise<readonly Row<AddressColumns[number]>[]> {
  return council
    .selectFrom('dm_addresses')
    .select(['ref_addresses_people_id as id', 'person_id as owner'])
    .select(columns)
    .where('person_id', 'in', keys)
    .where('marked_for_deletion', 'is not', true)
    .orderBy('dm_addresses.start_date', 'desc')
    .orderBy('ref_addresses_people_id')
    .execute();
}

export async function telephones(council: Council, keys: Keys): Promise<readonly Row<'telephone_number'>[]> {
  return council
    .selectFrom('dm_telephone_numbers')
    .select(['telephone_number_id as id', 'person_id as owner', 'telephone_number'])
    .where('person_id', 'in', keys)
    .where('marked_for_deletion', 'is not', true)
    .orderBy('telephone_number_id')
    .execute();
}

export async function disabilities(
  council: Council,
  keys: Keys,
  columns: DisabilityColumns,
): Promise<readonly Row<DisabilityColumns[number]>[]> {
  return council
    .selectFrom('dm_disability')
    .select(['disability_id as id', 'person_id as owner'])
    .select(columns)
    .where('person_id', 'in', keys)
    .orderBy('disability_id')
    .execute();
}

export type RelationRow = Row<
  | 'full_name'
  | 'date_of_birth'
  | 'relationship'
  | 'is_main_carer'
  | 'is_informal_carer'
  | 'parental_responsibility'
>;

/** Relationships of `keys` to family or to other people whose record is open; `id` is the other person's key. */
export async function relations(
  council: Council,
  keys: Keys,
  { columns, family }: { readonly columns: RelationColumns; readonly family: boolean },
): Promise<readonly RelationRow[]> {
  return council
    .selectFrom('sccv_personal_relationship as relation')
    .innerJoin('dm_persons as other', 'other.person_id', 'relation.fk_other_person_id')
    .innerJoin(
      'sccv_personal_relationship_type as type',
      'type.id',
      'relation.fk_personal_relationship_type_id',
    )
    .select(['other.person_id as id', 'relation.fk_person_id as owner'])
    .select(columns)
    .where('relation.fk_person_id', 'in', keys)
    .where('relation.marked_for_deletion', 'is not', true)
    .where('type.description', family ? 'not in' : 'in', OTHER_PARTIES)
    .where(sql`coalesce("other"."restricted", 'N')`, '=', 'N')
    .where('other.marked_for_deletion', 'is not', true)
    .orderBy('relation.id')
    .execute();
}

export async function warningNotes(
  council: Council,
  keys: Keys,
  { columns, period }: { readonly columns: WarningNoteColumns; readonly period: Period | null },
): Promise<readonly Row<WarningNoteColumns[number]>[]> {
  return council
    .selectFrom('sccv_warning_note')
    .select(['id', 'person_id as owner'])
    .select(columns)
    .where('person_id', 'in', keys)
    .where('marked_for_deletion', 'is not', true)
    .where(inPeriod({ start: 'start_date', end: 'end_date' }, period))
    .orderBy('id')
    .execute();
}
