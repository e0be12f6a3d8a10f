import { AGENCIES, recordOf } from '../lib/records.mjs';

export const name = 'BIG';
export const title = '1 review, 1 subject, 12 agencies, 20 entries each: about 3,600 leaves';
export const connections = 64;

const ATTESTED = 'handle assertion addenda { recordedOn text }';
const STATEMENT = `{ ${ATTESTED} kind code codeSystem description narrative status service from to }`;
const PARTY = `{ ${ATTESTED} name dateOfBirth addresses { lines postcode uprn kind from to } relationship role organisation }`;

export const query = `query Big($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) {
    id reference type state
    subjects { ref role returns { agency status
      health ${STATEMENT} involvements ${STATEMENT} familyMembers ${PARTY} practitioners ${PARTY} } }
  }
}`;

/** What each agency holds. */
export const records = () =>
  new Map(AGENCIES.map((agency) => [agency, recordOf(agency, { health: 7, involvements: 7, people: 3 })]));
