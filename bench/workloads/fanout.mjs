import { AGENCIES, recordOf } from '../lib/records.mjs';
import { fieldOf } from '../lib/federation.mjs';

export const name = 'FANOUT';
export const title =
  '1 review, 1 subject, 12 agencies in another process that answer after 20 ms, 2 entries each';
export const connections = 64;

/** Where agencies are subgraphs over HTTP: milliseconds that each takes to answer. */
export const delayMs = 20;

export const baseline = 'apollo-gateway';

const HELD = `agency status
      health { handle assertion addenda { recordedOn text } code description status from }`;

export const query = `query FanOut($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) {
    id reference state
    subjects { ref role returns { ${HELD} } }
  }
}`;

/** The same leaves of a federated graph, in which each agency has a field of its own. */
export const federatedQuery = `query FanOut($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) {
    id reference state
    subjects { ref role ${AGENCIES.map((agency) => `${fieldOf(agency)} { ${HELD} }`).join('\n')} }
  }
}`;

/** What each agency holds. */
export const records = () =>
  new Map(AGENCIES.map((agency) => [agency, recordOf(agency, { health: 2, involvements: 0, people: 0 })]));
