import { recordOf } from './lib/records.mjs';

/** What bench/growth.mjs asks: the same of as many agencies, and of as many entries, as it says. */
export { query } from './workloads/small.mjs';

export const records = ({ agencies, entries }) =>
  new Map(
    Array.from({ length: agencies }, (_, at) => {
      const agency = `agency-${String(at + 1).padStart(2, '0')}`;
      return [agency, recordOf(agency, { health: entries, involvements: 0, people: 0 })];
    }),
  );
