import type { RecordCategory } from '../../domain/data-category';
import type { SubjectId } from '../../domain/ids';
import { isListed, type SubjectFlags } from '../../domain/subject-flag';
import type { SubjectIdentity } from '../../reviews';
import type { Outcomes } from '../plan';
import type { CheckedAddress, CheckedParty, CheckedRecord, CheckedStatement } from './checked';
import { identifierMatcher, type IdentifierMatcher, type KnownKind } from './identifier-matcher';
import { knownIdentifiers } from './known-identifiers';

/** Who receives. Only the coordinator, who entered them, is shown what flags hide from the others. */
export interface Recipient {
  readonly isCoordinator: boolean;
}

/** What is sealed for one recipient of a review, by the flags of its people. */
export interface Sealing {
  /** Identifiers that are masked in every text, whatever the pack permits. */
  readonly identifiers: IdentifierMatcher;
  /** Full names, normalised, of people who are in no list of other people. */
  readonly names: ReadonlySet<string>;
  /** Who lives at a protected address, whether or not it is they who are protected. */
  readonly household: ReadonlySet<SubjectId>;
  /** Their full names, normalised. */
  readonly householdNames: ReadonlySet<string>;
}

/**
 * The outcomes of one person's record as their flags narrow them; the disclosure list stays as it is. A protected
 * address looks like one that is not held (catalogue A21); gender gives way to the Gender Recognition Act for everybody.
 */
export function flaggedOutcomes(
  outcomes: Outcomes,
  flags: SubjectFlags,
  { isCoordinator }: Recipient,
): Outcomes {
  const withheld: RecordCategory[] = [];
  if (flags.has('PROTECTED_ADDRESS') && !isCoordinator) withheld.push('addresses', 'contactDetails');
  if (flags.has('GENDER_RECOGNITION')) withheld.push('gender');
  if (withheld.length === 0) return outcomes;
  return { ...outcomes, ...Object.fromEntries(withheld.map((category) => [category, 'WITHHELD'])) };
}

/** Whether what reveals the person's whereabouts sideways is left out too: services, organisations, others' addresses. */
const hidesPlaces = (flags: SubjectFlags, { isCoordinator }: Recipient): boolean =>
  flags.has('PROTECTED_ADDRESS') && !isCoordinator;

const normalised = (name: string): string => {
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (bare.match(/\p{L}+/gu) ?? []).sort().join(' ');
};

/**
 * What is sealed for a recipient: the identifiers of people who are not on their list, as far as nobody on it shares
 * them, and the addresses that are protected, whoever lives there. Null where nothing is.
 */
export function sealingOf(identities: readonly SubjectIdentity[], recipient: Recipient): Sealing | null {
  const hidden = identities.filter(({ flags }) => !isListed(flags, recipient));
  const listed = identities.filter(({ flags }) => isListed(flags, recipient));
  const guarded = listed.filter(({ flags }) => hidesPlaces(flags, recipient));
  if (hidden.length === 0 && guarded.length === 0) return null;
  const formsOf = (people: readonly SubjectIdentity[]): readonly string[] =>
    knownIdentifiers(people.map((person) => ({ ...person, names: [person.name] })));
  const shared = new Set(formsOf(listed));
  const household = livingWith(guarded, listed);
  return {
    identifiers: identifierMatcher([
      ...formsOf(hidden).filter((form) => !shared.has(form)),
      ...knownIdentifiers(guarded.map(({ addresses }) => ({ names: [], addresses }))),
    ]),
    names: new Set(hidden.map(({ name }) => normalised(name))),
    household: new Set(household.map(({ subjectId }) => subjectId)),
    householdNames: new Set(household.map(({ name }) => normalised(name))),
  };
}

/** Where somebody lives now: each door with its postcode, in one way of writing. */
const homesOf = ({ addresses }: SubjectIdentity): readonly string[] =>
  addresses
    .filter(({ to }) => to === null)
    .flatMap(({ lines, postcode }) => [
      ...(postcode === null ? [] : [postcode.replace(/\s/gu, '').toUpperCase()]),
      ...lines.filter((line) => /[0-9]/u.test(line)).map((line) => line.trim().toLowerCase()),
    ]);

/** The people themselves, and whoever of the review lives with one of them: where the one is, the other is found. */
function livingWith(
  guarded: readonly SubjectIdentity[],
  listed: readonly SubjectIdentity[],
): readonly SubjectIdentity[] {
  const homes = new Set(guarded.flatMap(homesOf));
  return listed.filter((one) => guarded.includes(one) || homesOf(one).some((home) => homes.has(home)));
}

const PLACE: ReadonlySet<KnownKind> = new Set<KnownKind>(['POSTCODE', 'KNOWN_ADDRESS']);

/** What sealing does to one record. */
export interface SealOptions {
  readonly sealing: Sealing;
  readonly withoutPlaces: boolean;
}

/** A copy of the record without the people and the places that are sealed; leaves that were not asked for stay absent. */
export function sealRecord(record: CheckedRecord, options: SealOptions): CheckedRecord {
  const entries = Object.entries(record).map(([category, value]) => [category, sealValue(value, options)]);
  return Object.fromEntries(entries) as CheckedRecord;
}

type CheckedValue = CheckedRecord[RecordCategory];

function sealValue(value: CheckedValue, options: SealOptions): CheckedValue {
  if (typeof value !== 'object' || value === null) return value;
  if (!isList(value)) return sealStatement(value, options);
  return value.flatMap((entry) => sealEntry(entry, options)) as CheckedValue;
}

type Entry = Extract<CheckedValue, readonly unknown[]>[number];

const isList = (value: Extract<CheckedValue, object>): value is Extract<CheckedValue, readonly unknown[]> =>
  Array.isArray(value);

function sealEntry(entry: Entry, options: SealOptions): readonly Entry[] {
  const { sealing } = options;
  if (isStatement(entry)) return [sealStatement(entry, options)];
  if (isParty(entry)) {
    const name = normalised(entry.name ?? '');
    const withoutPlaces = options.withoutPlaces || sealing.householdNames.has(name);
    return sealing.names.has(name) ? [] : [sealParty(entry, { sealing, withoutPlaces })];
  }
  return isSealedAddress(entry, sealing) ? [] : [entry];
}

const isStatement = (entry: Entry): entry is CheckedStatement => 'assertion' in entry && 'narrative' in entry;
const isParty = (entry: Entry): entry is CheckedParty => 'assertion' in entry && !('narrative' in entry);

const sealStatement = (statement: CheckedStatement, { withoutPlaces }: SealOptions): CheckedStatement =>
  withoutPlaces && statement.service !== undefined ? { ...statement, service: null } : statement;

function sealParty(party: CheckedParty, { sealing, withoutPlaces }: SealOptions): CheckedParty {
  const { organisation, addresses } = party;
  return {
    ...party,
    ...(withoutPlaces && organisation !== undefined && { organisation: null }),
    ...(addresses !== undefined && {
      addresses: withoutPlaces
        ? null
        : (addresses?.filter((address) => !isSealedAddress(address, sealing)) ?? null),
    }),
  };
}

/** A contact detail has no lines and no postcode, so it is never taken for an address. */
function isSealedAddress(entry: Partial<CheckedAddress>, { identifiers }: Sealing): boolean {
  const { lines, postcode } = entry;
  return [...(lines ?? []), postcode ?? ''].some((words) => identifiers.find(words, PLACE).length > 0);
}
