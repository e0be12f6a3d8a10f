import type { ReturnForm, ValuePart } from '../form';
import { OWN_TEXT } from '../xml-reader';
import { SEXES } from './children-codes';

const BORN: ValuePart = { as: 'date', table: 'pupil', columns: ['DOB'] };

/**
 * The Common Transfer File, which a school sends when a pupil moves (Department for Education, CTF). The UPN says whose
 * record it is and leaves as an opaque handle only; assessments are never read.
 */
export const COMMON_TRANSFER_FILE: ReturnForm = {
  name: 'CTF',
  layout: {
    kind: 'xml',
    record: 'Pupil',
    tables: { pupil: [] },
    shared: { school: ['Header', 'SourceSchool'], sent: ['Header', 'DateTime'] },
    key: { table: 'pupil', column: 'UPN' },
  },
  person: { name: { as: 'name', table: 'pupil', columns: ['Forename', 'Surname'] }, datesOfBirth: [BORN] },
  fields: {
    name: [{ as: 'name', table: 'pupil', columns: ['Forename', 'Surname'] }],
    dateOfBirth: [BORN],
    age: [{ ...BORN, as: 'age' }],
    gender: [{ as: 'text', table: 'pupil', columns: ['Sex'], words: SEXES }],
    involvements: [
      {
        as: 'statement',
        table: 'school',
        kind: 'enrolment',
        needs: 'Estab',
        description: 'Was on the roll of the school that sent the transfer file',
        service: 'School',
      },
      {
        as: 'statement',
        table: 'sent',
        kind: 'transfer',
        needs: OWN_TEXT,
        description: "Pupil's record sent to another school",
        service: 'School',
        from: OWN_TEXT,
      },
    ],
  },
};
