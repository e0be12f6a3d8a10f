import { CONTACT_CHECK, REVIEW, SUBJECT } from '../lib/bare-schema.mjs';
import { CHILD, recordOf } from '../lib/records.mjs';

export const name = 'CONTACT';
export const title =
  '1 review, 1 subject, asked by the agency that the contact check was sent to; no agency is asked';
export const connections = 64;
export const purpose = CONTACT_CHECK;

export const query = `query Contact($id: ID!, $purpose: Purpose) {
  review(id: $id, purpose: $purpose) {
    subjects { ref name dateOfBirth addresses { lines postcode } }
    disclosure { category outcome reason }
  }
}`;

/** Who the check is sent to; nothing of its record is read. */
export const records = () =>
  new Map([['agency-01', recordOf('agency-01', { health: 0, involvements: 0, people: 0 })]]);

/** The gateway's answer in plain data. */
export const review = () => ({
  ...REVIEW,
  subjects: [{ ...SUBJECT, ...CHILD }],
  disclosure: ['NAME', 'DATE_OF_BIRTH', 'ADDRESSES'].map((category) => ({
    category,
    outcome: 'CLEAR',
    reason: 'The contact check tells it.',
  })),
});
