import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { RecordCategory } from '../domain/data-category';
import type { AgencyId, RecordHandle, SubjectId } from '../domain/ids';
import type { Purpose } from '../domain/purpose';
import { derivePseudonym, purposeKey, type PseudonymNamespace } from './derive-pseudonym';

/** Derivations kept by one instance, which lives for an operation: they are personal data and go with it. */
const KEPT = 2_000;

/** The categories whose value is replaced by a pseudonym of the subject, never of the value. */
export type IdentifierCategory = Extract<
  RecordCategory,
  'nationalInsuranceNumber' | 'nhsNumber' | 'contactDetails'
>;

/**
 * The pseudonyms of one review for one purpose. Each takes an opaque id of a branded type and nothing else, so that a
 * name or an official number cannot be passed by mistake.
 */
export interface Pseudonyms {
  /** Names the key for the audit record without telling anything of it: the purpose and 32 bits of a fingerprint. */
  readonly label: string;
  /** Of the data subject. */
  subject(id: SubjectId): string;
  /** Of one entry of an agency's record. */
  record(agency: AgencyId, handle: RecordHandle): string;
  /** Of another person in an agency's record. */
  person(agency: AgencyId, handle: RecordHandle): string;
  /** Of a practitioner in an agency's record. */
  practitioner(agency: AgencyId, handle: RecordHandle): string;
  /** In the place of the subject's official number or contact details. */
  identifier(category: IdentifierCategory, id: SubjectId): string;
}

/** What `pseudonymsFor` takes: the review's 256-bit key and the operation's purpose. */
export interface PseudonymScope {
  readonly reviewKey: Buffer;
  readonly purpose: Purpose;
}

/** The pseudonyms of one review and purpose; the same in every instance, and unlinkable to any other scope's. */
export function pseudonymsFor({ reviewKey, purpose }: PseudonymScope): Pseudonyms {
  const key = purposeKey(reviewKey, purpose);
  const derived = new LRUCache<string, string>({ max: KEPT });
  const of = (namespace: PseudonymNamespace, input: string): string => {
    const slot = `${namespace} ${input}`;
    const known = derived.get(slot);
    if (known !== undefined) return known;
    const pseudonym = derivePseudonym(key, namespace, input);
    derived.set(slot, pseudonym);
    return pseudonym;
  };
  // JSON keeps the two apart whatever an agency puts into its handles.
  const held = (agency: AgencyId, handle: RecordHandle): string => JSON.stringify([agency, handle]);
  const fingerprint = createHmac('sha256', key).update('label').digest('hex').slice(0, 8);

  return {
    label: `${purpose}/${fingerprint}`,
    subject: (id) => of('subject', id),
    record: (agency, handle) => of('record', held(agency, handle)),
    person: (agency, handle) => of('person', held(agency, handle)),
    practitioner: (agency, handle) => of('practitioner', held(agency, handle)),
    identifier: (category, id) => of('identifier', JSON.stringify([category, id])),
  };
}
