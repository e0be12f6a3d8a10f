import { RECORD_CATEGORIES, type RecordCategory } from '../../src/domain/data-category';

const ADDENDA = 'addenda { recordedOn text }';
const ADDRESS = '{ lines postcode uprn kind from to }';
const STATEMENT = `{ handle assertion ${ADDENDA} kind code codeSystem description narrative status service from to }`;
const PARTY = `{ handle assertion ${ADDENDA} name dateOfBirth addresses ${ADDRESS} relationship role organisation }`;

/** The whole selection below each category of `AgencyReturn`. */
export const BELOW: Readonly<Record<RecordCategory, string>> = {
  name: '',
  dateOfBirth: '',
  addresses: ADDRESS,
  age: '',
  gender: '',
  contactDetails: '{ kind value }',
  nationalInsuranceNumber: '',
  nhsNumber: '',
  familyMembers: PARTY,
  ethnicity: STATEMENT,
  religion: STATEMENT,
  health: STATEMENT,
  otherSpecialCategory: STATEMENT,
  legalStatuses: STATEMENT,
  involvements: STATEMENT,
  safeguardingConcerns: STATEMENT,
  convictions: STATEMENT,
  investigations: STATEMENT,
  otherParties: PARTY,
  practitioners: PARTY,
  informants: PARTY,
};

/** Every category with everything below it. */
export const EVERYTHING = RECORD_CATEGORIES.map((category) => `${category} ${BELOW[category]}`).join(' ');

/** Asks for all there is of a review; takes `$id` and `$purpose`. */
export const FULL_QUERY = `query Everything($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) {
    id reference type state
    subjects {
      ref role name dateOfBirth addresses ${ADDRESS}
      returns { agency status retrievedAt ${EVERYTHING} }
    }
    contactChecks { agency state outcome sentAt dueOn answeredAt }
    disclosure { category outcome clause agency reason }
  }
}`;
