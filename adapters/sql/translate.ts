import type { AgencyRecord } from '../../src/domain/agency-source';
import type { RecordCategory } from '../../src/domain/data-category';
import type { FieldTree } from '../../src/domain/field-tree';
import type { RecordHandle } from '../../src/domain/ids';
import type { Clock } from '../../src/domain/ports';
import { toPartialDate } from '../shared/dates';
import type { HandleBook } from '../shared/handles';
import {
  translateAllocation,
  translateAnswer,
  translateCaseStatus,
  translateWarning,
} from './case-statements';
import type { CouncilAnswers } from './client';
import { genderTerm } from './codes';
import {
  personAge,
  personContacts,
  personEthnicity,
  personHealth,
  personNhsNumber,
  present,
  traitStatement,
  translateAddress,
  translateRelation,
  translateWorkers,
  type PersonRow,
} from './person';
import { RecordStatements } from './statements';

/** One person's share of what was read. */
interface PersonAnswers extends Omit<CouncilAnswers, 'people'> {
  readonly person: PersonRow;
  readonly statements: RecordStatements;
  readonly now: Date;
}

type Fields = Omit<AgencyRecord, 'handle'>;

/** Each field of the contract from the rows. */
const TRANSLATIONS: Partial<Record<RecordCategory, (answers: PersonAnswers) => Fields>> = {
  name: ({ person }) => ({ name: present(person.full_name) }),
  dateOfBirth: ({ person }) => ({ dateOfBirth: toPartialDate(person.date_of_birth) }),
  addresses: ({ addresses }) => ({ addresses: addresses.map(translateAddress) }),
  age: ({ person, now }) => ({ age: personAge(person, now) }),
  gender: ({ person }) => {
    const code = present(person.gender);
    return { gender: code === null ? null : genderTerm(code) };
  },
  contactDetails: ({ person, telephones }) => ({ contactDetails: personContacts(person, telephones) }),
  nhsNumber: ({ person }) => ({ nhsNumber: personNhsNumber(person) }),
  familyMembers: ({ family, statements }) => ({
    familyMembers: family.map((row) => translateRelation(row, statements)),
  }),
  otherParties: ({ otherParties, statements }) => ({
    otherParties: otherParties.map((row) => translateRelation(row, statements)),
  }),
  ethnicity: ({ person, statements }) => ({ ethnicity: personEthnicity(person, statements) }),
  religion: ({ person, statements }) => ({
    religion: traitStatement({ kind: 'religion', description: person.religion }, statements),
  }),
  health: ({ person, disabilities, statements }) => ({
    health: personHealth(person, disabilities, statements),
  }),
  otherSpecialCategory: ({ person, statements }) => {
    const trait = { kind: 'sexual orientation', description: person.sccv_sexual_orientation };
    const orientation = traitStatement(trait, statements);
    return { otherSpecialCategory: orientation === null ? [] : [orientation] };
  },
  legalStatuses: ({ caseStatuses, legalAnswers, statements }) => ({
    legalStatuses: [
      ...caseStatuses.map((row) => translateCaseStatus(row, statements)),
      ...legalAnswers.map((row) => translateAnswer(row, 'FACT', statements)),
    ],
  }),
  involvements: ({ allocations, placementAnswers, statements }) => ({
    involvements: [
      ...allocations.map((row) => translateAllocation(row, statements)),
      ...placementAnswers.map((row) => translateAnswer(row, 'FACT', statements)),
    ],
  }),
  safeguardingConcerns: ({ warningNotes, concernAnswers, statements }) => ({
    safeguardingConcerns: [
      ...warningNotes.map((row) => translateWarning(row, statements)),
      ...concernAnswers.map((row) => translateAnswer(row, 'OPINION', statements)),
    ],
  }),
  convictions: ({ offenceAnswers, offenceAllocations, statements }) => ({
    convictions: [
      ...offenceAnswers.map((row) => translateAnswer(row, 'FACT', statements)),
      ...offenceAllocations.map((row) => translateAllocation(row, statements)),
    ],
  }),
  practitioners: ({ workers, statements }) => ({ practitioners: translateWorkers(workers, statements) }),
};

export interface TranslationOptions {
  readonly fields: FieldTree;
  readonly handles: HandleBook;
  readonly clock: Clock;
}

/** The contract's records of the people read, each with the `fields` asked for and no other. */
export function translateAnswers(
  answers: CouncilAnswers,
  { fields, handles, clock }: TranslationOptions,
): ReadonlyMap<RecordHandle, AgencyRecord> {
  const asked = Object.entries(TRANSLATIONS).filter(([field]) => fields.has(field));
  const now = clock.now();
  return new Map(
    answers.people.map((person) => {
      const handle = handles.handleOf(person.id);
      const statements = new RecordStatements(handles, person.id);
      const own = { ...shareOf(answers, person.id), person, statements, now };
      return [
        handle,
        asked.reduce<AgencyRecord>((record, [, translate]) => ({ ...record, ...translate(own) }), { handle }),
      ];
    }),
  );
}

function shareOf(answers: CouncilAnswers, personKey: string): Omit<CouncilAnswers, 'people'> {
  const own = <Owned extends { readonly owner: string | null }>(rows: readonly Owned[]): readonly Owned[] =>
    rows.filter(({ owner }) => owner === personKey);
  return {
    addresses: own(answers.addresses),
    telephones: own(answers.telephones),
    disabilities: own(answers.disabilities),
    family: own(answers.family),
    otherParties: own(answers.otherParties),
    warningNotes: own(answers.warningNotes),
    caseStatuses: own(answers.caseStatuses),
    legalAnswers: own(answers.legalAnswers),
    concernAnswers: own(answers.concernAnswers),
    placementAnswers: own(answers.placementAnswers),
    offenceAnswers: own(answers.offenceAnswers),
    allocations: own(answers.allocations),
    offenceAllocations: own(answers.offenceAllocations),
    workers: own(answers.workers),
  };
}
