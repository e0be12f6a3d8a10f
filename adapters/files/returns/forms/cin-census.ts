import { ETHNICITIES, NEEDS } from '../../ssda903/code-sets';
import type { ReturnForm, ValuePart } from '../form';
import { OWN_TEXT } from '../xml-reader';
import {
  ABUSE,
  CONCERN_FACTORS,
  DISABILITIES,
  HEALTH_FACTORS,
  REFERRAL_SOURCES,
  SEXES,
} from './children-codes';

const SERVICE = "Children's social care";
const BORN: ValuePart = {
  as: 'date',
  table: 'identifiers',
  columns: ['PersonBirthDate', 'ExpectedPersonBirthDate'],
};

/**
 * The children in need census (Department for Education), as XML. It knows children by the council's identifier and has
 * no names. UPN and former UPN, lifelong numbers, are never read.
 */
export const CIN_CENSUS: ReturnForm = {
  name: 'CIN census',
  layout: {
    kind: 'xml',
    record: 'Child',
    tables: {
      identifiers: ['ChildIdentifiers'],
      characteristics: ['ChildCharacteristics'],
      disability: ['ChildCharacteristics', 'Disabilities', 'Disability'],
      referral: ['CINdetails'],
      assessment: ['CINdetails', 'Assessments'],
      factor: ['CINdetails', 'Assessments', 'FactorsIdentifiedAtAssessment', 'AssessmentFactors'],
      plan: ['CINdetails', 'CINPlanDates'],
      enquiry: ['CINdetails', 'Section47'],
      protection: ['CINdetails', 'ChildProtectionPlans'],
      review: ['CINdetails', 'ChildProtectionPlans', 'Reviews', 'CPPreviewDate'],
    },
    key: { table: 'identifiers', column: 'LAchildID' },
  },
  person: { datesOfBirth: [BORN] },
  fields: {
    dateOfBirth: [BORN],
    age: [{ ...BORN, as: 'age', columns: ['PersonBirthDate'] }],
    gender: [{ as: 'text', table: 'identifiers', columns: ['GenderCurrent', 'Sex'], words: SEXES }],
    ethnicity: [
      {
        as: 'statement',
        table: 'characteristics',
        kind: 'ethnic origin',
        needs: 'Ethnicity',
        code: 'Ethnicity',
        words: ETHNICITIES,
      },
    ],
    health: [
      {
        as: 'statement',
        table: 'disability',
        kind: 'disability',
        needs: OWN_TEXT,
        code: OWN_TEXT,
        words: DISABILITIES,
      },
      {
        as: 'statement',
        table: 'factor',
        when: { column: OWN_TEXT, is: Object.keys(HEALTH_FACTORS) },
        kind: 'factor at assessment',
        needs: OWN_TEXT,
        code: OWN_TEXT,
        words: HEALTH_FACTORS,
        assertion: 'COMBINATION',
      },
    ],
    involvements: [
      {
        as: 'statement',
        table: 'referral',
        kind: 'referral',
        needs: 'CINreferralDate',
        code: 'ReferralSource',
        words: REFERRAL_SOURCES,
        service: SERVICE,
        from: 'CINreferralDate',
        to: 'CINclosureDate',
      },
      {
        as: 'statement',
        table: 'assessment',
        kind: 'assessment',
        needs: 'AssessmentActualStartDate',
        description: 'Assessment under section 17 of the Children Act 1989',
        service: SERVICE,
        from: 'AssessmentActualStartDate',
        to: 'AssessmentAuthorisationDate',
      },
      {
        as: 'statement',
        table: 'plan',
        kind: 'plan',
        needs: 'CINPlanStartDate',
        description: 'Child in need plan',
        service: SERVICE,
        from: 'CINPlanStartDate',
        to: 'CINPlanEndDate',
      },
    ],
    safeguardingConcerns: [
      {
        as: 'statement',
        table: 'referral',
        kind: 'category of need',
        needs: 'PrimaryNeedCode',
        code: 'PrimaryNeedCode',
        words: NEEDS,
        assertion: 'COMBINATION',
        from: 'CINreferralDate',
        to: 'CINclosureDate',
      },
      {
        as: 'statement',
        table: 'factor',
        when: { column: OWN_TEXT, not: Object.keys(HEALTH_FACTORS) },
        kind: 'factor at assessment',
        needs: OWN_TEXT,
        code: OWN_TEXT,
        words: CONCERN_FACTORS,
        assertion: 'COMBINATION',
      },
      {
        as: 'statement',
        table: 'enquiry',
        kind: 'enquiry',
        needs: 'S47ActualStartDate',
        description: 'Enquiry under section 47 of the Children Act 1989',
        from: 'S47ActualStartDate',
        to: 'DateOfInitialCPC',
      },
      {
        as: 'statement',
        table: 'protection',
        kind: 'child protection plan',
        needs: 'CPPstartDate',
        code: 'LatestCategoryOfAbuse',
        words: ABUSE,
        assertion: 'COMBINATION',
        from: 'CPPstartDate',
        to: 'CPPendDate',
      },
      {
        as: 'statement',
        table: 'review',
        kind: 'review',
        needs: OWN_TEXT,
        description: 'Child protection plan review',
        from: OWN_TEXT,
      },
    ],
  },
};
