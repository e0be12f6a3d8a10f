import type { RecordCategory } from '../../domain/data-category';
import { NO_FIELDS, type FieldTree } from '../../domain/field-tree';
import type { Outcome } from '../../domain/outcome';

const leaves = (...names: readonly string[]): FieldTree => new Map(names.map((name) => [name, NO_FIELDS]));
const tree = (own: FieldTree, below: Readonly<Record<string, FieldTree>>): FieldTree =>
  new Map([...own, ...Object.entries(below)]);

const ADDENDA = { addenda: leaves('recordedOn', 'text') };
const ADDRESS = leaves('postcode', 'from', 'to');
const STATEMENT = tree(leaves('handle', 'assertion', 'kind', 'status', 'service', 'from', 'to'), ADDENDA);
const CODED_STATEMENT = tree(
  leaves('handle', 'assertion', 'code', 'codeSystem', 'description', 'from', 'to'),
  ADDENDA,
);
const DESCRIBED_STATEMENT = tree(STATEMENT, {
  code: NO_FIELDS,
  codeSystem: NO_FIELDS,
  description: NO_FIELDS,
});
const PARTY = tree(
  leaves('handle', 'assertion', 'name', 'dateOfBirth', 'relationship', 'role', 'organisation'),
  {
    ...ADDENDA,
    addresses: ADDRESS,
  },
);
const CONTACT = leaves('kind', 'value');

/** What a transform needs of each category where the value does not leave in clear. */
const INPUTS: Readonly<Record<RecordCategory, FieldTree>> = Object.freeze({
  name: NO_FIELDS,
  dateOfBirth: NO_FIELDS,
  addresses: ADDRESS,
  age: NO_FIELDS,
  gender: NO_FIELDS,
  contactDetails: CONTACT,
  nationalInsuranceNumber: NO_FIELDS,
  nhsNumber: NO_FIELDS,
  familyMembers: PARTY,
  ethnicity: CODED_STATEMENT,
  religion: CODED_STATEMENT,
  health: DESCRIBED_STATEMENT,
  otherSpecialCategory: DESCRIBED_STATEMENT,
  legalStatuses: DESCRIBED_STATEMENT,
  involvements: DESCRIBED_STATEMENT,
  safeguardingConcerns: DESCRIBED_STATEMENT,
  convictions: DESCRIBED_STATEMENT,
  investigations: DESCRIBED_STATEMENT,
  otherParties: PARTY,
  practitioners: PARTY,
  informants: PARTY,
});

/**
 * The fields to ask an agency for, below one category. What leaves in clear is asked for as selected; what is
 * transformed is asked for as its transform needs, so that a narrative that will not leave is never fetched.
 */
export function fieldsToAsk(category: RecordCategory, outcome: Outcome, selected: FieldTree): FieldTree {
  return outcome === 'CLEAR' ? selected : INPUTS[category];
}
