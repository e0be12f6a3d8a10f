import { readFileSync } from 'node:fs';
import { createHmac, randomBytes } from 'node:crypto';
import { buildSchema } from 'graphql';

export const REVIEW_ID = '0190a2b4-0000-7000-8000-000000000001';
export const PURPOSE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';

/** The gateway's own schema over the same records in memory, with plain resolvers and nothing in between. */
export function bareSchema(records) {
  const schema = buildSchema(readFileSync(new URL('../../schema/gateway.graphql', import.meta.url), 'utf8'));
  const returns = [...records].map(([agency, record]) => ({ ...record, agency, status: 'OK' }));
  const review = {
    id: REVIEW_ID,
    reference: 'B-1001',
    type: PURPOSE,
    state: 'GATHERING',
    subjects: [{ ref: 'SUBJ-7K3M-Q9TD-2FWA-0HXC-5', role: 'INDEX_CHILD', returns }],
  };
  schema.getQueryType().getFields().review.resolve = () => review;
  schema.getType('ReviewSubject').getFields().returns.resolve = (subject) => subject.returns;
  return schema;
}

/** A pseudonym made the plain way. */
export const hmacOf = (key) => (value) =>
  createHmac('sha256', key).update(value).digest('base64url').slice(0, 20);

export const newKey = () => randomBytes(32);
