import { randomUUID } from 'node:crypto';
import { CHILD } from './records.mjs';

const TYPE = 'CHILD_SAFEGUARDING_PRACTICE_REVIEW';
const COORDINATOR = 'unit';
const actor = (agency, role) => ({
  ...{ user: `bench-${agency}`, agency, roles: [role], requestId: 'bench' },
  operation: { name: null, hash: null },
});
const coordinator = actor(COORDINATOR, 'COORDINATOR');
const step = () => ({ idempotencyKey: randomUUID() });
let references = 1_000;

/** The agencies and the partnership that reviews of the bench are of; `endpoints` says where each agency answers. */
export async function registerPartnership(register, agencies, endpoints = new Map()) {
  for (const agency of [COORDINATOR, ...agencies])
    await register.saveAgency({
      ...{ id: agency, name: agency, kind: 'TEST', endpointUrl: endpoints.get(agency) ?? null },
    });
  await register.savePartnership({
    ...{ id: 'bench', name: 'Bench', packKey: 'baseline', coordinatingAgency: COORDINATOR },
  });
}

async function reviewOfOneChild(register) {
  const { reviewId } = await register.openReview(coordinator, {
    ...{ ...step(), partnershipId: 'bench', type: TYPE, reference: `B-${(references += 1)}` },
  });
  const { subjectId } = await register.addSubject(coordinator, {
    ...{ ...step(), reviewId, role: 'INDEX_CHILD', ...CHILD, protectedAddress: false, flags: [] },
  });
  return { reviewId, subjectId };
}

/** A review with one child, sent for a contact check to one agency; then flagged. */
export async function openReview(register, { agency, flags = [] }) {
  const { reviewId, subjectId } = await reviewOfOneChild(register);
  await register.sendContactCheck(coordinator, { ...step(), reviewId, agencyIds: [agency] });
  if (flags.length > 0)
    await register.setSubjectFlags(coordinator, { ...step(), reviewId, subjectId, flags });
  return reviewId;
}

/** Agencies that one contact check may be sent to at a time. */
const SENT_AT_ONCE = 200;

/** A review that gathers, with one child whom every agency knows and takes part for. */
export async function gatherReview(register, agencyIds) {
  const { reviewId, subjectId } = await reviewOfOneChild(register);
  for (let at = 0; at < agencyIds.length; at += SENT_AT_ONCE) {
    const some = agencyIds.slice(at, at + SENT_AT_ONCE);
    await register.sendContactCheck(coordinator, { ...step(), reviewId, agencyIds: some });
  }
  await register.setScopeWindow(coordinator, {
    ...{ ...step(), reviewId, from: '2012-01-01', to: '2030-12-31', reason: null },
  });
  for (const { id, agencyId } of await register.contactChecks({ reviewId })) {
    await register.answerContactCheck(actor(agencyId, 'AGENCY_CONTACT'), {
      ...{ ...step(), contactCheckId: id, outcome: 'KNOWN', searchedScope: 'whole system' },
      records: [{ subjectId, handle: `record-of-${agencyId}` }],
    });
    await register.setStanding(coordinator, { ...step(), reviewId, agencyId, standing: 'PARTICIPATING' });
  }
  for (const to of ['SCOPED', 'GATHERING'])
    await register.advanceReview(coordinator, { ...step(), reviewId, to });
  return reviewId;
}
