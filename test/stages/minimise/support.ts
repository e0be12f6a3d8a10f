import type { AgencyRecord } from '../../../src/domain/agency-source';
import type { Address, RelatedParty, Statement } from '../../../src/domain/contract.generated';
import { RECORD_CATEGORIES, type RecordCategory } from '../../../src/domain/data-category';
import { NO_FIELDS, type FieldTree } from '../../../src/domain/field-tree';
import type { AgencyId, SubjectId } from '../../../src/domain/ids';
import type { Outcome } from '../../../src/domain/outcome';
import { pseudonymsFor } from '../../../src/pseudonyms';
import {
  copyRecord,
  type CopiedRecord,
  type CopyContext,
  type CopyRequest,
} from '../../../src/stages/minimise/copy';
import { identifierMatcher } from '../../../src/stages/minimise/identifier-matcher';

const leaves = (names: string): FieldTree => new Map(names.split(' ').map((name) => [name, NO_FIELDS]));

const ADDENDA = leaves('recordedOn text');
const ADDRESS = leaves('lines postcode uprn kind from to');
const STATEMENT = new Map([
  ...leaves('handle assertion kind code codeSystem description narrative status service from to'),
  ['addenda', ADDENDA] as const,
]);
const PARTY = new Map([
  ...leaves('handle assertion name dateOfBirth relationship role organisation'),
  ['addenda', ADDENDA] as const,
  ['addresses', ADDRESS] as const,
]);

const PLAIN: ReadonlySet<string> = new Set(
  'name dateOfBirth age gender nationalInsuranceNumber nhsNumber'.split(' '),
);
export const PARTIES = ['familyMembers', 'otherParties', 'practitioners', 'informants'] as const;
const isParty = (category: RecordCategory): boolean => PARTIES.some((party) => party === category);

const below = (category: RecordCategory): FieldTree => {
  if (PLAIN.has(category)) return NO_FIELDS;
  if (category === 'addresses') return ADDRESS;
  if (category === 'contactDetails') return leaves('kind value');
  return isParty(category) ? PARTY : STATEMENT;
};

/** Every field of every category. */
export const EVERYTHING: FieldTree = new Map([
  ['handle', NO_FIELDS] as const,
  ...RECORD_CATEGORIES.map((category) => [category, below(category)] as const),
]);

/** Every field of these categories only. */
export const only = (...categories: readonly RecordCategory[]): FieldTree =>
  new Map(categories.map((category) => [category, below(category)]));

export const outcomesOf = (
  otherwise: Outcome,
  some: Partial<Record<RecordCategory, Outcome>> = {},
): Readonly<Record<RecordCategory, Outcome>> => {
  const all = Object.fromEntries(RECORD_CATEGORIES.map((category) => [category, otherwise]));
  return { ...(all as Record<RecordCategory, Outcome>), ...some };
};

export const statement = (some: Partial<Statement> = {}): Statement => ({
  handle: 'entry-1',
  assertion: 'FACT',
  addenda: [],
  ...some,
});

export const party = (some: Partial<RelatedParty> = {}): RelatedParty => ({
  handle: 'party-1',
  assertion: 'FACT',
  addenda: [],
  ...some,
});

export const address = (some: Partial<Address> = {}): Address => ({ lines: [], ...some });

const AGENCY = 'nhs-trust' as AgencyId;

export const context = (known: readonly string[] = []): CopyContext => ({
  agency: AGENCY,
  subject: '0198a000-0000-7000-8000-000000000001' as SubjectId,
  pseudonyms: pseudonymsFor({
    reviewKey: Buffer.alloc(32, 5),
    purpose: 'SAFEGUARDING_ADULT_REVIEW',
    salts: new Map([[AGENCY, Buffer.alloc(32, 6)]]),
  }),
  known: identifierMatcher(known),
});

/** Lets every text leave as it is, so that a leak is the copy's own. */
export const ALL_TEXTS: NonNullable<CopyContext['texts']> = {
  narrative: (text) => ({ text, textId: 'TEXT', released: true, risk: { score: 0, reasons: [] } }),
  term: (text) => text,
};

/** Copies with everything asked for and CLEAR unless told otherwise. */
export const copy = (
  record: Omit<AgencyRecord, 'handle'>,
  some: Partial<Omit<CopyRequest, 'record'>> = {},
): CopiedRecord =>
  copyRecord({
    record: { handle: 'record-1', ...record },
    asked: EVERYTHING,
    outcomes: outcomesOf('CLEAR'),
    context: context(),
    ...some,
  });

/** An answer of an agency that keeps to nothing, as JSON brings it. */
export const received = (json: string): AgencyRecord => JSON.parse(json) as AgencyRecord;
