import type { AgencyId } from '../../../domain/ids';
import type { SubjectRole } from '../../../domain/review';
import { isListed } from '../../../domain/subject-flag';
import type { SubjectIdentity } from '../../../reviews';
import type { CheckedParty, CheckedRecord } from '../checked';
import { fold, tokensOf } from '../identifier-trie';
import { namedParts } from '../known-identifiers';
import type { Allotment, RoleToAllot } from './allotment';
import type { Fingerprints } from './fingerprints';
import { UNNAMED, type TextPerson } from './known-in-text';

/** The categories of a record that are other people. */
export const PARTY_CATEGORIES = ['familyMembers', 'otherParties', 'practitioners', 'informants'] as const;

type PartyCategory = (typeof PARTY_CATEGORIES)[number];

/** Another person of an agency's record. */
export interface NamedParty {
  readonly agency: AgencyId;
  readonly category: PartyCategory;
  readonly party: CheckedParty;
}

/** Whether two lists name the same people alike, by all that a desk looks at. */
export const sameParties = (some: readonly NamedParty[], others: readonly NamedParty[]): boolean =>
  some.length === others.length && some.every((one, at) => isSame(one, others[at]));

function isSame({ agency, category, party }: NamedParty, other: NamedParty | undefined): boolean {
  if (agency !== other?.agency || category !== other.category) return false;
  const also = other.party;
  return (
    party.source === also.source &&
    party.name === also.name &&
    party.dateOfBirth === also.dateOfBirth &&
    party.relationship === also.relationship &&
    sameAddresses(party.addresses ?? [], also.addresses ?? [])
  );
}

const sameAddresses = (some: Addresses, others: Addresses): boolean =>
  some.length === others.length &&
  some.every(
    ({ postcode, lines }, at) =>
      postcode === others[at]?.postcode && sameLines(lines ?? [], others[at]?.lines ?? []),
  );

const sameLines = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((line, at) => line === others[at]);

type Addresses = NonNullable<CheckedParty['addresses']>;

const PERSON: RoleToAllot = { role: 'Person', numbering: 'NUMBERS' };

/** An accusation is not told by a label (catalogue A22, A30): who is accused is a person like another. */
const SUBJECT_ROLE: Readonly<Record<SubjectRole, RoleToAllot>> = {
  INDEX_CHILD: { role: 'Child', numbering: 'LETTERS' },
  INDEX_ADULT: { role: 'Adult', numbering: 'LETTERS' },
  MOTHER: { role: 'Mother', numbering: 'UNLESS_FIRST' },
  FATHER: { role: 'Father', numbering: 'UNLESS_FIRST' },
  SIBLING: { role: 'Sibling', numbering: 'LETTERS' },
  PARTNER: { role: 'Partner', numbering: 'UNLESS_FIRST' },
  OTHER_HOUSEHOLD: { role: 'Household member', numbering: 'LETTERS' },
  ALLEGED_PERPETRATOR: PERSON,
};

/** Tried in order: the longer words hold the shorter ones. */
const RELATIONS: readonly (readonly [RegExp, RoleToAllot])[] = [
  [/not related|not stated|unrelated|in.law/i, PERSON],
  [/grand ?(?:parent|mother|father|ma|pa)|\bnan\b/i, { role: 'Grandparent', numbering: 'LETTERS' }],
  [/foster|carer|guardian/i, { role: 'Carer', numbering: 'LETTERS' }],
  [/grand|aunt|uncle|niece|nephew|cousin|relative/i, { role: 'Relative', numbering: 'LETTERS' }],
  [/mother|\bmum\b/i, { role: 'Mother', numbering: 'UNLESS_FIRST' }],
  [/father|\bdad\b/i, { role: 'Father', numbering: 'UNLESS_FIRST' }],
  [/parent/i, { role: 'Parent', numbering: 'LETTERS' }],
  [/sibling|brother|sister|twin/i, { role: 'Sibling', numbering: 'LETTERS' }],
  [/partner|spouse|husband|wife|boyfriend|girlfriend/i, { role: 'Partner', numbering: 'UNLESS_FIRST' }],
  [/child|\bson\b|daughter/i, { role: 'Child', numbering: 'LETTERS' }],
];

/** Family by relationship, practitioners by the kind of agency; whoever referred or is accused is a person like another. */
function roleOf({ category, party }: NamedParty, agencyKind: string | undefined): RoleToAllot {
  if (category === 'practitioners') {
    const suffix = (agencyKind ?? '')
      .toLowerCase()
      .replace(/[^a-z]+/gu, ' ')
      .trim()
      .slice(0, 40);
    return { role: 'Practitioner', numbering: 'NUMBERS', ...(suffix && { suffix }) };
  }
  if (category !== 'familyMembers') return PERSON;
  return RELATIONS.find(([words]) => words.test(party.relationship ?? ''))?.[1] ?? PERSON;
}

/** The other people that a record names, as far as they were asked for and have the contract's type. */
export const partiesOf = (checked: CheckedRecord, agency: AgencyId): readonly NamedParty[] =>
  PARTY_CATEGORIES.flatMap((category) =>
    (checked[category] ?? []).map((party) => ({ agency, category, party })),
  );

const sameName = (name: string): string => namedParts(name).map(fold).sort().join(' ');

const isHidden = ({ flags }: SubjectIdentity): boolean => !isListed(flags, { isCoordinator: false });

/** A subject's label; whom a flag takes off other people's lists has none before a text names them. */
function subjectLabel(identity: SubjectIdentity, { fingerprints, allotment }: PeopleOptions): string {
  const { subjectId, role } = identity;
  const fingerprint = fingerprints.subject(subjectId);
  if (!isHidden(identity)) return allotment.label(fingerprint, SUBJECT_ROLE[role]);
  return allotment.known(fingerprint) ?? `${UNNAMED} ${subjectId}`;
}

/**
 * Allots a label to those hidden people whom a text has been found to name: the next person's, as to somebody of whom the
 * review knows nothing. Whether there were any.
 */
export function nameHidden(
  labels: ReadonlySet<string>,
  identities: readonly SubjectIdentity[],
  options: PeopleOptions,
): boolean {
  const { fingerprints, allotment } = options;
  const named = identities.filter((one) => isHidden(one) && labels.has(`[${subjectLabel(one, options)}]`));
  const unnamed = named.filter(({ subjectId }) => !allotment.known(fingerprints.subject(subjectId)));
  for (const { subjectId } of unnamed) allotment.label(fingerprints.subject(subjectId), PERSON);
  return unnamed.length > 0;
}

export interface PeopleOptions {
  readonly fingerprints: Fingerprints;
  readonly allotment: Allotment;
  /** What sort of body an agency is, such as `police`. */
  readonly kindOf: (agency: AgencyId) => string | undefined;
}

/**
 * Everybody whom the texts of a review may name, with the role that is printed instead: the contact set, and the other
 * people of the agencies' records. One person in several records is one person by their full name.
 */
export function peopleOf(
  identities: readonly SubjectIdentity[],
  parties: readonly NamedParty[],
  options: PeopleOptions,
): readonly TextPerson[] {
  const { fingerprints, allotment, kindOf } = options;
  const subjects = identities.map((identity) => ({
    label: subjectLabel(identity, options),
    names: [identity.name],
    dateOfBirth: identity.dateOfBirth,
    addresses: identity.addresses,
  }));
  const bySameName = new Map(
    subjects.flatMap(({ names, label }) => names.map((name) => [sameName(name), label] as const)),
  );
  const remembered = (parts: readonly string[]): string | undefined =>
    [parts, [...parts.slice(-1), ...parts.slice(0, -1)], [...parts.slice(1), ...parts.slice(0, 1)]]
      .map((order) => allotment.known(fingerprints.name(wordsIn(order))))
      .find((label) => label !== undefined);
  const labelOf = (named: NamedParty, parts: readonly string[]): string => {
    const { agency, party } = named;
    const full = parts.length > 1;
    const fingerprint = party.source === null ? undefined : fingerprints.party(agency, party.source);
    const label =
      (full ? (bySameName.get(sameName(parts.join(' '))) ?? remembered(parts)) : undefined) ??
      allotment.label(fingerprint ?? fingerprints.name(wordsIn(parts)), roleOf(named, kindOf(agency)));
    if (fingerprint !== undefined) allotment.alias(fingerprint, label);
    return label;
  };
  const others = parties.flatMap((named): readonly TextPerson[] => {
    const { party } = named;
    const parts = namedParts(party.name ?? '');
    if (parts.length === 0) return [];
    const [name, label] = [parts.join(' '), labelOf(named, parts)];
    if (!subjects.some((one) => one.label === label)) allotment.name(name, label);
    bySameName.set(sameName(name), label);
    return [{ label, names: [name], dateOfBirth: party.dateOfBirth ?? null, addresses: addressesOf(party) }];
  });
  return [...subjects, ...others];
}

const wordsIn = (parts: readonly string[]): readonly string[] =>
  tokensOf(parts.join(' ')).map(({ word }) => word);

const addressesOf = ({ addresses }: CheckedParty): NonNullable<TextPerson['addresses']> =>
  (addresses ?? []).map(({ lines, postcode }) => ({ lines: lines ?? [], postcode: postcode ?? null }));
