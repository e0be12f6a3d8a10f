import { z } from 'zod';
import type { AgencySource } from '../../src/domain/agency-source';
import type { ContactPerson, ContactProposal } from '../../src/domain/contact-match';
import { proposeContact, type MatchingScope } from './contact-match';

const text = z.string().trim().min(1).max(300);

/** A person of a contact check, as the agency's staff pass it on from the gateway's answer: nothing else is taken. */
const contactPerson = z.strictObject({
  names: z.array(text).min(1).max(20),
  dateOfBirth: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .nullable(),
  addresses: z.array(text).max(20).default([]),
  nhsNumber: text.optional(),
});

/**
 * What the answer about one person could be, for the agency's own staff, who confirm it; null where the question is not
 * a person of a contact check. Neither question nor proposal leaves the agency.
 */
export async function proposalFor(
  source: AgencySource,
  question: unknown,
  scope?: MatchingScope,
): Promise<ContactProposal | null> {
  const parsed = contactPerson.safeParse(question);
  if (!parsed.success) return null;
  const { nhsNumber, ...person } = parsed.data;
  const asked: ContactPerson = { ...person, ...(nhsNumber !== undefined && { nhsNumber }) };
  return proposeContact(source, asked, scope);
}
