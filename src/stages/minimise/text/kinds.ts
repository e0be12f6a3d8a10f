import type { KnownKind } from '../identifier-matcher';
import type { PatternKind } from '../identifier-patterns';

/** Identifiers told by their form, beyond those of the outgoing scan. */
export type ContactKind =
  | 'TELEPHONE'
  | 'EMAIL'
  | 'WEB_ADDRESS'
  | 'HANDLE'
  | 'IP_ADDRESS'
  | 'VEHICLE'
  | 'UPRN'
  | 'BANK_ACCOUNT'
  | 'PAYMENT_CARD'
  | 'ADDRESS';

/** Names found by rule and dictionary. */
export type NamedKind = 'PERSON' | 'PRACTITIONER' | 'PLACE' | 'ORGANISATION';

/** What free text is searched for. */
export type TextKind = KnownKind | PatternKind | ContactKind | NamedKind | 'CONTACT';

/** A stretch of a text, end excluded, and what is printed in its place. */
export interface LabelledSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: TextKind;
  readonly label: string;
}

/** What is printed for a kind that needs no number: of one length whatever it stands for. */
export const LABELS: Readonly<Record<Exclude<TextKind, NamedKind | 'NAME'>, string>> = {
  DATE_OF_BIRTH: '[date of birth]',
  POSTCODE: '[postcode]',
  KNOWN_ADDRESS: '[address]',
  ADDRESS: '[address]',
  CONTACT: '[contact]',
  NHS_NUMBER: '[NHS number]',
  NATIONAL_INSURANCE_NUMBER: '[national insurance number]',
  PUPIL_NUMBER: '[pupil number]',
  PNC_ID: '[reference]',
  TELEPHONE: '[telephone]',
  EMAIL: '[e-mail]',
  WEB_ADDRESS: '[web address]',
  HANDLE: '[handle]',
  IP_ADDRESS: '[internet address]',
  VEHICLE: '[vehicle]',
  UPRN: '[property]',
  BANK_ACCOUNT: '[bank account]',
  PAYMENT_CARD: '[payment card]',
};

/** Labels of this de-identification and of the outgoing scan, which stay as they are when a text comes again. */
export const PRINTED_LABEL = new RegExp(
  [
    ...[...new Set(Object.values(LABELS))].map((label) => `\\[${label.slice(1, -1)}\\]`),
    '\\[(?:Person|Practitioner|Place|Organisation) [0-9]{1,6}(?: \\([a-z ]{1,40}\\))?\\]',
    '\\[[A-Za-z ]{3,30} withheld\\]',
  ].join('|'),
  'gu',
);
