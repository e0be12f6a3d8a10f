import { randomUUID } from 'node:crypto';
import { CHILD } from './records.mjs';

const TYPE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const COORDINATOR = 'unit';
const coordinator = {
  ...{ user: 'bench', agency: COORDINATOR, roles: ['COORDINATOR'], requestId: 'bench' },
  operation: { name: null, hash: null },
};
const step = () => ({ idempotencyKey: randomUUID() });
let references = 1_000;

/** The agencies and the partnership that reviews of the bench are of. */
export async function registerPartnership(register, agencies) {
  for (const agency of [COORDINATOR, ...agencies])
    await register.saveAgency({ id: agency, name: agency, kind: 'TEST', endpointUrl: null });
  await register.savePartnership({
    ...{ id: 'bench', name: 'Bench', packKey: 'baseline', coordinatingAgency: COORDINATOR },
  });
}

/** A review with one child, sent for a contact check to one agency; then flagged. */
export async function openReview(register, { agency, flags = [] }) {
  const { reviewId } = await register.openReview(coordinator, {
    ...{ ...step(), partnershipId: 'bench', type: TYPE, reference: `B-${(references += 1)}` },
  });
  const { subjectId } = await register.addSubject(coordinator, {
    ...{ ...step(), reviewId, role: 'INDEX_CHILD', ...CHILD, protectedAddress: false, flags: [] },
  });
  await register.sendContactCheck(coordinator, { ...step(), reviewId, agencyIds: [agency] });
  if (flags.length > 0)
    await register.setSubjectFlags(coordinator, { ...step(), reviewId, subjectId, flags });
  return reviewId;
}
