import { canary, dayOf } from './canaries';

/** A value as JSON holds it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/** A value that is known to be words; nothing else has any. */
export const wordsOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The lists of statements that a period narrows. */
export const DATED = [
  'health',
  'otherSpecialCategory',
  'legalStatuses',
  'involvements',
  'safeguardingConcerns',
  'convictions',
  'investigations',
] as const;
export const SINGLE = ['ethnicity', 'religion'] as const;
export const PARTIES = ['familyMembers', 'otherParties', 'practitioners', 'informants'] as const;

/** Within every period of the fixture, and before the narrow ones. */
const DATES = [
  ['2020-05-06', '2020-05-07'],
  ['2012-03-04', '2012-03-05'],
] as const;

/** A narrow period under review: the second entry of every list lies outside it. */
export const NARROW = { from: '2018-01-01', to: '2024-12-31' } as const;
/** A period that leaves nothing out. */
export const WIDE = { from: '2000-01-01', to: '2099-12-31' } as const;

const STATEMENT_LEAVES = ['kind', 'code', 'codeSystem', 'description', 'narrative', 'status', 'service'];
const PARTY_LEAVES = ['name', 'relationship', 'role', 'organisation'];

/** What an agency holds of a person: every category, two entries in every list, a canary in every leaf. */
export function recordOf(agency: string, handle: string, index: number): JsonObject {
  let days = 3_000 + index * 12;
  const mark = (path: string): string => canary(agency, handle, path);
  const addenda = (path: string): Json => [{ recordedOn: '2024-01', text: mark(`${path}.addenda.text`) }];
  const leaves = (names: readonly string[], path: string): JsonObject =>
    Object.fromEntries(names.map((name) => [name, mark(`${path}.${name}`)]));
  const address = (path: string): JsonObject => ({
    lines: [mark(`${path}.lines`)],
    ...leaves(['postcode', 'uprn', 'kind'], path),
    from: '2019-02-03',
    to: null,
  });
  const statement = (path: string, entry = 0): JsonObject => ({
    handle: mark(`${path}.handle`),
    assertion: 'OPINION',
    addenda: addenda(path),
    ...leaves(STATEMENT_LEAVES, path),
    from: DATES[entry]?.[0] ?? null,
    to: DATES[entry]?.[1] ?? null,
  });
  const party = (path: string): JsonObject => ({
    handle: mark(`${path}.handle`),
    assertion: 'FACT',
    addenda: addenda(path),
    ...leaves(PARTY_LEAVES, path),
    dateOfBirth: dayOf((days += 1)),
    addresses: [address(`${path}.addresses`)],
  });
  const two = (category: string, make: (path: string, entry: number) => JsonObject): Json =>
    [0, 1].map((entry) => make(`${category}.${String(entry)}`, entry));
  return {
    handle,
    name: mark('name'),
    dateOfBirth: dayOf(days),
    addresses: two('addresses', address),
    age: 8,
    gender: mark('gender'),
    contactDetails: two('contactDetails', (path) => leaves(['kind', 'value'], path)),
    nationalInsuranceNumber: mark('nationalInsuranceNumber'),
    nhsNumber: mark('nhsNumber'),
    ...Object.fromEntries(SINGLE.map((category) => [category, statement(category)])),
    ...Object.fromEntries(DATED.map((category) => [category, two(category, statement)])),
    ...Object.fromEntries(PARTIES.map((category) => [category, two(category, party)])),
  };
}
