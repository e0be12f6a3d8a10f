import { recordOf } from './lib/records.mjs';

/** What bench/growth.mjs asks: the same of as many agencies, and of as many entries, as it says. */
export const query = `query Growth($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) {
    id reference state
    subjects { ref role returns { agency status
      health { handle assertion addenda { recordedOn text } code description status from } } }
  }
}`;

export const records = ({ agencies, entries }) =>
  new Map(
    Array.from({ length: agencies }, (_, at) => {
      const agency = `agency-${String(at + 1).padStart(2, '0')}`;
      return [agency, recordOf(agency, { health: entries, involvements: 0, people: 0 })];
    }),
  );
