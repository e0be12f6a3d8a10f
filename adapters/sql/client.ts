import { sql, type Kysely } from 'kysely';
import {
  allocations,
  answers,
  caseStatuses,
  workers,
  type AllocationRow,
  type AnswerRow,
  type WorkerRow,
} from './case-queries';
import {
  addresses,
  disabilities,
  people,
  relations,
  telephones,
  warningNotes,
  type Council,
  type Keys,
  type RelationRow,
  type Row,
} from './person-queries';
import type {
  AddressColumns,
  CaseStatusColumns,
  DisabilityColumns,
  PersonColumn,
  Selection,
  WarningNoteColumns,
} from './select';
import type { CouncilDatabase } from './tables';

/** Runs `read` in one read-only snapshot of the database, so that an answer is of one moment and changes nothing. */
export function inSnapshot<Result>(
  database: Kysely<CouncilDatabase>,
  read: (council: Council) => Promise<Result>,
): Promise<Result> {
  return database
    .transaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute(async (council) => {
      await sql`set local datestyle = 'ISO'`.execute(council);
      return read(council);
    });
}

const NONE = Promise.resolve([]);

type Rows<One> = readonly One[];

/** What was read, each list for all people together and empty unless it was asked for. */
export interface CouncilAnswers {
  readonly people: Rows<Row<PersonColumn>>;
  readonly addresses: Rows<Row<AddressColumns[number]>>;
  readonly telephones: Rows<Row<'telephone_number'>>;
  readonly disabilities: Rows<Row<DisabilityColumns[number]>>;
  readonly family: Rows<RelationRow>;
  readonly otherParties: Rows<RelationRow>;
  readonly warningNotes: Rows<Row<WarningNoteColumns[number]>>;
  readonly caseStatuses: Rows<Row<CaseStatusColumns[number]>>;
  readonly legalAnswers: Rows<AnswerRow>;
  readonly concernAnswers: Rows<AnswerRow>;
  readonly placementAnswers: Rows<AnswerRow>;
  readonly offenceAnswers: Rows<AnswerRow>;
  readonly allocations: Rows<AllocationRow>;
  readonly offenceAllocations: Rows<AllocationRow>;
  readonly workers: Rows<WorkerRow>;
}

/** Reads what `selection` names of the open records among `keys`, and nothing of the others. */
export async function readSelection(
  council: Council,
  keys: Keys,
  selection: Selection,
): Promise<CouncilAnswers> {
  const { period } = selection;
  const found = keys.length === 0 ? [] : await people(council, keys, selection.person);
  const open = found.map(({ id }) => id);
  const when = <Asked, Result>(
    asked: Asked | null | false,
    read: (asked: Asked) => Promise<readonly Result[]>,
  ): Promise<readonly Result[]> =>
    asked === null || asked === false || open.length === 0 ? NONE : read(asked);
  return {
    people: found,
    addresses: await when(selection.addresses, (columns) => addresses(council, open, columns)),
    telephones: await when(selection.telephones, () => telephones(council, open)),
    disabilities: await when(selection.disabilities, (columns) => disabilities(council, open, columns)),
    family: await when(selection.family, (columns) => relations(council, open, { columns, family: true })),
    otherParties: await when(selection.otherParties, (columns) =>
      relations(council, open, { columns, family: false }),
    ),
    warningNotes: await when(selection.warningNotes, (columns) =>
      warningNotes(council, open, { columns, period }),
    ),
    caseStatuses: await when(selection.caseStatuses, (columns) =>
      caseStatuses(council, open, { columns, period }),
    ),
    legalAnswers: await when(selection.legalAnswers, (columns) =>
      answers(council, open, { columns, options: ['legalStatus'], offending: false, period }),
    ),
    concernAnswers: await when(selection.concernAnswers, (columns) =>
      answers(council, open, { columns, options: ['category', 'placementReason'], offending: false, period }),
    ),
    placementAnswers: await when(selection.placementAnswers, (columns) =>
      answers(council, open, { columns, options: ['placementType'], offending: false, period }),
    ),
    offenceAnswers: await when(selection.offenceAnswers, (columns) =>
      answers(council, open, {
        columns,
        options: ['legalStatus', 'placementType', 'reasonCeased'],
        offending: true,
        period,
      }),
    ),
    allocations: await when(selection.allocations, (columns) =>
      allocations(council, open, { columns, offending: false, period }),
    ),
    offenceAllocations: await when(selection.offenceAllocations, (columns) =>
      allocations(council, open, { columns, offending: true, period }),
    ),
    workers: await when(selection.workers, (columns) => workers(council, open, columns)),
  };
}
