import { readFileSync } from 'node:fs';
import { createHmac, randomBytes } from 'node:crypto';
import { buildSchema } from 'graphql';

export const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
export const CONTACT_CHECK = 'CONTACT_CHECK';

/** What the gateway's own answer has in its place. */
export const REVIEW = {
  id: '0190a2b4-0000-7000-8000-000000000001',
  reference: 'B-1001',
  type: PURPOSE,
  state: 'GATHERING',
};
export const SUBJECT = { ref: 'SUBJ-7K3M-Q9TD-2FWA-0HXC-5', role: 'INDEX_CHILD' };

/** What a workload is asked of: a whole review, or what each agency holds about its child. */
function reviewOf({ review, records }) {
  if (review) return review();
  const returns = [...records()].map(([agency, record]) => ({ ...record, agency, status: 'OK' }));
  return { ...REVIEW, subjects: [{ ...SUBJECT, returns }] };
}

/** The gateway's own schema over the same data in memory, with plain resolvers and nothing in between. */
export function bareAnswer(workload) {
  const schema = buildSchema(readFileSync(new URL('../../schema/gateway.graphql', import.meta.url), 'utf8'));
  const review = reviewOf(workload);
  schema.getQueryType().getFields().review.resolve = () => review;
  schema.getType('ReviewSubject').getFields().returns.resolve = (subject) => subject.returns;
  return { schema, variables: bareVariables(workload) };
}

export const bareVariables = ({ purpose = PURPOSE } = {}) => ({ id: REVIEW.id, purpose });

/** A pseudonym made the plain way. */
export const hmacOf = (key) => (value) =>
  createHmac('sha256', key).update(value).digest('base64url').slice(0, 20);

export const newKey = () => randomBytes(32);
