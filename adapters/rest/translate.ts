import type { AgencyRecord } from '../../src/domain/agency-source';
import type { RecordCategory } from '../../src/domain/data-category';
import type { FieldTree } from '../../src/domain/field-tree';
import type { RecordHandle } from '../../src/domain/ids';
import type { Handles } from '../shared/sealed-handles';
import { toPartialDate } from '../shared/dates';
import type { ProbationAddress, ProbationCase, Supervisions } from './native';
import { convictions, investigations, practitioners, safeguardingConcerns } from './offences';
import {
  caseAddresses,
  caseAge,
  caseContacts,
  caseGender,
  caseHealth,
  caseName,
  profileStatement,
} from './person';
import { CaseStatements } from './statements';

/** What was read of one open case. */
export interface CaseAnswers {
  readonly handle: RecordHandle;
  readonly crn: string;
  /** The records of the case, the one to show first. */
  readonly records: readonly [ProbationCase, ...ProbationCase[]];
  /** Empty unless asked for. */
  readonly addresses: readonly ProbationAddress[];
  /** Empty unless asked for. */
  readonly supervisions: Supervisions;
}

type Fields = Omit<AgencyRecord, 'handle'>;
type Translation = (answers: CaseAnswers, statements: CaseStatements) => Fields;

/** Each field of the contract from the native answers. */
const TRANSLATIONS: Partial<Record<RecordCategory, Translation>> = {
  name: ({ records: [record] }) => ({ name: caseName(record) }),
  dateOfBirth: ({ records: [record] }) => ({ dateOfBirth: toPartialDate(record.dateOfBirth) }),
  addresses: ({ addresses }) => ({ addresses: caseAddresses(addresses) }),
  age: ({ records: [record] }) => ({ age: caseAge(record) }),
  gender: ({ records: [record] }) => ({ gender: caseGender(record) }),
  contactDetails: ({ records: [record] }) => ({ contactDetails: caseContacts(record) }),
  ethnicity: ({ records: [record] }, statements) => ({
    ethnicity: profileStatement(record, 'ethnicity', statements),
  }),
  religion: ({ records: [record] }, statements) => ({
    religion: profileStatement(record, 'religion', statements),
  }),
  health: ({ records: [record] }, statements) => ({ health: caseHealth(record, statements) }),
  otherSpecialCategory: ({ records: [record] }, statements) => {
    const orientation = profileStatement(record, 'sexualOrientation', statements);
    return { otherSpecialCategory: orientation === null ? [] : [orientation] };
  },
  safeguardingConcerns: ({ supervisions }, statements) => ({
    safeguardingConcerns: safeguardingConcerns(supervisions, statements),
  }),
  convictions: ({ records, supervisions }, statements) => ({
    convictions: convictions(records, supervisions, statements),
  }),
  investigations: ({ supervisions }, statements) => ({
    investigations: investigations(supervisions, statements),
  }),
  practitioners: ({ supervisions }, statements) => ({
    practitioners: practitioners(supervisions, statements),
  }),
};

/** The contract's record of one case, with the `fields` asked for and no other. */
export function translateCase(answers: CaseAnswers, fields: FieldTree, handles: Handles): AgencyRecord {
  const statements = new CaseStatements(handles, answers.crn);
  return Object.entries(TRANSLATIONS)
    .filter(([field]) => fields.has(field))
    .reduce<AgencyRecord>((record, [, translate]) => ({ ...record, ...translate(answers, statements) }), {
      handle: answers.handle,
    });
}
