import { AGENCIES, recordOf } from '../lib/records.mjs';

export const name = 'SMALL';
export const title = '1 review, 1 subject, 1 agency, 1 entry: about 15 leaves';
export const connections = 64;

export const query = `query Small($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) {
    id reference state
    subjects { ref role returns { agency status
      health { handle assertion addenda { recordedOn text } code description status from } } }
  }
}`;

/** What each agency holds. */
export const records = () =>
  new Map(
    AGENCIES.slice(0, 1).map((agency) => [
      agency,
      recordOf(agency, { health: 1, involvements: 0, people: 0 }),
    ]),
  );
