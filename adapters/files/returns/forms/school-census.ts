import type { ReturnForm, ValuePart } from '../form';
import { SEXES } from './children-codes';

const BORN: ValuePart = { as: 'date', table: 'pupil', columns: ['dob'] };
const SUPPORT: Readonly<Record<string, string>> = {
  E: 'Education, health and care plan',
  K: 'Special educational needs support',
  N: 'No special educational need',
};
const EXCLUSIONS: Readonly<Record<string, string>> = {
  PERM: 'Permanent exclusion',
  SUSP: 'Suspension',
  FIXD: 'Suspension (fixed period)',
  LNCH: 'Suspension at lunchtimes',
};

/**
 * The school census (Department for Education) as the tables of a local authority's export, of pupils who have left the
 * roll. UPN, ULN and attainment are never read: a review has no need of them.
 */
export const SCHOOL_CENSUS: ReturnForm = {
  name: 'School census',
  layout: {
    kind: 'csv',
    files: {
      pupil: 'pupilnolongeronroll',
      address: 'addressesoffroll',
      exclusion: 'termlyexclusionsoffroll',
      absence: 'termlysessiondetailsoffroll',
    },
    // The pupil's row number is unique within one school only.
    key: ['pupilnolongeronrolltableid', 'NativeId'],
  },
  person: {
    name: { as: 'name', table: 'pupil', columns: ['forename', 'middlenames', 'surname'] },
    otherNames: [
      { as: 'name', table: 'pupil', columns: ['forename', 'preferredsurname'] },
      { as: 'name', table: 'pupil', columns: ['forename', 'formersurname'] },
    ],
    datesOfBirth: [BORN],
  },
  fields: {
    name: [{ as: 'name', table: 'pupil', columns: ['forename', 'middlenames', 'surname'] }],
    dateOfBirth: [BORN],
    age: [{ ...BORN, as: 'age' }],
    gender: [{ as: 'text', table: 'pupil', columns: ['sex'], words: SEXES }],
    addresses: [
      {
        as: 'address',
        table: 'address',
        kind: 'home',
        postcode: 'postcode',
        uprn: 'uniquepropertyreferencenumber',
      },
    ],
    contactDetails: [{ as: 'contact', table: 'pupil', kind: 'language', column: 'language' }],
    health: [
      {
        as: 'statement',
        table: 'exclusion',
        when: { column: 'senprovision', is: ['E', 'K'] },
        kind: 'special educational need',
        needs: 'senprovision',
        code: 'senprovision',
        words: SUPPORT,
        from: 'startdate',
      },
    ],
    involvements: [
      {
        as: 'statement',
        table: 'pupil',
        kind: 'enrolment',
        needs: 'entrydate',
        description: 'On the roll of a school',
        service: 'School',
        from: 'entrydate',
        to: 'leavingdate',
      },
      {
        as: 'statement',
        table: 'exclusion',
        kind: 'exclusion',
        needs: 'startdate',
        code: 'category',
        words: EXCLUSIONS,
        service: 'School',
        from: 'startdate',
      },
      {
        as: 'statement',
        table: 'absence',
        kind: 'absence of the term, by reason',
        needs: 'attendancereason',
        code: 'attendancereason',
        service: 'School',
      },
    ],
  },
};
