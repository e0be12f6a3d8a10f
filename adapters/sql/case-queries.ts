import { sql, type RawBuilder } from 'kysely';
import { OFFENCE_CODES, OFFENCE_SERVICES } from './offence-linked';
import type { Period } from '../../src/domain/period';
import { inPeriod } from './in-period';
import type { Council, Keys, Row } from './person-queries';
import type { AllocationColumns, AnswerColumns, CaseStatusColumns, WorkerColumns } from './select';

/** The questions of a case status whose answers are read. */
export type AnswerOption = 'legalStatus' | 'category' | 'placementReason' | 'placementType' | 'reasonCeased';

export type AnswerRow = Row<'option' | 'value' | 'start_date' | 'end_date'>;
export type AllocationRow = Row<
  'service' | 'summary' | 'case_status' | 'allocation_start_date' | 'allocation_end_date'
>;
export type WorkerRow = Row<'first_name' | 'last_name' | 'role' | 'organisation'>;

const answerCode = sql<string>`upper(coalesce("answer"."value", ''))`;

const tellsOfOffending = (column: 'team.name' | 'worker.role'): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${sql.ref(column)}, '') ~* ${sql.lit(OFFENCE_SERVICES)}`;

/** Case statuses; the notes of one that has an answer about offending are not among them. */
export async function caseStatuses(
  council: Council,
  keys: Keys,
  { columns, period }: { readonly columns: CaseStatusColumns; readonly period: Period | null },
): Promise<readonly Row<CaseStatusColumns[number]>[]> {
  const plain = columns.filter((column) => column !== 'notes');
  return council
    .selectFrom('sccv_person_case_status as status')
    .select(['status.id', 'status.fk_person_id as owner'])
    .select(plain)
    .$if(columns.includes('notes'), (query) =>
      query.select((status) =>
        status
          .case()
          .when(
            status.exists(
              status
                .selectFrom('sccv_person_case_status_answers as answer')
                .select('answer.id')
                .whereRef('answer.fk_person_case_status_id', '=', 'status.id')
                .where(answerCode, 'in', OFFENCE_CODES),
            ),
          )
          .then(null)
          .else(status.ref('status.notes'))
          .end()
          .as('notes'),
      ),
    )
    .where('status.fk_person_id', 'in', keys)
    .where(inPeriod({ start: 'status.start_date', end: 'status.end_date' }, period))
    .orderBy('status.id')
    .execute();
}

export interface AnswersAsked {
  readonly columns: AnswerColumns;
  readonly options: readonly AnswerOption[];
  /** Whether to read the answers that tell of offending, or the others. */
  readonly offending: boolean;
  readonly period: Period | null;
}

/** The answers that a case status was recorded with, apart from discarded ones. */
export async function answers(
  council: Council,
  keys: Keys,
  { columns, options, offending, period }: AnswersAsked,
): Promise<readonly AnswerRow[]> {
  return council
    .selectFrom('sccv_person_case_status_answers as answer')
    .innerJoin('sccv_person_case_status as status', 'status.id', 'answer.fk_person_case_status_id')
    .select(['answer.id', 'status.fk_person_id as owner'])
    .select(columns)
    .where('status.fk_person_id', 'in', keys)
    .where('answer.discarded_at', 'is', null)
    .where('answer.option', 'in', options)
    .where(answerCode, offending ? 'in' : 'not in', OFFENCE_CODES)
    .where(inPeriod({ start: 'answer.start_date', end: 'answer.end_date' }, period))
    .orderBy('answer.id')
    .execute();
}

export interface AllocationsAsked {
  readonly columns: AllocationColumns;
  /** Whether to read those to services that tell of offending, or the others. */
  readonly offending: boolean;
  readonly period: Period | null;
}

/** Allocations to services that tell of offending, or to the others. */
export async function allocations(
  council: Council,
  keys: Keys,
  { columns, offending, period }: AllocationsAsked,
): Promise<readonly AllocationRow[]> {
  const linked = tellsOfOffending('team.name');
  return council
    .selectFrom('sccv_allocations_combined as allocation')
    .leftJoin('sccv_team as team', 'team.id', 'allocation.team_id')
    .select(['allocation.id', 'allocation.mosaic_id as owner'])
    .select(columns)
    .where('allocation.mosaic_id', 'in', keys)
    .where('allocation.marked_for_deletion', 'is not', true)
    .where(offending ? linked : sql<boolean>`not ${linked}`)
    .where(
      inPeriod({ start: 'allocation.allocation_start_date', end: 'allocation.allocation_end_date' }, period),
    )
    .orderBy('allocation.id')
    .execute();
}

/**
 * The workers that `keys` are or were allocated to; `id` is the worker's. Role and team of one who works for a service
 * that tells of offending are null.
 */
export async function workers(
  council: Council,
  keys: Keys,
  columns: WorkerColumns,
): Promise<readonly WorkerRow[]> {
  const linked = sql<boolean>`(${tellsOfOffending('team.name')} or ${tellsOfOffending('worker.role')})`;
  const names = columns.filter((column) => column === 'worker.first_name' || column === 'worker.last_name');
  return council
    .selectFrom('sccv_allocations_combined as allocation')
    .innerJoin('sccv_worker as worker', 'worker.id', 'allocation.worker_id')
    .leftJoin('sccv_team as team', 'team.id', 'allocation.team_id')
    .select(['worker.id', 'allocation.mosaic_id as owner'])
    .select(names)
    .$if(columns.includes('worker.role'), (query) =>
      query.select(sql<string | null>`case when ${linked} then null else "worker"."role" end`.as('role')),
    )
    .$if(columns.includes('team.name as organisation'), (query) =>
      query.select(
        sql<string | null>`case when ${linked} then null else "team"."name" end`.as('organisation'),
      ),
    )
    .where('allocation.mosaic_id', 'in', keys)
    .where('allocation.marked_for_deletion', 'is not', true)
    .orderBy('allocation.id')
    .execute();
}
