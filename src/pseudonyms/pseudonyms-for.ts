import { createHmac, type KeyObject } from 'node:crypto';
import type { RecordCategory } from '../domain/data-category';
import type { AgencyId, RecordHandle, SubjectId } from '../domain/ids';
import type { Purpose } from '../domain/purpose';
import { GatewayError } from '../errors/gateway-error';
import { derivePseudonym, purposeKey, saltedKey, type PseudonymNamespace } from './derive-pseudonym';

/** Derivations kept by one instance: they are personal data and go with it. */
const KEPT = 5_000;

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
  /** Of the data subject in the contact check of one agency: two agencies cannot put their answers together. */
  contactRef(recipient: AgencyId, id: SubjectId): string;
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
  /**
   * Random salts of the agencies of this review, from the database. What an agency gives as a handle may be guessable,
   * an NHS number even: under the review's key alone it must not be found by trying. Without an agency's salt its
   * handles have no pseudonym.
   */
  readonly salts?: ReadonlyMap<AgencyId, Buffer>;
}

/** The pseudonyms of one review and purpose; the same in every instance, and unlinkable to any other scope's. */
export function pseudonymsFor({ reviewKey, purpose, salts = new Map() }: PseudonymScope): Pseudonyms {
  const key = purposeKey(reviewKey, purpose);
  const remembered = remembering();
  const salted = new Map<string, KeyObject>();
  const agencyKey = (agency: AgencyId, use: string): KeyObject => {
    const slot = `${use} ${agency}`;
    const salt = salts.get(agency);
    if (!salt) throw new GatewayError('KEY_UNAVAILABLE', { detail: 'an agency of the review has no salt' });
    const made = salted.get(slot) ?? saltedKey(reviewKey, salt, use);
    salted.set(slot, made);
    return made;
  };
  const of = (namespace: PseudonymNamespace, input: string): string =>
    remembered(namespace, input, () => derivePseudonym(key, namespace, input));
  const held = (namespace: PseudonymNamespace): ((agency: AgencyId, handle: RecordHandle) => string) => {
    const derive = (agency: AgencyId, handle: RecordHandle): string =>
      // JSON keeps the two apart whatever an agency puts into its handles.
      derivePseudonym(agencyKey(agency, `handle|${purpose}`), namespace, JSON.stringify([agency, handle]));
    return (agency, handle) => remembered(`${namespace} ${agency}`, handle, () => derive(agency, handle));
  };
  const fingerprint = createHmac('sha256', key).update('label').digest('hex').slice(0, 8);

  return {
    label: `${purpose}/${fingerprint}`,
    subject: (id) => of('subject', id),
    contactRef: (recipient, id) => derivePseudonym(agencyKey(recipient, 'contact-check'), 'subject', id),
    record: held('record'),
    person: held('person'),
    practitioner: held('practitioner'),
    identifier: (category, id) => of('identifier', JSON.stringify([category, id])),
  };
}

/** Keeps what is derived by kind and input, so that a known one is found without a key being put together for it. */
function remembering(): (kind: string, input: string, derive: () => string) => string {
  const derived = new Map<string, Map<string, string>>();
  let count = 0;
  return (kind, input, derive) => {
    const known = derived.get(kind)?.get(input);
    if (known !== undefined) return known;
    const pseudonym = derive();
    if (count >= KEPT) {
      derived.clear();
      count = 0;
    }
    const ofKind = derived.get(kind) ?? new Map<string, string>();
    derived.set(kind, ofKind.set(input, pseudonym));
    count += 1;
    return pseudonym;
  };
}
