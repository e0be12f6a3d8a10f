import type { Statement } from '../../src/domain/contract.generated';
import { toPartialDate } from '../shared/dates';
import type { AllocationRow, AnswerRow } from './case-queries';
import { answerKind, answerTerm, caseStatusTerm } from './codes';
import { present } from './person';
import type { Row } from './person-queries';
import type { CaseStatusColumns, WarningNoteColumns } from './select';
import type { RecordStatements } from './statements';

/** Whether a child is in need, on a child protection plan or looked after; the notes are a worker's. */
export function translateCaseStatus(
  row: Row<CaseStatusColumns[number]>,
  statements: RecordStatements,
): Statement {
  const code = present(row.case_status_type);
  const narrative = present(row.notes);
  return statements.make({
    key: `status/${row.id}`,
    kind: 'case status',
    assertion: narrative === null ? 'FACT' : 'COMBINATION',
    code,
    description: code === null ? null : caseStatusTerm(code),
    narrative,
    from: toPartialDate(row.start_date),
    to: toPartialDate(row.end_date),
  });
}

/** An answer of a case status: an order, a plan's category, a need, a placement. */
export function translateAnswer(
  row: AnswerRow,
  assertion: Statement['assertion'],
  statements: RecordStatements,
): Statement {
  const option = present(row.option);
  const code = present(row.value);
  return statements.make({
    key: `answer/${row.id}`,
    kind: option === null ? null : answerKind(option),
    assertion,
    code,
    description: option === null || code === null ? null : answerTerm(option, code),
    from: toPartialDate(row.start_date),
    to: toPartialDate(row.end_date),
  });
}

/** A worker's or team's involvement with the person. */
export function translateAllocation(row: AllocationRow, statements: RecordStatements): Statement {
  const narrative = present(row.summary);
  return statements.make({
    key: `allocation/${row.id}`,
    kind: 'allocation',
    assertion: narrative === null ? 'FACT' : 'COMBINATION',
    service: present(row.service),
    status: present(row.case_status),
    narrative,
    from: toPartialDate(row.allocation_start_date),
    to: toPartialDate(row.allocation_end_date),
  });
}

/** A warning to colleagues, which is what its writer thought. */
export function translateWarning(
  row: Row<WarningNoteColumns[number]>,
  statements: RecordStatements,
): Statement {
  return statements.make({
    key: `warning/${row.id}`,
    kind: 'warning note',
    assertion: 'OPINION',
    description: present(row.note_type),
    narrative: present(row.warning_narrative),
    status: present(row.status),
    from: toPartialDate(row.start_date),
    to: toPartialDate(row.end_date),
  });
}
