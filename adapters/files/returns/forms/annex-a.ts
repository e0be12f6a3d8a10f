import type { Part, ReturnForm, StatementPart, ValuePart } from '../form';
import { ABUSE } from './children-codes';

const LISTS = [
  'list_1',
  'list_2',
  'list_3',
  'list_4',
  'list_5',
  'list_6',
  'list_7',
  'list_8',
  'list_9',
] as const;
type List = (typeof LISTS)[number];
const SERVICE = "Children's social care";

/** The councils write a sex in many words; only these two say one. */
const SEXES: Readonly<Record<string, string>> = {
  ...{ 'a) Male': 'male', 'b) Female': 'female', Male: 'male', Female: 'female', M: 'male', F: 'female' },
  ...{ '1': 'male', '2': 'female' },
};
const DISABLED = ['a) Yes', 'Yes', 'Y', '1'];

const bornIn = (table: List): ValuePart => ({ as: 'date', table, columns: ['Date of Birth'] });

const inAll = (part: (table: List) => Part, lists: readonly List[] = LISTS): readonly Part[] =>
  lists.map(part);

const spell = (of: Omit<StatementPart, 'as' | 'service'>): StatementPart => ({
  as: 'statement',
  service: SERVICE,
  ...of,
});

/**
 * Annex A of Ofsted's inspection of local authority children's services: lists 1 to 9, a CSV file each. It knows children
 * by the council's identifier and has no names. Lists 10 and 11, of adoption, are never read: who was adopted is not to be
 * told from who is not known.
 */
export const ANNEX_A: ReturnForm = {
  name: 'Annex A',
  layout: {
    kind: 'csv',
    files: Object.fromEntries(LISTS.map((list) => [list, list])),
    key: ['Child Unique ID'],
  },
  person: { datesOfBirth: LISTS.map(bornIn) },
  fields: {
    dateOfBirth: LISTS.map(bornIn),
    age: inAll((table) => ({ as: 'age', table, columns: ['Date of Birth'] })),
    gender: inAll((table) => ({ as: 'text', table, columns: ['Gender'], words: SEXES })),
    ethnicity: inAll((table) => ({
      as: 'statement',
      table,
      kind: 'ethnic origin',
      needs: 'Ethnicity',
      code: 'Ethnicity',
    })),
    addresses: [
      {
        as: 'address',
        table: 'list_8',
        kind: 'placement',
        postcode: 'Placement postcode',
        from: 'Start Date of Most Recent Placement',
        to: 'Date Ceased to be Looked After',
      },
    ],
    health: inAll(
      (table) => ({
        as: 'statement',
        table,
        when: { column: 'Does the Child have a Disability', is: DISABLED },
        kind: 'disability',
        needs: 'Does the Child have a Disability',
        description: 'The child has a disability',
      }),
      ['list_4', 'list_5', 'list_6', 'list_7', 'list_8', 'list_9'],
    ),
    involvements: [
      spell({
        table: 'list_1',
        kind: 'contact',
        needs: 'Date of Contact',
        description: 'Contact',
        from: 'Date of Contact',
      }),
      spell({
        table: 'list_2',
        kind: 'early help',
        needs: 'Assessment start date',
        description: 'Early help assessment',
        from: 'Assessment start date',
        to: 'Assessment completion date',
      }),
      spell({
        table: 'list_3',
        kind: 'referral',
        needs: 'Date of referral',
        code: 'Referral Source',
        from: 'Date of referral',
      }),
      spell({
        table: 'list_4',
        kind: 'assessment',
        needs: 'Continuous Assessment Start Date',
        description: 'Assessment under section 17 of the Children Act 1989',
        from: 'Continuous Assessment Start Date',
        to: 'Continuous Assessment Date of Authorisation',
      }),
      spell({
        table: 'list_6',
        kind: 'child in need',
        needs: 'CIN Start Date',
        description: 'Child in need',
        from: 'CIN Start Date',
        to: 'CIN Closure Date',
      }),
      spell({
        table: 'list_8',
        kind: 'looked after',
        needs: 'Date Started to be Looked After',
        description: 'Looked after by the council',
        from: 'Date Started to be Looked After',
        to: 'Date Ceased to be Looked After',
      }),
    ],
    safeguardingConcerns: [
      spell({
        table: 'list_5',
        kind: 'enquiry',
        needs: 'Strategy discussion initiating Section 47 Enquiry Start Date',
        description: 'Enquiry under section 47 of the Children Act 1989',
        from: 'Strategy discussion initiating Section 47 Enquiry Start Date',
        to: 'Date of Initial Child Protection Conference',
      }),
      spell({
        table: 'list_6',
        kind: 'category of need',
        needs: 'Primary Need Code',
        code: 'Primary Need Code',
        assertion: 'COMBINATION',
        from: 'CIN Start Date',
        to: 'CIN Closure Date',
      }),
      spell({
        table: 'list_7',
        kind: 'child protection plan',
        needs: 'Child Protection Plan Start Date',
        code: 'Latest Category of Abuse',
        words: ABUSE,
        assertion: 'COMBINATION',
        from: 'Child Protection Plan Start Date',
        to: 'Child Protection Plan End Date',
      }),
    ],
    practitioners: inAll(
      (table) => ({
        as: 'practitioner',
        table,
        name: 'Allocated Worker',
        role: 'Allocated worker',
        organisation: 'Allocated Team',
      }),
      ['list_3', 'list_4', 'list_5', 'list_6', 'list_7', 'list_8', 'list_9'],
    ),
  },
};
