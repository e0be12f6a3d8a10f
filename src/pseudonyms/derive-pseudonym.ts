import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Purpose } from '../domain/purpose';
import { checkCharacter, encodeCrockford } from './crockford';

/** What a pseudonym stands for. Two namespaces never share a pseudonym, even for one input. */
export type PseudonymNamespace = 'subject' | 'person' | 'practitioner' | 'record' | 'identifier' | 'text';

const PREFIXES: Readonly<Record<PseudonymNamespace, string>> = {
  subject: 'SUBJ',
  person: 'PERS',
  practitioner: 'PRAC',
  record: 'RECD',
  identifier: 'IDEN',
  text: 'TEXT',
};

/** 16 characters of base32: 80 bits, so that two pseudonyms of one key meet by chance only among some 10^12. */
const CHARACTERS = 16;

const GROUP = '[0-9A-HJKMNP-TV-Z]{4}';
const FORM = `(?:${Object.values(PREFIXES).join('|')})-(${GROUP}-${GROUP}-${GROUP}-${GROUP})-([0-9A-HJKMNP-TV-Z])`;
const PRINTED = new RegExp(`^${FORM}$`);
const WITHIN = new RegExp(`(?<![0-9A-Za-z])${FORM}(?![0-9A-Za-z])`, 'g');

/** The key of one review for one purpose: HKDF-SHA-256 (RFC 5869) of the review's key. Another purpose, another key. */
export function purposeKey(reviewKey: Buffer, purpose: Purpose): KeyObject {
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', reviewKey, Buffer.alloc(0), `pseudonym|${purpose}`, 32)),
  );
}

/**
 * A key that the review's key makes together with a salt from the database: HKDF-SHA-256 (RFC 5869). Whoever has one of
 * the two and a list of likely inputs can try none of them.
 */
export function saltedKey(reviewKey: Buffer, salt: Buffer, use: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', reviewKey, salt, use, 32)));
}

/**
 * The pseudonym of `input` under `key`: HMAC-SHA-256 (RFC 2104) cut to 80 bits, with a check character, as in
 * `SUBJ-7K3M-Q9TD-2FWA-0HXC-5`. `input` is the gateway's or an agency's opaque id. It is never a name, a date, an NHS
 * or a national insurance number, which could be guessed; call it through `pseudonymsFor`, whose types see to that.
 */
export function derivePseudonym(key: KeyObject, namespace: PseudonymNamespace, input: string): string {
  const mac = createHmac('sha256', key).update(`${namespace}\0${input}`, 'utf8').digest();
  const code = encodeCrockford(mac, CHARACTERS);
  const groups = [0, 4, 8, 12].map((start) => code.slice(start, start + 4));
  return [PREFIXES[namespace], ...groups, checkCharacter(code)].join('-');
}

/** Whether `value` is printed like a pseudonym and its check character is right; not whether it was ever derived. */
export function isPseudonym(value: string): boolean {
  const [, groups, check] = PRINTED.exec(value) ?? [];
  return groups !== undefined && check === checkCharacter(groups.replaceAll('-', ''));
}

/** The text with a sign in the place of each pseudonym: one in some thousand has the form of an official number by chance. */
export const withoutPseudonyms = (text: string): string =>
  text.replace(WITHIN, (found) => (isPseudonym(found) ? '#' : found));
