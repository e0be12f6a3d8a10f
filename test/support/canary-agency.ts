import type { AgencyRecord, AgencySource } from '../../src/domain/agency-source';
import { RECORD_CATEGORIES } from '../../src/domain/data-category';
import type { FieldTree } from '../../src/domain/field-tree';
import type { AgencyId, RecordHandle } from '../../src/domain/ids';
import { GRANT_ISSUER, GRANT_KEYS_PATH } from '../../src/domain/disclosure-grant';
import { systemClock } from '../../src/config/system';
import type { DisclosureLedger } from '../../adapters/shared/disclosure-ledger';
import { openGrantVerifier } from '../../adapters/shared/grant-verifier';
import { serveSubgraph, type Subgraph } from '../../adapters/shared/subgraph-server';

/** Statements and parties are lists of this many entries. */
const ENTRIES = 2;

const STATEMENT_LEAVES = [
  'kind',
  'code',
  'codeSystem',
  'description',
  'narrative',
  'status',
  'service',
] as const;
const PARTY_LEAVES = ['name', 'relationship', 'role', 'organisation'] as const;

/** Says where a value came from, in one word without hyphens, which would make parts of names of it. */
export const canary = (agency: string, handle: string, path: string): string =>
  `cnry.${agency}.${handle}.${path}`.replaceAll('-', '');

/** Every canary in a text. */
export const canariesIn = (text: string): readonly string[] => text.match(/cnry\.[A-Za-z0-9_.-]+/g) ?? [];

/** A full record in which every leaf is a canary of its own; dates are told apart by the seconds of a century. */
export function canaryRecord(agency: string, handle: string): AgencyRecord {
  const mark = (path: string): string => canary(agency, handle, path);
  const addenda = (path: string) => [{ recordedOn: '2024-01', text: mark(`${path}.addenda.text`) }];
  const address = (path: string) => ({
    lines: [mark(`${path}.lines`)],
    postcode: mark(`${path}.postcode`),
    uprn: mark(`${path}.uprn`),
    kind: mark(`${path}.kind`),
    from: '2019-02-03',
    to: null,
  });
  const statement = (path: string) => ({
    handle: mark(`${path}.handle`),
    assertion: 'OPINION' as const,
    addenda: addenda(path),
    ...(Object.fromEntries(STATEMENT_LEAVES.map((leaf) => [leaf, mark(`${path}.${leaf}`)])) as Record<
      (typeof STATEMENT_LEAVES)[number],
      string
    >),
    from: '2020-05-06',
    to: '2020-05-07',
  });
  const party = (path: string) => ({
    handle: mark(`${path}.handle`),
    assertion: 'FACT' as const,
    addenda: addenda(path),
    ...(Object.fromEntries(PARTY_LEAVES.map((leaf) => [leaf, mark(`${path}.${leaf}`)])) as Record<
      (typeof PARTY_LEAVES)[number],
      string
    >),
    dateOfBirth: '1981-07-23',
    addresses: [address(`${path}.addresses`)],
  });
  const list = <Entry>(category: string, make: (path: string) => Entry): Entry[] =>
    Array.from({ length: ENTRIES }, (_, index) => make(`${category}.${String(index)}`));
  return {
    handle,
    name: mark('name'),
    dateOfBirth: '2017-03-21',
    addresses: list('addresses', address),
    age: 8,
    gender: mark('gender'),
    contactDetails: list('contactDetails', (path) => ({
      kind: mark(`${path}.kind`),
      value: mark(`${path}.value`),
    })),
    nationalInsuranceNumber: mark('nationalInsuranceNumber'),
    nhsNumber: mark('nhsNumber'),
    familyMembers: list('familyMembers', party),
    ethnicity: statement('ethnicity'),
    religion: statement('religion'),
    health: list('health', statement),
    otherSpecialCategory: list('otherSpecialCategory', statement),
    legalStatuses: list('legalStatuses', statement),
    involvements: list('involvements', statement),
    safeguardingConcerns: list('safeguardingConcerns', statement),
    convictions: list('convictions', statement),
    investigations: list('investigations', statement),
    otherParties: list('otherParties', party),
    practitioners: list('practitioners', party),
    informants: list('informants', party),
  };
}

/** An agency whose every value is a canary; it answers what the contract's server lets through. */
export function canarySource(agency: string): AgencySource {
  return {
    agency: agency as AgencyId,
    offers: new Set(RECORD_CATEGORIES),
    read: (handles: readonly RecordHandle[], fields: FieldTree) =>
      Promise.resolve(
        new Map(
          handles.map((handle) => {
            const full = canaryRecord(agency, handle);
            const asked = Object.entries(full).filter(([name]) => name === 'handle' || fields.has(name));
            return [handle, Object.fromEntries(asked) as AgencyRecord];
          }),
        ),
      ),
    search: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** Serves an agency on loopback, which answers what the gateway at that URL grants. */
export const serveAgency = (
  source: AgencySource,
  gateway: { readonly url: string },
  ledger?: DisclosureLedger,
): Promise<Subgraph> =>
  serveSubgraph({
    source,
    ...(ledger && { ledger }),
    grants: openGrantVerifier({
      agency: source.agency,
      issuer: GRANT_ISSUER,
      jwks: { url: new URL(GRANT_KEYS_PATH, gateway.url) },
      clock: systemClock,
    }),
  });

/** Serves a canary agency. */
export const serveCanaryAgency = (
  agency: string,
  gateway: { readonly url: string },
  ledger?: DisclosureLedger,
): Promise<Subgraph> => serveAgency(canarySource(agency), gateway, ledger);
